package dev.upfront.sandbox.stripe;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Charges, made by PaymentIntents. */
final class Charges {

    private final Books books;
    private final Webhooks webhooks;
    private final Balance balance;

    Charges(Books books, Webhooks webhooks, Balance balance) {
        this.books = books;
        this.webhooks = webhooks;
        this.balance = balance;
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/charges", Routes.known(Routes.LIST, "customer", "payment_intent"), (ids, given) ->
                books.list("charge", "/v1/charges", given, List.of("payment_intent", "customer"), charge -> fits(charge, given, "customer")
                        && fits(charge, given, "payment_intent")));
        routes.on("GET", "/v1/charges/{id}", Set.of(), (ids, given) -> books.get("charge", ids.getFirst()));
    }

    /** Whether an object has the value that a list asks for; true when it asks for none. */
    static boolean fits(ObjectNode object, Parameters given, String name) {
        return given.text(name).map(wanted -> Books.is(object, name, wanted)).orElse(true);
    }

    /** The money moves. */
    ObjectNode succeed(ObjectNode intent, ObjectNode method) {
        ObjectNode charge = charge(intent, method, "succeeded");
        charge.put("amount_captured", charge.path("amount").longValue()).put("captured", true).put("paid", true);
        charge.putObject("outcome").put("network_status", "approved_by_network").put("type", "authorized")
                .put("seller_message", "Payment complete.");
        charge.put("balance_transaction", balance.charged(charge));
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
        books.index(charge, "payment_intent", "customer");
        return charge;
    }
}
