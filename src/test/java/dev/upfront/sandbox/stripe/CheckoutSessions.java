package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checkout Sessions of the modes payment and setup: create, retrieve, list, expire, and what their page does. */
final class CheckoutSessions {

    private static final String KIND = "checkout.session";
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final List<String> INTENT_TEXTS = List.of("setup_future_usage", "description", "receipt_email");
    private static final String PRICE = "line_items[][price_data]";
    private static final Set<String> CREATE = Set.of("mode", "success_url", "cancel_url", "customer", "customer_email",
            "customer_creation", "customer_update[*]", "client_reference_id", "metadata[*]", "metadata", "expires_at",
            "currency", "locale", "submit_type", "ui_mode", "payment_method_types[]", "payment_method_options[*]",
            "payment_method_configuration", "payment_method_collection", "payment_intent_data[setup_future_usage]",
            "payment_intent_data[metadata][*]", "payment_intent_data[description]", "payment_intent_data[receipt_email]",
            "payment_intent_data[statement_descriptor]", "payment_intent_data[statement_descriptor_suffix]",
            "setup_intent_data[metadata][*]", "setup_intent_data[description]", "line_items[][quantity]",
            PRICE + "[currency]", PRICE + "[unit_amount]", PRICE + "[product_data][name]",
            PRICE + "[product_data][description]", PRICE + "[product_data][metadata][*]",
            PRICE + "[product_data][images][]", PRICE + "[tax_behavior]", "consent_collection[*]", "custom_text[*]",
            "saved_payment_method_options[*]", "billing_address_collection", "phone_number_collection[*]",
            "automatic_tax[*]", "invoice_creation[*]", "allow_promotion_codes", "branding_settings[*]");

    /** What the session will sell, which its JSON does not show. */
    private record Order(LineItems lines, ObjectNode intentData) {
    }

    private final Map<String, Order> orders = new HashMap<>();
    private final Books books;
    private final Webhooks webhooks;
    private final Customers customers;
    private final PaymentMethods paymentMethods;
    private final PaymentIntents paymentIntents;
    private final SetupIntents setupIntents;
    private final URI base;

    CheckoutSessions(Books books, Webhooks webhooks, Customers customers, PaymentMethods paymentMethods,
                     PaymentIntents paymentIntents, SetupIntents setupIntents, URI base) {
        this.books = books;
        this.webhooks = webhooks;
        this.customers = customers;
        this.paymentMethods = paymentMethods;
        this.paymentIntents = paymentIntents;
        this.setupIntents = setupIntents;
        this.base = base;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/checkout/sessions", CREATE, (ids, given) -> create(given));
        routes.on("GET", "/v1/checkout/sessions", Routes.known(Routes.LIST, "customer", "payment_intent", "status"),
                (ids, given) -> books.list(KIND, "/v1/checkout/sessions", given, session ->
                        Set.of("customer", "payment_intent", "status").stream()
                                .allMatch(name -> Charges.fits(session, given, name))));
        routes.on("GET", "/v1/checkout/sessions/{id}", Set.of(), (ids, given) -> get(ids.getFirst()));
        routes.on("POST", "/v1/checkout/sessions/{id}", Set.of("metadata[*]", "metadata"), (ids, given) -> {
            Books.mergeMetadata(get(ids.getFirst()), given.beneath("metadata"));
            return get(ids.getFirst());
        });
        routes.on("POST", "/v1/checkout/sessions/{id}/expire", Set.of(), (ids, given) -> expireByRequest(get(ids.getFirst())));
    }

    ObjectNode get(String id) {
        return books.get(KIND, id, "session");
    }

    private ObjectNode create(Parameters given) {
        String mode = given.required("mode");
        if (!Set.of("payment", "setup").contains(mode)) {
            throw Refusal.parameter(null, "mode", "Only the modes payment and setup are known here.");
        }
        String success = given.required("success_url");
        long expires = expiry(given);
        LineItems lines = mode.equals("payment") ? LineItems.read(given) : null;
        String customer = given.text("customer")
                .map(id -> Books.text(customers.existing(id, "customer"), "id")).orElse(null);
        ObjectNode session = books.add(KIND, "cs_test");
        String id = Books.text(session, "id");
        session.put("mode", mode).put("status", "open").put("payment_status", mode.equals("setup") ? "no_payment_required" : "unpaid")
                .put("success_url", success).put("cancel_url", given.orNull("cancel_url")).put("expires_at", expires)
                .put("customer", customer).put("customer_email", given.orNull("customer_email"))
                .put("client_reference_id", given.orNull("client_reference_id")).putNull("customer_details")
                .putNull("payment_intent").putNull("setup_intent").put("ui_mode", "hosted_page")
                .put("url", base.resolve("/c/" + id).toString());
        session.putArray("payment_method_types").add("card");
        Books.mergeMetadata(session, given.beneath("metadata"));
        if (lines != null) {
            session.put("amount_total", lines.total()).put("amount_subtotal", lines.total()).put("currency", lines.currency());
            orders.put(id, new Order(lines, intentData(given)));
        } else {
            ObjectNode intent = setupIntents.create(customer, given.beneath("setup_intent_data[metadata]"));
            session.put("setup_intent", Books.text(intent, "id"))
                    .put("currency", given.orNull("currency"));
        }
        return session;
    }

    /** What {@code payment_intent_data} says about the intent that the first try to pay will make. */
    private static ObjectNode intentData(Parameters given) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        INTENT_TEXTS.forEach(name -> data.put(name, given.orNull("payment_intent_data[" + name + "]")));
        Books.mergeMetadata(data, given.beneath("payment_intent_data[metadata]"));
        return data;
    }

    private long expiry(Parameters given) {
        long now = books.now().getEpochSecond();
        long expires = given.number("expires_at").orElse(now + LONGEST.toSeconds());
        if (expires < now + SHORTEST.toSeconds()) {
            throw Refusal.parameter(null, "expires_at",
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
        }
        if (expires > now + LONGEST.toSeconds()) {
            throw Refusal.parameter(null, "expires_at",
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
        }
        return expires;
    }

    private ObjectNode expireByRequest(ObjectNode session) {
        String status = Books.text(session, "status");
        if (!status.equals("open")) {
            throw Refusal.state(null, "session", "Only Checkout Sessions with a status in [\"open\"] can be expired. This"
                    + " Checkout Session has a status of `" + status + "`: it is already " + status + ".");
        }
        return expire(session);
    }

    private ObjectNode expire(ObjectNode session) {
        session.put("status", "expired").putNull("url");
        Optional.ofNullable(Books.text(session, "payment_intent")).ifPresent(id ->
                paymentIntents.cancel(books.get("payment_intent", id), "automatic"));
        Optional.ofNullable(Books.text(session, "setup_intent")).ifPresent(id ->
                setupIntents.cancel(books.get("setup_intent", id), "abandoned"));
        webhooks.event("checkout.session.expired", session);
        return session;
    }

    /** Expires the open sessions whose time is over. */
    void expireDue() {
        long now = books.now().getEpochSecond();
        books.all(KIND).filter(session -> Books.is(session, "status", "open")
                && session.path("expires_at").longValue() <= now).toList().forEach(this::expire);
    }

    /** What the page's Pay button does; {@code cardNumber} as typed. */
    CheckoutResult pay(String id, String cardNumber) {
        ObjectNode session = get(id);
        if (!Books.is(session, "status", "open")) {
            return result(session, CheckoutResult.Outcome.CLOSED, null);
        }
        Optional<TestCard> card = TestCard.ofNumber(cardNumber);
        if (card.isEmpty()) {
            return result(session, CheckoutResult.Outcome.DECLINED, "That is not one of the test cards.");
        }
        try {
            ObjectNode intent = attempt(session, paymentMethods.of(card.get()));
            return Books.is(intent, "status", "succeeded") ? complete(session)
                    : result(session, CheckoutResult.Outcome.NEEDS_AUTHENTICATION, null);
        } catch (Refusal declined) {
            return result(session, CheckoutResult.Outcome.DECLINED, declined.getMessage());
        }
    }

    private ObjectNode attempt(ObjectNode session, ObjectNode method) {
        if (Books.is(session, "mode", "setup")) {
            ObjectNode intent = books.get("setup_intent", Books.text(session, "setup_intent"));
            return setupIntents.attempt(intent, method, Books.text(session, "success_url"));
        }
        return paymentIntents.attempt(paymentIntent(session), method, false, Books.text(session, "success_url"));
    }

    /** The session's intent, made at the first try to pay, as Stripe does it. */
    private ObjectNode paymentIntent(ObjectNode session) {
        if (session.hasNonNull("payment_intent")) {
            return books.get("payment_intent", Books.text(session, "payment_intent"));
        }
        ObjectNode data = orders.get(Books.text(session, "id")).intentData;
        if (data.hasNonNull("setup_future_usage") && !session.hasNonNull("customer")) {
            ObjectNode customer = customers.create(Books.text(session, "customer_email"));
            session.put("customer", Books.text(customer, "id"));
        }
        Map<String, String> metadata = Books.metadata(data);
        ObjectNode intent = paymentIntents.create(session.path("amount_total").longValue(),
                Books.text(session, "currency"), Books.text(session, "customer"), metadata,
                Books.text(data, "setup_future_usage"));
        INTENT_TEXTS.forEach(name -> intent.put(name, Books.text(data, name)));
        session.put("payment_intent", Books.text(intent, "id"));
        return intent;
    }

    /** What the authentication page's buttons do, for the session that the intent belongs to. */
    CheckoutResult authenticated(String intent, boolean passed) {
        ObjectNode session = ofIntent(intent).orElseThrow(() -> Refusal.unknown(KIND, intent, "intent"));
        ObjectNode after = intent.startsWith("seti_")
                ? setupIntents.authenticated(books.get("setup_intent", intent), passed)
                : paymentIntents.authenticated(books.get("payment_intent", intent), passed);
        return Books.is(after, "status", "succeeded") ? complete(session)
                : result(session, CheckoutResult.Outcome.DECLINED, Decline.AUTHENTICATION_FAILED.message());
    }

    Optional<ObjectNode> ofIntent(String intent) {
        return books.all(KIND).filter(session -> Books.is(session, "payment_intent", intent)
                || Books.is(session, "setup_intent", intent)).findFirst();
    }

    /** The intent of either mode that the session is at, or null before the first try to pay. */
    static String intent(ObjectNode session) {
        return Books.text(session, Books.is(session, "mode", "setup") ? "setup_intent" : "payment_intent");
    }

    private CheckoutResult complete(ObjectNode session) {
        session.put("status", "complete").putNull("url");
        if (Books.is(session, "mode", "payment")) {
            session.put("payment_status", "paid");
        }
        String email = Optional.ofNullable(Books.text(session, "customer")).flatMap(id -> books.find("customer", id))
                .map(customer -> Books.text(customer, "email")).orElse(Books.text(session, "customer_email"));
        session.putObject("customer_details").put("email", email);
        webhooks.event("checkout.session.completed", session);
        return result(session, CheckoutResult.Outcome.COMPLETE, null);
    }

    private CheckoutResult result(ObjectNode session, CheckoutResult.Outcome outcome, String message) {
        String id = Books.text(session, "id");
        return new CheckoutResult(outcome, switch (outcome) {
            case COMPLETE -> URI.create(Books.text(session, "success_url").replace("{CHECKOUT_SESSION_ID}", id));
            case NEEDS_AUTHENTICATION -> base.resolve("/authenticate/" + intent(session));
            case DECLINED, CLOSED -> base.resolve("/c/" + id);
        }, Optional.ofNullable(message));
    }

    /** The lines that the page shows; none in setup mode. */
    List<LineItems.Line> lines(ObjectNode session) {
        Order order = orders.get(Books.text(session, "id"));
        return order == null ? List.of() : order.lines.lines();
    }

    /** Refuses to cancel the intent of an open session: Stripe wants the session expired instead. */
    static void requireNoOpenSession(Books books, String intent) {
        if (books.all(KIND).anyMatch(session -> Books.is(session, "status", "open") && intent.equals(intent(session)))) {
            throw Refusal.state(null, "intent",
                    "You cannot cancel the intent of a Checkout Session. Expire the Checkout Session instead.");
        }
    }
}
