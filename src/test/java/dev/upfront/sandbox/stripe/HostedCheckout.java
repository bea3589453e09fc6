package dev.upfront.sandbox.stripe;

import java.net.URI;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What the buttons of the hosted pages do to a Checkout Session. */
final class HostedCheckout {

    /** A month and the year's last two digits. */
    private static final Pattern EXPIRY = Pattern.compile("(0?[1-9]|1[0-2])\\s*/\\s*(?:20)?(\\d\\d)");

    private final Books books;
    private final Webhooks webhooks;
    private final Customers customers;
    private final PaymentMethods paymentMethods;
    private final PaymentIntents paymentIntents;
    private final SetupIntents setupIntents;
    private final CheckoutSessions sessions;
    private final URI base;

    HostedCheckout(Books books, Webhooks webhooks, Customers customers, PaymentMethods paymentMethods,
                   PaymentIntents paymentIntents, SetupIntents setupIntents, CheckoutSessions sessions, URI base) {
        this.books = books;
        this.webhooks = webhooks;
        this.customers = customers;
        this.paymentMethods = paymentMethods;
        this.paymentIntents = paymentIntents;
        this.setupIntents = setupIntents;
        this.sessions = sessions;
        this.base = base;
    }

    /** What the page's Pay button does; {@code cardNumber} and {@code expiry} as typed, the latter empty for a card that is good for long. */
    CheckoutResult pay(String id, String cardNumber, String expiry) {
        ObjectNode session = sessions.get(id);
        if (!Books.is(session, "status", "open")) {
            return result(session, CheckoutResult.Outcome.CLOSED, null);
        }
        Optional<TestCard> card = TestCard.ofNumber(cardNumber);
        if (card.isEmpty()) {
            return result(session, CheckoutResult.Outcome.DECLINED, "That is not one of the test cards.");
        }
        Optional<YearMonth> goodUntil = expiry.isBlank() ? Optional.of(PaymentMethods.FAR) : goodUntil(expiry);
        if (goodUntil.isEmpty()) {
            return result(session, CheckoutResult.Outcome.DECLINED, "Write the expiry as on the card: 08 / 27.");
        }
        try {
            ObjectNode intent = attempt(session, paymentMethods.of(card.get(), goodUntil.get()));
            return Books.is(intent, "status", "succeeded") ? complete(session)
                    : result(session, CheckoutResult.Outcome.NEEDS_AUTHENTICATION, null);
        } catch (Refusal declined) {
            return result(session, CheckoutResult.Outcome.DECLINED, declined.getMessage());
        }
    }

    private static Optional<YearMonth> goodUntil(String typed) {
        return Optional.of(EXPIRY.matcher(typed.strip())).filter(Matcher::matches)
                .map(expiry -> YearMonth.of(2000 + Integer.parseInt(expiry.group(2)), Integer.parseInt(expiry.group(1))));
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
        ObjectNode data = sessions.order(session).orElseThrow().intentData();
        if (data.hasNonNull("setup_future_usage") && !session.hasNonNull("customer")) {
            ObjectNode customer = customers.create(Books.text(session, "customer_email"));
            session.put("customer", Books.text(customer, "id"));
        }
        Map<String, String> metadata = Books.metadata(data);
        ObjectNode intent = paymentIntents.create(session.path("amount_total").longValue(),
                Books.text(session, "currency"), Books.text(session, "customer"), metadata,
                Books.text(data, "setup_future_usage"));
        CheckoutSessions.INTENT_TEXTS.forEach(name -> intent.put(name, Books.text(data, name)));
        session.put("payment_intent", Books.text(intent, "id"));
        books.index(session, "payment_intent", "customer");
        return intent;
    }

    /** What the authentication page's buttons do, for the session that the intent belongs to. */
    CheckoutResult authenticated(String intent, boolean passed) {
        ObjectNode session = CheckoutSessions.ofIntent(books, intent).orElseThrow(() -> Refusal.unknown("checkout.session", intent, "intent"));
        ObjectNode after = intent.startsWith("seti_")
                ? setupIntents.authenticated(books.get("setup_intent", intent), passed)
                : paymentIntents.authenticated(books.get("payment_intent", intent), passed);
        return Books.is(after, "status", "succeeded") ? complete(session)
                : result(session, CheckoutResult.Outcome.DECLINED, Decline.AUTHENTICATION_FAILED.message());
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
            case NEEDS_AUTHENTICATION -> base.resolve("/authenticate/" + CheckoutSessions.intent(session));
            case DECLINED, CLOSED -> base.resolve("/c/" + id);
        }, Optional.ofNullable(message));
    }
}
