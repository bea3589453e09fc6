package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Disputes, from the day the card's issuer takes the money back until it is won or lost (https://docs.stripe.com/disputes/how-disputes-work,
 * https://docs.stripe.com/api/disputes/update).
 */
final class Disputes {

    static final String KIND = "dispute";
    private static final Duration EVIDENCE_WITHIN = Duration.ofDays(9);
    private static final List<String> FILES = List.of("cancellation_policy", "customer_communication", "customer_signature", "duplicate_charge_documentation",
            "receipt", "refund_policy", "service_documentation", "shipping_documentation", "uncategorized_file");
    private static final List<String> TEXTS = List.of("access_activity_log", "billing_address", "cancellation_policy_disclosure", "cancellation_rebuttal",
            "customer_email_address", "customer_name", "customer_purchase_ip", "duplicate_charge_explanation", "duplicate_charge_id",
            "product_description", "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "shipping_address", "shipping_carrier",
            "shipping_date", "shipping_tracking_number", "uncategorized_text");
    private static final Set<String> UPDATE = Stream.concat(Stream.concat(FILES.stream(), TEXTS.stream()).map(name -> "evidence[" + name + "]"),
            Stream.of("submit", "metadata", "metadata[*]")).collect(Collectors.toSet());
    private static final int LONGEST_EVIDENCE = 150_000;

    private final Books books;
    private final Webhooks webhooks;
    private final Balance balance;
    private final PaymentMethods paymentMethods;
    private final Agenda agenda;

    Disputes(Books books, Webhooks webhooks, Balance balance, PaymentMethods paymentMethods, Agenda agenda) {
        this.books = books;
        this.webhooks = webhooks;
        this.balance = balance;
        this.paymentMethods = paymentMethods;
        this.agenda = agenda;
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/disputes", Routes.known(Routes.LIST, "charge", "payment_intent"), (ids, given) -> books.list(KIND, "/v1/disputes", given,
                List.of("charge", "payment_intent"), dispute -> Charges.fits(dispute, given, "charge") && Charges.fits(dispute, given, "payment_intent")));
        routes.on("GET", "/v1/disputes/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
        routes.on("POST", "/v1/disputes/{id}", UPDATE, (ids, given) -> update(books.get(KIND, ids.getFirst()), given));
        routes.on("POST", "/v1/disputes/{id}/close", Set.of(), (ids, given) -> {
            ObjectNode dispute = books.get(KIND, ids.getFirst());
            requireNeedsResponse(dispute);
            return finish(dispute, false);
        });
    }

    /** Opens the dispute that the card brings, if it brings one. */
    void openWhereTheCardDoes(ObjectNode charge, ObjectNode method) {
        String reason = paymentMethods.card(method).disputeReason;
        if (reason != null) {
            open(charge, reason);
        }
    }

    /** The cardholder disputes what was not refunded of a charge: the amount and a fee are withdrawn at once. */
    ObjectNode open(ObjectNode charge, String reason) {
        ObjectNode dispute = claim(charge, reason, "needs_response");
        take(charge, dispute, "charge.dispute.created");
        return dispute;
    }

    /** The cardholder's bank only asks; nothing is withdrawn: https://docs.stripe.com/disputes/how-disputes-work#inquiries. */
    ObjectNode inquire(ObjectNode charge, String reason) {
        ObjectNode dispute = claim(charge, reason, "warning_needs_response");
        webhooks.event("charge.dispute.created", dispute);
        return dispute;
    }

    /** The bank was not content with the answer, or got none: the same dispute now takes the money, and may be answered once more. */
    ObjectNode escalate(ObjectNode dispute) {
        if (!Books.text(dispute, "status").startsWith("warning_")) {
            throw Refusal.state(null, "dispute", "This dispute is no inquiry: it is " + Books.text(dispute, "status") + ".");
        }
        dispute.put("status", "needs_response").put("is_charge_refundable", false);
        ((ObjectNode) dispute.path("evidence_details")).put("due_by", books.now().plus(EVIDENCE_WITHIN).getEpochSecond());
        take(books.get("charge", Books.text(dispute, "charge"), "charge"), dispute, "charge.dispute.updated");
        return dispute;
    }

    private void take(ObjectNode charge, ObjectNode dispute, String event) {
        moved(dispute, balance.withdrawn(dispute));
        charge.put("disputed", true);
        webhooks.event(event, dispute);
        webhooks.event("charge.dispute.funds_withdrawn", dispute);
        agenda.at(books.now().plus(EVIDENCE_WITHIN), () -> pastDue(dispute));
    }

    private ObjectNode claim(ObjectNode charge, String reason, String status) {
        long amount = charge.path("amount").longValue() - charge.path("amount_refunded").longValue();
        if (!charge.path("paid").booleanValue() || charge.path("disputed").booleanValue() || amount == 0) {
            throw Refusal.state(null, "charge", "Charge " + Books.text(charge, "id") + " took no money that can be disputed.");
        }
        ObjectNode dispute = books.add(KIND, "du");
        dispute.put("amount", amount).put("charge", Books.text(charge, "id")).put("status", status)
                .put("reason", reason).put("is_charge_refundable", status.startsWith("warning_"));
        dispute.set("currency", charge.path("currency"));
        dispute.set("payment_intent", charge.path("payment_intent"));
        dispute.putObject("metadata");
        ObjectNode evidence = dispute.putObject("evidence");
        Stream.concat(FILES.stream(), TEXTS.stream()).forEach(evidence::putNull);
        dispute.putObject("evidence_details").put("has_evidence", false).put("past_due", false).put("submission_count", 0)
                .put("due_by", books.now().plus(EVIDENCE_WITHIN).getEpochSecond());
        dispute.putArray("balance_transactions");
        books.index(dispute, "charge", "payment_intent");
        return dispute;
    }

    private void moved(ObjectNode dispute, String movement) {
        dispute.withArray("balance_transactions").add(books.get("balance_transaction", movement).deepCopy());
    }

    /** Evidence is submitted unless the request says {@code submit=false}: then it is only kept. What was submitted can't be changed. */
    private ObjectNode update(ObjectNode dispute, Parameters given) {
        Books.mergeMetadata(dispute, given.beneath("metadata"));
        boolean brings = !given.beneath("evidence").isEmpty();
        if (brings || given.isTrue("submit")) {
            requireNeedsResponse(dispute);
            keep((ObjectNode) dispute.path("evidence"), given);
            ObjectNode details = (ObjectNode) dispute.path("evidence_details");
            details.put("has_evidence", details.path("has_evidence").booleanValue() || brings);
            if (!given.has("submit") || given.isTrue("submit")) {
                details.put("submission_count", details.path("submission_count").longValue() + 1);
                dispute.put("status", Books.is(dispute, "status", "needs_response") ? "under_review" : "warning_under_review");
            }
        }
        webhooks.event("charge.dispute.updated", dispute);
        decideWhereTheEvidenceDoes(dispute);
        return dispute;
    }

    private void keep(ObjectNode evidence, Parameters given) {
        if (given.beneath("evidence").values().stream().mapToLong(String::length).sum() > LONGEST_EVIDENCE) {
            throw Refusal.parameter(null, "evidence", "The combined character count of all evidence is limited to " + LONGEST_EVIDENCE + ".");
        }
        FILES.forEach(name -> given.text("evidence[" + name + "]").ifPresent(id -> {
            if (!Books.is(books.get(EvidenceFiles.KIND, id, "evidence[" + name + "]"), "purpose", "dispute_evidence")) {
                throw Refusal.parameter(null, "evidence[" + name + "]", "The file " + id + " does not have the purpose dispute_evidence.");
            }
        }));
        given.beneath("evidence").forEach((name, value) -> evidence.put(name, value.isEmpty() ? null : value));
    }

    /** Two texts decide at once: https://docs.stripe.com/testing#disputes. */
    private void decideWhereTheEvidenceDoes(ObjectNode dispute) {
        String text = Books.text(dispute.path("evidence"), "uncategorized_text");
        if (Books.is(dispute, "status", "under_review") && text != null && Set.of("winning_evidence", "losing_evidence").contains(text)) {
            finish(dispute, text.equals("winning_evidence"));
        }
    }

    private static void requireNeedsResponse(ObjectNode dispute) {
        if (!Set.of("needs_response", "warning_needs_response").contains(Books.text(dispute, "status"))) {
            throw Refusal.state(null, "dispute", "This dispute can no longer be answered: it is " + Books.text(dispute, "status") + ".");
        }
    }

    /** The issuer decides. */
    ObjectNode decide(ObjectNode dispute, boolean won) {
        requireUndecided(dispute);
        return finish(dispute, won);
    }

    /** Partially won, as the dashboard calls it: https://support.stripe.com/questions/dispute-for-full-charge-amount-after-a-partial-refund-was-issued. */
    ObjectNode lose(ObjectNode dispute, long returned) {
        requireUndecided(dispute);
        moved(dispute, balance.reinstated(dispute, returned));
        return finish(dispute, false);
    }

    private static void requireUndecided(ObjectNode dispute) {
        if (Set.of("won", "lost").contains(Books.text(dispute, "status"))) {
            throw Refusal.state(null, "dispute", "This dispute is already " + Books.text(dispute, "status") + ".");
        }
    }

    private void pastDue(ObjectNode dispute) {
        if (Books.is(dispute, "status", "needs_response")) {
            ((ObjectNode) dispute.path("evidence_details")).put("past_due", true);
            finish(dispute, false);
        }
    }

    static RecordedDispute recorded(ObjectNode dispute) {
        return new RecordedDispute(Books.text(dispute, "id"), Books.text(dispute, "charge"), dispute.path("amount").longValue(),
                Books.text(dispute, "currency"), Books.text(dispute, "status"), Books.text(dispute, "reason"),
                Instant.ofEpochSecond(dispute.path("evidence_details").path("due_by").longValue()),
                Instant.ofEpochSecond(dispute.path("created").longValue()));
    }

    private ObjectNode finish(ObjectNode dispute, boolean won) {
        dispute.put("status", won ? "won" : "lost");
        if (won) {
            moved(dispute, balance.reinstated(dispute, dispute.path("amount").longValue()));
        }
        webhooks.event("charge.dispute.closed", dispute);
        if (won) {
            webhooks.event("charge.dispute.funds_reinstated", dispute);
        }
        return dispute;
    }
}
