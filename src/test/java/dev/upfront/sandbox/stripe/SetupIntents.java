package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** SetupIntents: a card is kept on a customer for later charges, with authentication where it asks for it. */
final class SetupIntents {

    private static final String KIND = "setup_intent";
    private static final Set<String> OPEN = Set.of("requires_payment_method", "requires_confirmation", "requires_action");
    private static final Set<String> CONFIRM = Set.of("payment_method", "return_url", "payment_method_options[*]",
            "use_stripe_sdk");
    private static final Set<String> CREATE = Routes.known(CONFIRM, "customer", "usage", "confirm", "description",
            "metadata[*]", "metadata", "payment_method_types[]", "automatic_payment_methods[*]");

    private final Books books;
    private final Webhooks webhooks;
    private final Customers customers;
    private final PaymentMethods paymentMethods;
    private final Issuer issuer;
    private final URI base;

    SetupIntents(Books books, Webhooks webhooks, Customers customers, PaymentMethods paymentMethods, Issuer issuer, URI base) {
        this.books = books;
        this.webhooks = webhooks;
        this.customers = customers;
        this.paymentMethods = paymentMethods;
        this.issuer = issuer;
        this.base = base;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/setup_intents", CREATE, (ids, given) -> create(given));
        routes.on("GET", "/v1/setup_intents", Routes.known(Routes.LIST, "customer", "payment_method"), (ids, given) ->
                books.list(KIND, "/v1/setup_intents", given, List.of("customer"), intent -> Charges.fits(intent, given, "customer")
                        && Charges.fits(intent, given, "payment_method")));
        routes.on("GET", "/v1/setup_intents/{id}", Set.of("client_secret"), (ids, given) -> intent(ids.getFirst()));
        routes.on("POST", "/v1/setup_intents/{id}/confirm", CONFIRM, (ids, given) -> {
            ObjectNode intent = intent(ids.getFirst());
            String method = given.text("payment_method").orElse(Books.text(intent, "payment_method"));
            return confirm(intent, method, given);
        });
        routes.on("POST", "/v1/setup_intents/{id}/cancel", Set.of("cancellation_reason"), (ids, given) -> {
            CheckoutSessions.requireNoOpenSession(books, ids.getFirst());
            return cancel(intent(ids.getFirst()), given.orNull("cancellation_reason"));
        });
    }

    private ObjectNode intent(String id) {
        return books.get(KIND, id, "intent");
    }

    private ObjectNode create(Parameters given) {
        String customer = given.text("customer")
                .map(id -> Books.text(customers.existing(id, "customer"), "id")).orElse(null);
        ObjectNode intent = create(customer, given.beneath("metadata"));
        intent.put("usage", given.text("usage").orElse("off_session")).put("description", given.orNull("description"));
        String method = given.orNull("payment_method");
        if (given.isTrue("confirm")) {
            return confirm(intent, method, given);
        }
        return method == null ? intent : intent.put("status", "requires_confirmation")
                .put("payment_method", Books.text(paymentMethods.use(method, "payment_method"), "id"));
    }

    /** A new intent that waits for a payment method. */
    ObjectNode create(String customer, Map<String, String> metadata) {
        ObjectNode intent = books.add(KIND, "seti");
        List.of("cancellation_reason", "description", "last_setup_error", "latest_attempt", "mandate", "next_action",
                "payment_method").forEach(intent::putNull);
        intent.put("customer", customer).put("status", "requires_payment_method").put("usage", "off_session")
                .put("client_secret", Books.text(intent, "id") + "_secret_" + books.nextId("s"));
        intent.putArray("payment_method_types").add("card");
        Books.mergeMetadata(intent, metadata);
        books.index(intent, "customer");
        webhooks.event("setup_intent.created", intent);
        return intent;
    }

    private ObjectNode confirm(ObjectNode intent, String method, Parameters given) {
        if (method == null) {
            throw Refusal.state("setup_intent_unexpected_state",
                    "You cannot confirm this SetupIntent because it's missing a payment method.");
        }
        return attempt(intent, paymentMethods.use(method, "payment_method"), given.orNull("return_url"));
    }

    /** Tries to keep the card: it succeeds, requires action, or a decline is thrown. */
    ObjectNode attempt(ObjectNode intent, ObjectNode method, String returnAddress) {
        requireOpen(intent, "confirm");
        TestCard card = paymentMethods.card(method);
        intent.put("payment_method", Books.text(method, "id"));
        if (!card.attachable || issuer.hasExpired(method)) {
            throw failed(intent, method, issuer.hasExpired(method) ? Decline.EXPIRED : card.decline);
        }
        if (card.needsAuthentication(card.authentication == TestCard.Authentication.ALREADY_SET_UP, false)) {
            intent.put("status", "requires_action");
            PaymentIntents.authentication(intent.putObject("next_action"), base, Books.text(intent, "id"), returnAddress);
            webhooks.event("setup_intent.requires_action", intent);
            return intent;
        }
        return succeed(intent, method);
    }

    private ObjectNode succeed(ObjectNode intent, ObjectNode method) {
        intent.put("status", "succeeded").putNull("next_action").putNull("last_setup_error");
        if (intent.hasNonNull("customer")) {
            paymentMethods.attach(method, books.get("customer", Books.text(intent, "customer")));
        }
        if (Books.is(intent, "usage", "off_session")) {
            paymentMethods.setUpForOffSession(method);
        }
        webhooks.event("setup_intent.succeeded", intent);
        return intent;
    }

    private Refusal failed(ObjectNode intent, ObjectNode method, Decline decline) {
        Refusal refusal = Refusal.declined(decline).with("payment_method", method);
        intent.put("status", "requires_payment_method").putNull("payment_method").putNull("next_action")
                .set("last_setup_error", refusal.error.deepCopy());
        webhooks.event("setup_intent.setup_failed", intent);
        return refusal.with(KIND, intent);
    }

    /** The holder came back from authentication: the card is kept, or the intent waits for another one. */
    ObjectNode authenticated(ObjectNode intent, boolean passed) {
        if (!Books.is(intent, "status", "requires_action")) {
            throw unexpected(intent, "authenticate");
        }
        ObjectNode method = books.get("payment_method", Books.text(intent, "payment_method"));
        if (passed) {
            return succeed(intent, method);
        }
        failed(intent, method, Decline.SETUP_AUTHENTICATION_FAILED);
        return intent;
    }

    /** Cancels an intent that has not succeeded. */
    ObjectNode cancel(ObjectNode intent, String reason) {
        requireOpen(intent, "cancel");
        intent.put("status", "canceled").put("cancellation_reason", reason).putNull("next_action");
        webhooks.event("setup_intent.canceled", intent);
        return intent;
    }

    private static void requireOpen(ObjectNode intent, String verb) {
        if (!OPEN.contains(Books.text(intent, "status"))) {
            throw unexpected(intent, verb);
        }
    }

    private static Refusal unexpected(ObjectNode intent, String verb) {
        return Refusal.state("setup_intent_unexpected_state", "You cannot " + verb
                + " this SetupIntent because it has a status of " + Books.text(intent, "status") + ".").with(KIND, intent);
    }
}
