package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** PaymentIntents: create, update, confirm, cancel, and the way through authentication to a charge. */
final class PaymentIntents {

    private static final String KIND = "payment_intent";
    private static final Set<String> CONFIRMABLE =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");
    private static final Set<String> DETAILS = Set.of("metadata[*]", "metadata", "description", "receipt_email",
            "statement_descriptor", "statement_descriptor_suffix", "shipping[*]", "payment_method",
            "payment_method_types[]", "payment_method_options[*]", "setup_future_usage", "transfer_group");
    private static final Set<String> CONFIRM = Set.of("off_session", "payment_method", "return_url",
            "setup_future_usage", "error_on_requires_action", "use_stripe_sdk", "payment_method_options[*]",
            "payment_method_types[]", "receipt_email", "capture_method");
    private static final Set<String> CREATE = Routes.known(Routes.known(DETAILS, CONFIRM.toArray(String[]::new)),
            "amount", "currency", "customer", "confirm", "confirmation_method", "automatic_payment_methods[*]");

    private final Books books;
    private final Webhooks webhooks;
    private final Customers customers;
    private final PaymentMethods paymentMethods;
    private final Issuer issuer;
    private final Charges charges;
    private final Disputes disputes;
    private final URI base;

    PaymentIntents(Books books, Webhooks webhooks, Customers customers, PaymentMethods paymentMethods, Issuer issuer, Charges charges,
                   Disputes disputes, URI base) {
        this.books = books;
        this.webhooks = webhooks;
        this.customers = customers;
        this.paymentMethods = paymentMethods;
        this.issuer = issuer;
        this.charges = charges;
        this.disputes = disputes;
        this.base = base;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/payment_intents", CREATE, (ids, given) -> create(given));
        routes.on("GET", "/v1/payment_intents", Routes.known(Routes.LIST, "customer"), (ids, given) -> books.list(KIND,
                "/v1/payment_intents", given, List.of("customer"), intent -> Charges.fits(intent, given, "customer")));
        routes.on("GET", "/v1/payment_intents/{id}", Set.of("client_secret"), (ids, given) -> intent(ids.getFirst()));
        routes.on("POST", "/v1/payment_intents/{id}", Routes.known(DETAILS, "amount", "customer"), (ids, given) ->
                update(intent(ids.getFirst()), given));
        routes.on("POST", "/v1/payment_intents/{id}/confirm", CONFIRM, (ids, given) ->
                confirm(intent(ids.getFirst()), given));
        routes.on("POST", "/v1/payment_intents/{id}/cancel", Set.of("cancellation_reason"), (ids, given) -> {
            CheckoutSessions.requireNoOpenSession(books, ids.getFirst());
            return cancel(intent(ids.getFirst()), given.orNull("cancellation_reason"));
        });
    }

    private ObjectNode intent(String id) {
        return books.get(KIND, id, "intent");
    }

    private ObjectNode create(Parameters given) {
        String currency = given.currency("currency");
        long amount = given.amount("amount", currency);
        if (given.isTrue("off_session") && !given.isTrue("confirm")) {
            throw Refusal.parameter(null, "off_session", "You cannot set `off_session` without `confirm=true`.");
        }
        String customer = given.text("customer")
                .map(id -> Books.text(customers.existing(id, "customer"), "id")).orElse(null);
        ObjectNode method = given.text("payment_method").map(id -> usable(id, customer)).orElse(null);
        if (given.isTrue("confirm") && method == null) {
            throw withoutMethod();
        }
        ObjectNode intent = create(amount, currency, customer, given.beneath("metadata"), given.orNull("setup_future_usage"));
        describe(intent, given);
        if (given.isTrue("confirm")) {
            return attempt(intent, method, given);
        }
        return method == null ? intent : choose(intent, method);
    }

    /** A new intent that waits for a payment method. */
    ObjectNode create(long amount, String currency, String customer, Map<String, String> metadata, String futureUsage) {
        ObjectNode intent = books.add(KIND, "pi");
        List.of("canceled_at", "cancellation_reason", "description", "last_payment_error", "latest_charge", "next_action",
                "payment_method", "receipt_email").forEach(intent::putNull);
        intent.put("amount", amount).put("amount_received", 0).put("amount_capturable", 0).put("currency", currency)
                .put("customer", customer).put("status", "requires_payment_method").put("capture_method", "automatic_async")
                .put("confirmation_method", "automatic").put("setup_future_usage", futureUsage)
                .put("client_secret", Books.text(intent, "id") + "_secret_" + books.nextId("s"));
        intent.putArray("payment_method_types").add("card");
        Books.mergeMetadata(intent, metadata);
        books.index(intent, "customer");
        webhooks.event("payment_intent.created", intent);
        return intent;
    }

    private ObjectNode update(ObjectNode intent, Parameters given) {
        if (given.has("amount")) {
            intent.put("amount", given.amount("amount", Books.text(intent, "currency")));
        }
        given.text("customer").ifPresent(id -> intent.put("customer", Books.text(customers.existing(id, "customer"), "id")));
        books.index(intent, "customer");
        given.text("payment_method").ifPresent(id -> choose(intent, usable(id, Books.text(intent, "customer"))));
        describe(intent, given);
        return intent;
    }

    private static ObjectNode choose(ObjectNode intent, ObjectNode method) {
        return intent.put("payment_method", Books.text(method, "id")).put("status", "requires_confirmation");
    }

    private static void describe(ObjectNode intent, Parameters given) {
        for (String name : List.of("description", "receipt_email", "setup_future_usage", "statement_descriptor")) {
            given.text(name).ifPresent(value -> intent.put(name, value));
        }
        Books.mergeMetadata(intent, given.beneath("metadata"));
    }

    private ObjectNode confirm(ObjectNode intent, Parameters given) {
        requireStatus(intent, CONFIRMABLE, "confirm");
        String method = given.text("payment_method").orElse(Books.text(intent, "payment_method"));
        if (method == null) {
            throw withoutMethod();
        }
        given.text("setup_future_usage").ifPresent(usage -> intent.put("setup_future_usage", usage));
        return attempt(intent, usable(method, Books.text(intent, "customer")), given);
    }

    private ObjectNode attempt(ObjectNode intent, ObjectNode method, Parameters given) {
        boolean offSession = given.has("off_session") && !"false".equals(given.orNull("off_session"));
        return attempt(intent, method, offSession || given.isTrue("error_on_requires_action"), given.orNull("return_url"));
    }

    /**
     * Tries to charge. Afterwards the intent has succeeded or requires action; a decline is thrown, with the intent
     * back at requires_payment_method.
     */
    ObjectNode attempt(ObjectNode intent, ObjectNode method, boolean offSession, String returnAddress) {
        requireStatus(intent, CONFIRMABLE, "confirm");
        Decline decline = issuer.answer(method).orElse(null);
        intent.put("payment_method", Books.text(method, "id"));
        if (decline != null && decline != Decline.AUTHENTICATION_REQUIRED) {
            throw declined(intent, method, decline);
        }
        if (decline == null && !paymentMethods.card(method).needsAuthentication(offSession, paymentMethods.isSetUpForOffSession(method))) {
            return succeed(intent, method);
        }
        if (offSession) {
            throw declined(intent, method, Decline.AUTHENTICATION_REQUIRED);
        }
        intent.put("status", "requires_action");
        authentication(intent.putObject("next_action"), base, Books.text(intent, "id"), returnAddress);
        webhooks.event("payment_intent.requires_action", intent);
        return intent;
    }

    /** The next action that sends the browser to the stand-in's authentication page. */
    static void authentication(ObjectNode action, URI base, String intent, String returnAddress) {
        action.put("type", "redirect_to_url").putObject("redirect_to_url").put("return_url", returnAddress)
                .put("url", base.resolve("/authenticate/" + intent).toString());
    }

    private ObjectNode succeed(ObjectNode intent, ObjectNode method) {
        ObjectNode charge = charges.succeed(intent, method);
        intent.put("status", "succeeded").put("latest_charge", Books.text(charge, "id"))
                .put("amount_received", intent.path("amount").longValue())
                .putNull("next_action").putNull("last_payment_error");
        if (intent.hasNonNull("setup_future_usage") && intent.hasNonNull("customer")) {
            paymentMethods.attach(method, books.get("customer", Books.text(intent, "customer")));
            if (Books.is(intent, "setup_future_usage", "off_session")) {
                paymentMethods.setUpForOffSession(method);
            }
        }
        webhooks.event("payment_intent.succeeded", intent);
        disputes.openWhereTheCardDoes(charge, method);
        return intent;
    }

    private Refusal declined(ObjectNode intent, ObjectNode method, Decline decline) {
        ObjectNode charge = charges.fail(intent, method, decline);
        Refusal refusal = Refusal.declined(decline).with("charge", Books.text(charge, "id")).with("payment_method", method);
        intent.put("status", "requires_payment_method").put("latest_charge", Books.text(charge, "id"))
                .putNull("payment_method").putNull("next_action").set("last_payment_error", refusal.error.deepCopy());
        webhooks.event("payment_intent.payment_failed", intent);
        return refusal.with(KIND, intent);
    }

    /** The holder came back from authentication: the charge is made, or the intent waits for another card. */
    ObjectNode authenticated(ObjectNode intent, boolean passed) {
        requireStatus(intent, Set.of("requires_action"), "authenticate");
        ObjectNode method = books.get("payment_method", Books.text(intent, "payment_method"));
        if (passed) {
            return succeed(intent, method);
        }
        intent.put("status", "requires_payment_method").putNull("payment_method").putNull("next_action")
                .set("last_payment_error", Refusal.declined(Decline.AUTHENTICATION_FAILED).with("payment_method", method).error);
        webhooks.event("payment_intent.payment_failed", intent);
        return intent;
    }

    /** Cancels an intent that has not succeeded. */
    ObjectNode cancel(ObjectNode intent, String reason) {
        requireStatus(intent, CONFIRMABLE, "cancel");
        intent.put("status", "canceled").put("canceled_at", books.now().getEpochSecond())
                .put("cancellation_reason", reason).putNull("next_action");
        webhooks.event("payment_intent.canceled", intent);
        return intent;
    }

    private ObjectNode usable(String id, String customer) {
        ObjectNode method = paymentMethods.use(id, "payment_method");
        String holder = Books.text(method, "customer");
        if (holder != null && !holder.equals(customer)) {
            throw Refusal.state(null, "payment_method", "The PaymentMethod " + id + " belongs to a Customer. Please include"
                    + " that Customer in the `customer` parameter on the PaymentIntent.");
        }
        return method;
    }

    private static Refusal withoutMethod() {
        return Refusal.state("payment_intent_unexpected_state", "You cannot confirm this PaymentIntent because it's missing"
                + " a payment method. Update the PaymentIntent with a payment method and then confirm it again.");
    }

    private static void requireStatus(ObjectNode intent, Set<String> allowed, String verb) {
        String status = Books.text(intent, "status");
        if (!allowed.contains(status)) {
            throw Refusal.state("payment_intent_unexpected_state", "You cannot " + verb
                    + " this PaymentIntent because it has a status of " + status + ".").with(KIND, intent);
        }
    }
}
