package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checkout Sessions of the modes payment and setup: create, retrieve, list, expire. */
final class CheckoutSessions {

    private static final String KIND = "checkout.session";
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);
    static final List<String> INTENT_TEXTS = List.of("setup_future_usage", "description", "receipt_email");
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
            "adaptive_pricing[*]", "after_expiration[*]", "automatic_tax[*]", "excluded_payment_method_types[]",
            "invoice_creation[*]", "name_collection[*]", "origin_context", "tax_id_collection[*]", "wallet_options[*]", "allow_promotion_codes", "branding_settings[*]");

    /** What the session sells, and {@code payment_intent_data} for the intent of its first try; its JSON shows neither. */
    record Order(LineItems lines, ObjectNode intentData) {
    }

    private final Map<String, Order> orders = new HashMap<>();
    private final Books books;
    private final Webhooks webhooks;
    private final Customers customers;
    private final PaymentIntents paymentIntents;
    private final SetupIntents setupIntents;
    private final Agenda agenda;
    private final URI base;

    CheckoutSessions(Books books, Webhooks webhooks, Customers customers, PaymentIntents paymentIntents,
                     SetupIntents setupIntents, Agenda agenda, URI base) {
        this.books = books;
        this.webhooks = webhooks;
        this.customers = customers;
        this.paymentIntents = paymentIntents;
        this.setupIntents = setupIntents;
        this.agenda = agenda;
        this.base = base;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/checkout/sessions", CREATE, (ids, given) -> create(given));
        routes.on("GET", "/v1/checkout/sessions", Routes.known(Routes.LIST, "customer", "payment_intent", "status"),
                (ids, given) -> books.list(KIND, "/v1/checkout/sessions", given, List.of("payment_intent", "customer"), session ->
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
        if (mode.equals("setup") && !given.has("currency") && given.beneath("payment_method_types").isEmpty()) {
            throw Refusal.missing("currency");
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
        books.index(session, "customer", "setup_intent");
        agenda.at(Instant.ofEpochSecond(expires), () -> {
            if (Books.is(session, "status", "open")) {
                expire(session);
            }
        });
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

    /** The session that an intent belongs to, if it belongs to one. */
    static Optional<ObjectNode> ofIntent(Books books, String intent) {
        return books.indexed(KIND, intent.startsWith("seti_") ? "setup_intent" : "payment_intent", intent).findFirst();
    }

    /** The intent of either mode that the session is at, or null before the first try to pay. */
    static String intent(ObjectNode session) {
        return Books.text(session, Books.is(session, "mode", "setup") ? "setup_intent" : "payment_intent");
    }

    /** The order of a session in payment mode; empty in setup mode. */
    Optional<Order> order(ObjectNode session) {
        return Optional.ofNullable(orders.get(Books.text(session, "id")));
    }

    /** Refuses to cancel the intent of an open session: Stripe wants the session expired instead. */
    static void requireNoOpenSession(Books books, String intent) {
        if (ofIntent(books, intent).filter(session -> Books.is(session, "status", "open")).isPresent()) {
            throw Refusal.state(null, "intent",
                    "You cannot cancel the intent of a Checkout Session. Expire the Checkout Session instead.");
        }
    }
}
