package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Refunds: full and partial, never more than the charge; some settle later, as their card does. */
final class Refunds {

    private static final String KIND = "refund";

    private final Books books;
    private final Webhooks webhooks;
    private final PaymentMethods paymentMethods;
    private final Balance balance;
    private final Agenda agenda;
    /** The later status of each refund that has not settled. */
    private final Map<String, String> unsettled = new LinkedHashMap<>();
    private Duration settleAfter = Duration.ofHours(1);

    Refunds(Books books, Webhooks webhooks, PaymentMethods paymentMethods, Balance balance, Agenda agenda) {
        this.books = books;
        this.webhooks = webhooks;
        this.paymentMethods = paymentMethods;
        this.balance = balance;
        this.agenda = agenda;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/refunds", Set.of("payment_intent", "charge", "amount", "reason", "metadata[*]", "metadata",
                "currency", "instructions_email"), (ids, given) -> create(given));
        routes.on("GET", "/v1/refunds", Routes.known(Routes.LIST, "payment_intent", "charge"), (ids, given) ->
                books.list(KIND, "/v1/refunds", given, List.of("payment_intent", "charge"), refund -> Charges.fits(refund, given, "payment_intent")
                        && Charges.fits(refund, given, "charge")));
        routes.on("GET", "/v1/refunds/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
        routes.on("POST", "/v1/refunds/{id}", Set.of("metadata[*]", "metadata"), (ids, given) -> {
            ObjectNode refund = books.get(KIND, ids.getFirst());
            Books.mergeMetadata(refund, given.beneath("metadata"));
            return refund;
        });
    }

    /** How long after its creation, on the stand-in's clock, a refund settles that does not settle at once. */
    void settleAfter(Duration delay) {
        settleAfter = delay;
    }

    private ObjectNode create(Parameters given) {
        ObjectNode charge = charge(given);
        long amount = given.has("amount") ? given.positive("amount") : left(charge);
        Parameters.roundedToTens("amount", amount, Books.text(charge, "currency"));
        requireRefundable(charge, amount);
        TestCard card = paymentMethods.card(books.get("payment_method", Books.text(charge, "payment_method")));
        ObjectNode refund = books.add(KIND, "re");
        refund.put("amount", amount).put("charge", Books.text(charge, "id")).put("reason", given.orNull("reason"))
                .put("status", "succeeded".equals(card.refundEnds) ? "pending" : "succeeded").putNull("receipt_number");
        refund.set("currency", charge.path("currency"));
        refund.set("payment_intent", charge.path("payment_intent"));
        Books.mergeMetadata(refund, given.beneath("metadata"));
        books.index(refund, "payment_intent", "charge");
        refund.put("balance_transaction", balance.refunded(refund));
        refunded(charge, amount);
        webhooks.event("refund.created", refund);
        webhooks.event("charge.refunded", charge);
        if (card.refundEnds != null) {
            String id = Books.text(refund, "id");
            unsettled.put(id, card.refundEnds);
            agenda.at(books.now().plus(settleAfter), () -> settle(id));
        }
        return refund;
    }

    private ObjectNode charge(Parameters given) {
        if (given.has("charge")) {
            return books.get("charge", given.required("charge"), "charge");
        }
        if (!given.has("payment_intent")) {
            throw Refusal.parameter("parameter_missing", "payment_intent",
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        ObjectNode intent = books.get("payment_intent", given.required("payment_intent"), "payment_intent");
        if (!Books.is(intent, "status", "succeeded")) {
            throw Refusal.state(null, "payment_intent", "This PaymentIntent (" + Books.text(intent, "id")
                    + ") does not have a successful charge to refund.");
        }
        return books.get("charge", Books.text(intent, "latest_charge"));
    }

    private void requireRefundable(ObjectNode charge, long amount) {
        String id = Books.text(charge, "id");
        if (!charge.path("paid").booleanValue()) {
            throw Refusal.state(null, "charge", "Charge " + id + " has not been paid and cannot be refunded.");
        }
        if (books.indexed(Disputes.KIND, "charge", id).anyMatch(dispute -> !Books.is(dispute, "status", "won"))) {
            throw Refusal.state("charge_disputed", "Charge " + id + " has been charged back; cannot issue a refund.");
        }
        if (left(charge) == 0) {
            throw Refusal.state("charge_already_refunded", "Charge " + id + " has already been refunded.");
        }
        if (amount > left(charge)) {
            throw Refusal.state(null, "amount", "Refund amount (" + amount
                    + ") is greater than unrefunded amount on charge (" + left(charge) + ").");
        }
    }

    private static long left(ObjectNode charge) {
        return charge.path("amount").longValue() - charge.path("amount_refunded").longValue();
    }

    private static void refunded(ObjectNode charge, long more) {
        charge.put("amount_refunded", charge.path("amount_refunded").longValue() + more);
        charge.put("refunded", left(charge) == 0);
    }

    /** Settles all that wait, now. */
    void settleAll() {
        List.copyOf(unsettled.keySet()).forEach(this::settle);
    }

    private void settle(String id) {
        String status = unsettled.remove(id);
        if (status != null) {
            settle(books.get(KIND, id), status);
        }
    }

    private void settle(ObjectNode refund, String status) {
        refund.put("status", status);
        if (status.equals("failed")) {
            refund.put("failure_reason", "unknown").put("failure_balance_transaction", balance.refundFailed(refund));
            refunded(books.get("charge", Books.text(refund, "charge")), -refund.path("amount").longValue());
            webhooks.event("refund.failed", refund);
        }
        webhooks.event("refund.updated", refund);
    }
}
