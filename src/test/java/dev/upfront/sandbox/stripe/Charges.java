package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Charges, with the disputes and balance transactions that follow from them. */
final class Charges {

    /** A made-up price: 1.5 % and 25 minor units per charge. */
    private static final long FEE_PER_THOUSAND = 15;
    private static final long FEE_FIXED = 25;
    private static final long DISPUTE_FEE = 2_000;
    private static final Duration EVIDENCE_WITHIN = Duration.ofDays(9);

    private final Books books;
    private final Webhooks webhooks;
    private final PaymentMethods paymentMethods;

    Charges(Books books, Webhooks webhooks, PaymentMethods paymentMethods) {
        this.books = books;
        this.webhooks = webhooks;
        this.paymentMethods = paymentMethods;
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/charges", Routes.known(Routes.LIST, "customer", "payment_intent"), (ids, given) ->
                books.list("charge", "/v1/charges", given, charge -> fits(charge, given, "customer")
                        && fits(charge, given, "payment_intent")));
        routes.on("GET", "/v1/balance", Set.of(), (ids, given) -> JsonNodeFactory.instance.objectNode().put("object", "balance").put("livemode", false));
        routes.on("GET", "/v1/charges/{id}", Set.of(), (ids, given) -> books.get("charge", ids.getFirst()));
        routes.on("GET", "/v1/disputes", Routes.known(Routes.LIST, "charge", "payment_intent"), (ids, given) ->
                books.list("dispute", "/v1/disputes", given, dispute -> fits(dispute, given, "charge")
                        && fits(dispute, given, "payment_intent")));
        routes.on("GET", "/v1/disputes/{id}", Set.of(), (ids, given) -> books.get("dispute", ids.getFirst()));
        routes.on("GET", "/v1/balance_transactions", Routes.known(Routes.LIST, "source", "type", "currency"), (ids, given) ->
                books.list("balance_transaction", "/v1/balance_transactions", given, movement ->
                        fits(movement, given, "source") && fits(movement, given, "type") && fits(movement, given, "currency")));
        routes.on("GET", "/v1/balance_transactions/{id}", Set.of(), (ids, given) ->
                books.get("balance_transaction", ids.getFirst()));
    }

    /** Whether an object has the value that a list asks for; true when it asks for none. */
    static boolean fits(ObjectNode object, Parameters given, String name) {
        return given.text(name).map(wanted -> Books.is(object, name, wanted)).orElse(true);
    }

    /** The money moves; a dispute follows where the card brings one. */
    ObjectNode succeed(ObjectNode intent, ObjectNode method) {
        ObjectNode charge = charge(intent, method, "succeeded");
        long amount = charge.path("amount").longValue();
        charge.put("amount_captured", amount).put("captured", true).put("paid", true);
        charge.putObject("outcome").put("network_status", "approved_by_network").put("type", "authorized")
                .put("seller_message", "Payment complete.");
        charge.put("balance_transaction",
                balance(charge, "charge", amount, amount * FEE_PER_THOUSAND / 1000 + FEE_FIXED));
        webhooks.event("charge.succeeded", charge);
        return charge;
    }

    /** The issuer says no. */
    ObjectNode fail(ObjectNode intent, ObjectNode method, Decline decline) {
        ObjectNode charge = charge(intent, method, "failed");
        charge.put("amount_captured", 0).put("captured", false).put("paid", false).putNull("balance_transaction");
        charge.put("failure_code", decline.code()).put("failure_message", decline.message());
        charge.putObject("outcome").put("network_status", "declined_by_network").put("type", "issuer_declined")
                .put("reason", decline.declineCode()).put("advice_code", decline.adviceCode());
        webhooks.event("charge.failed", charge);
        return charge;
    }

    private ObjectNode charge(ObjectNode intent, ObjectNode method, String status) {
        ObjectNode charge = books.add("charge", "ch");
        charge.put("status", status).put("amount", intent.path("amount").longValue()).put("amount_refunded", 0)
                .put("refunded", false).put("disputed", false).putNull("failure_code").putNull("failure_message");
        for (String same : new String[] {"currency", "customer", "description", "metadata", "receipt_email"}) {
            charge.set(same, intent.path(same).deepCopy());
        }
        charge.put("payment_intent", Books.text(intent, "id")).put("payment_method", Books.text(method, "id"));
        charge.set("billing_details", method.path("billing_details").deepCopy());
        charge.putObject("payment_method_details").put("type", "card").set("card", method.path("card").deepCopy());
        return charge;
    }

    /** Opens the dispute that the card brings, if it brings one: the amount and a fee are withdrawn at once. */
    void disputeWhereTheCardDoes(ObjectNode charge, ObjectNode method) {
        String reason = paymentMethods.card(method).disputeReason;
        if (reason == null) {
            return;
        }
        long amount = charge.path("amount").longValue();
        ObjectNode dispute = books.add("dispute", "du");
        dispute.put("amount", amount).put("charge", Books.text(charge, "id")).put("status", "needs_response")
                .put("reason", reason).put("is_charge_refundable", false);
        dispute.set("currency", charge.path("currency"));
        dispute.set("payment_intent", charge.path("payment_intent"));
        dispute.putObject("metadata");
        dispute.putObject("evidence_details").put("has_evidence", false).put("past_due", false).put("submission_count", 0)
                .put("due_by", books.now().plus(EVIDENCE_WITHIN).getEpochSecond());
        String movement = balance(dispute, "adjustment", -amount, DISPUTE_FEE);
        dispute.putArray("balance_transactions").add(books.get("balance_transaction", movement).deepCopy());
        charge.put("disputed", true);
        webhooks.event("charge.dispute.created", dispute);
        webhooks.event("charge.dispute.funds_withdrawn", dispute);
    }

    /** Records a movement of the account's balance and answers with its id; {@code amount} is signed. */
    String balance(ObjectNode source, String type, long amount, long fee) {
        ObjectNode movement = books.add("balance_transaction", "txn");
        movement.put("amount", amount).put("fee", fee).put("net", amount - fee).put("type", type).put("status", "available")
                .put("source", Books.text(source, "id")).put("available_on", books.now().getEpochSecond());
        movement.set("currency", source.path("currency"));
        movement.put("reporting_category", type.equals("adjustment") ? "dispute" : type);
        return Books.text(movement, "id");
    }
}
