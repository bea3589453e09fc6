package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Refunds: full and partial, never more than the charge; some settle later, as their card does. */
final class Refunds {

    private static final String KIND = "refund";

    private record Settlement(Instant due, String status) {
    }

    private final Books books;
    private final Webhooks webhooks;
    private final PaymentMethods paymentMethods;
    private final Charges charges;
    private final Map<String, Settlement> unsettled = new LinkedHashMap<>();
    private Duration settleAfter = Duration.ofHours(1);

    Refunds(Books books, Webhooks webhooks, PaymentMethods paymentMethods, Charges charges) {
        this.books = books;
        this.webhooks = webhooks;
        this.paymentMethods = paymentMethods;
        this.charges = charges;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/refunds", Set.of("payment_intent", "charge", "amount", "reason", "metadata[*]", "metadata",
                "currency", "instructions_email"), (ids, given) -> create(given));
        routes.on("GET", "/v1/refunds", Routes.known(Routes.LIST, "payment_intent", "charge"), (ids, given) ->
                books.list(KIND, "/v1/refunds", given, refund -> Charges.fits(refund, given, "payment_intent")
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
        refund.put("balance_transaction", charges.balance(refund, KIND, -amount, 0));
        refunded(charge, amount);
        webhooks.event("refund.created", refund);
        webhooks.event("charge.refunded", charge);
        if (card.refundEnds != null) {
            unsettled.put(Books.text(refund, "id"), new Settlement(books.now().plus(settleAfter), card.refundEnds));
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

    private static void requireRefundable(ObjectNode charge, long amount) {
        String id = Books.text(charge, "id");
        if (!charge.path("paid").booleanValue()) {
            throw Refusal.state(null, "charge", "Charge " + id + " has not been paid and cannot be refunded.");
        }
        if (charge.path("disputed").booleanValue()) {
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

    /** Settles the refunds whose time has come. */
    Steps.Due settlement() {
        return new Steps.Due(() -> unsettled.values().stream().anyMatch(each -> !each.due.isAfter(books.now())), () -> settle(books.now()));
    }

    /** Settles all that wait, now. */
    void settleAll() {
        settle(Instant.MAX);
    }

    private void settle(Instant until) {
        for (Iterator<Map.Entry<String, Settlement>> each = unsettled.entrySet().iterator(); each.hasNext();) {
            Map.Entry<String, Settlement> entry = each.next();
            if (!entry.getValue().due.isAfter(until)) {
                each.remove();
                settle(books.get(KIND, entry.getKey()), entry.getValue().status);
            }
        }
    }

    private void settle(ObjectNode refund, String status) {
        refund.put("status", status);
        if (status.equals("failed")) {
            long amount = refund.path("amount").longValue();
            refund.put("failure_reason", "unknown")
                    .put("failure_balance_transaction", charges.balance(refund, "refund_failure", amount, 0));
            refunded(books.get("charge", Books.text(refund, "charge")), -amount);
            webhooks.event("refund.failed", refund);
        }
        webhooks.event("refund.updated", refund);
    }
}
