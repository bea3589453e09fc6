package dev.upfront.sandbox.stripe;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** PaymentMethods: cards, made of test numbers or test payment methods, attached to customers and detached. */
final class PaymentMethods {

    static final String KIND = "payment_method";
    /** How long a card is good when nobody says otherwise. */
    static final YearMonth FAR = YearMonth.of(2040, 12);

    private final Books books;
    private final Webhooks webhooks;
    private final Map<String, TestCard> cards = new HashMap<>();
    private final Set<String> setUp = new HashSet<>();
    private final Set<String> spent = new HashSet<>();

    PaymentMethods(Books books, Webhooks webhooks) {
        this.books = books;
        this.webhooks = webhooks;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/payment_methods", Set.of("type", "card[*]", "billing_details[*]", "metadata[*]",
                "allow_redisplay"), (ids, given) -> create(given));
        routes.on("GET", "/v1/payment_methods", Routes.known(Routes.LIST, "customer", "type"), (ids, given) ->
                list("/v1/payment_methods", given.orNull("customer"), given));
        routes.on("GET", "/v1/payment_methods/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
        routes.on("POST", "/v1/payment_methods/{id}", Set.of("card[exp_month]", "card[exp_year]", "billing_details[*]", "metadata[*]", "metadata",
                "allow_redisplay"), (ids, given) -> update(books.get(KIND, ids.getFirst()), given));
        routes.on("POST", "/v1/payment_methods/{id}/attach", Set.of("customer"), (ids, given) -> {
            ObjectNode customer = books.get("customer", given.required("customer"), "customer");
            return attach(use(ids.getFirst(), KIND), customer);
        });
        routes.on("POST", "/v1/payment_methods/{id}/detach", Set.of(), (ids, given) -> detach(ids.getFirst()));
        routes.on("GET", "/v1/customers/{id}/payment_methods", Routes.known(Routes.LIST, "type", "allow_redisplay"),
                (ids, given) -> list("/v1/customers/" + ids.getFirst() + "/payment_methods",
                        Books.text(books.get("customer", ids.getFirst()), "id"), given));
        routes.on("GET", "/v1/customers/{id}/payment_methods/{id}", Set.of(), (ids, given) -> {
            ObjectNode method = books.get(KIND, ids.get(1), KIND);
            if (!Books.is(method, "customer", ids.getFirst())) {
                throw Refusal.unknown(KIND, ids.get(1), KIND);
            }
            return method;
        });
    }

    private ObjectNode list(String url, String customer, Parameters given) {
        return books.list(KIND, url, given, List.of("customer"), method -> customer != null && Books.is(method, "customer", customer)
                && given.text("type").map(type -> Books.is(method, "type", type)).orElse(true));
    }

    private ObjectNode create(Parameters given) {
        if (!"card".equals(given.required("type"))) {
            throw Refusal.parameter(null, "type", "Only cards are known here.");
        }
        ObjectNode method = of(TestCard.ofNumber(given.required("card[number]"))
                .orElseThrow(() -> Refusal.declined(new Decline("incorrect_number", null, null,
                        "Your card number is incorrect."))), expiry(given, FAR));
        Books.mergeMetadata(method, given.beneath("metadata"));
        return method;
    }

    private static YearMonth expiry(Parameters given, YearMonth otherwise) {
        return YearMonth.of(given.number("card[exp_year]").map(Math::toIntExact).orElse(otherwise.getYear()),
                given.number("card[exp_month]").map(Math::toIntExact).orElse(otherwise.getMonthValue()));
    }

    /** The month at whose end the card expires. */
    static YearMonth expiry(ObjectNode method) {
        return YearMonth.of(method.path("card").path("exp_year").intValue(), method.path("card").path("exp_month").intValue());
    }

    private ObjectNode update(ObjectNode method, Parameters given) {
        Books.mergeMetadata(method, given.beneath("metadata"));
        return expires(method, expiry(given, expiry(method)));
    }

    /** Another month at whose end the card expires. */
    ObjectNode expires(ObjectNode method, YearMonth month) {
        ((ObjectNode) method.path("card")).put("exp_month", month.getMonthValue()).put("exp_year", month.getYear());
        webhooks.event("payment_method.updated", method);
        return method;
    }

    /** A new payment method of a test card. */
    ObjectNode of(TestCard card, YearMonth expiry) {
        ObjectNode method = books.add(KIND, "pm");
        method.put("type", "card").putNull("customer").putObject("metadata");
        ObjectNode details = method.putObject("billing_details");
        List.of("address", "email", "name", "phone").forEach(details::putNull);
        details(method.putObject("card"), card, expiry);
        cards.put(Books.text(method, "id"), card);
        return method;
    }

    private static void details(ObjectNode details, TestCard card, YearMonth expiry) {
        details.put("brand", card.brand()).put("display_brand", card.brand()).put("country", "US")
                .put("exp_month", expiry.getMonthValue()).put("exp_year", expiry.getYear()).put("fingerprint", "fingerprint" + card.last4())
                .put("funding", "credit").put("last4", card.last4());
    }

    /** The payment method of an id, or a new one of a test payment method such as {@code pm_card_visa}. */
    ObjectNode use(String id, String param) {
        Optional<TestCard> test = TestCard.ofToken(id);
        if (test.isPresent()) {
            return of(test.get(), FAR);
        }
        ObjectNode method = books.get(KIND, id, param);
        if (spent.contains(id)) {
            throw Refusal.state("payment_method_unexpected_state", param, "The provided PaymentMethod was detached from"
                    + " a Customer. It may not be used again.");
        }
        return method;
    }

    TestCard card(ObjectNode method) {
        return cards.get(Books.text(method, "id"));
    }

    /** Attaches a card, or throws the decline of a card that cannot be kept. A repeat is a no-op. */
    ObjectNode attach(ObjectNode method, ObjectNode customer) {
        String id = Books.text(customer, "id");
        if (Books.is(method, "customer", id)) {
            return method;
        }
        if (method.hasNonNull("customer")) {
            throw Refusal.state("payment_method_unexpected_state",
                    "The payment method you provided has already been attached to a customer.");
        }
        if (!card(method).attachable) {
            throw Refusal.declined(card(method).decline);
        }
        method.put("customer", id);
        books.index(method, "customer");
        webhooks.event("payment_method.attached", method);
        return method;
    }

    private ObjectNode detach(String id) {
        ObjectNode method = books.get(KIND, id, KIND);
        if (!method.hasNonNull("customer")) {
            throw Refusal.state("payment_method_unexpected_state", "The payment method you provided is not attached to"
                    + " a customer so detachment is impossible.");
        }
        ObjectNode before = JsonNodeFactory.instance.objectNode().put("customer", Books.text(method, "customer"));
        method.putNull("customer");
        spent.add(id);
        webhooks.event("payment_method.detached", method, before);
        return method;
    }

    /** Notes that the holder agreed to later charges, so that these need no authentication. */
    void setUpForOffSession(ObjectNode method) {
        setUp.add(Books.text(method, "id"));
    }

    boolean isSetUpForOffSession(ObjectNode method) {
        return setUp.contains(Books.text(method, "id"));
    }

    /** The cards that a customer has on file, oldest first. */
    List<ObjectNode> onFile(String customer) {
        return books.indexed(KIND, "customer", customer).filter(method -> Books.is(method, "customer", customer)).toList();
    }

    /** Lets a saved card act as another test card from now on; the id stays, and the network tells of it. */
    void replace(ObjectNode method, TestCard card, YearMonth expiry) {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        before.set("card", method.path("card").deepCopy());
        cards.put(Books.text(method, "id"), card);
        details(method.putObject("card"), card, expiry);
        webhooks.event("payment_method.automatically_updated", method, before);
    }
}
