package dev.upfront.sandbox.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Serves the pages that a payer's browser sees: {@code /c/{session}} and {@code /authenticate/{intent}}. */
final class HostedPages implements HttpHandler {

    /** In the journal. */
    private static final String POSTED = "posted";

    /** Either a page or an address to go to (303). */
    private record Response(int status, String html, URI next) {
    }

    private final Books books;
    private final CheckoutSessions sessions;
    private final HostedCheckout checkout;
    private final PaymentIntents paymentIntents;
    private final SetupIntents setupIntents;
    private final Switches switches;
    private final Steps steps;

    HostedPages(Parts parts, Switches switches, Steps steps) {
        books = parts.books;
        sessions = parts.sessions;
        checkout = parts.checkout;
        paymentIntents = parts.paymentIntents;
        setupIntents = parts.setupIntents;
        this.switches = switches;
        this.steps = steps;
        steps.repeats(POSTED, this::repeat);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean posted = exchange.getRequestMethod().equals("POST");
            String[] path = exchange.getRequestURI().getPath().split("/");
            Response response = switches.isDown()
                    ? page(503, CheckoutPage.message("Stripe is down", "Try again in a moment.", null))
                    : response(path.length == 3 ? path[1] : "", path.length == 3 ? path[2] : "", body, posted);
            send(exchange, response);
        }
    }

    private Response response(String page, String id, String body, boolean posted) {
        Parameters form = Parameters.read(body);
        return steps.take(posted ? POSTED : null, List.of(page, id, body), () -> response(page, id, form, posted));
    }

    /** Does what a press of a button noted in the journal did. */
    private void repeat(List<String> noted) {
        response(noted.get(0), noted.get(1), noted.get(2), true);
    }

    private Response response(String page, String id, Parameters form, boolean posted) {
        try {
            return switch (page) {
                case "c" -> checkout(sessions.get(id), posted ? form.text("card_number").orElse("") : null, form.text("expiry").orElse(""));
                case "authenticate" -> posted ? authenticated(id, form.text("outcome").orElse("").equals("complete"))
                        : page(200, CheckoutPage.authentication(id));
                default -> throw Refusal.unknown("page", page, null);
            };
        } catch (Refusal refusal) {
            return page(refusal.status, CheckoutPage.message("This page is not available", refusal.getMessage(), null));
        }
    }

    private Response checkout(ObjectNode session, String cardNumber, String expiry) {
        String decline = null;
        if (cardNumber != null) {
            CheckoutResult result = checkout.pay(Books.text(session, "id"), cardNumber, expiry);
            switch (result.outcome()) {
                case COMPLETE, NEEDS_AUTHENTICATION -> {
                    return new Response(303, null, result.next());
                }
                case DECLINED, CLOSED -> decline = result.message().orElse(null);
            }
        }
        return switch (Books.text(session, "status")) {
            case "complete" -> page(200, CheckoutPage.message("You're all done here",
                    "This payment is complete. Nothing more will be charged on this page.", null));
            case "expired" -> page(200, CheckoutPage.message("This checkout has expired",
                    "Nothing was charged.", Books.text(session, "cancel_url")));
            default -> page(200, CheckoutPage.checkout(session, sessions.order(session).map(order -> order.lines().lines()).orElse(List.of()),
                    decline != null ? decline : lastDecline(session), cardNumber));
        };
    }

    /** What the last try said, so that the page still says it after coming back from authentication. */
    private String lastDecline(ObjectNode session) {
        return Optional.ofNullable(CheckoutSessions.intent(session))
                .flatMap(id -> books.find("payment_intent", id).or(() -> books.find("setup_intent", id)))
                .map(intent -> intent.hasNonNull("last_setup_error") ? intent.path("last_setup_error") : intent.path("last_payment_error"))
                .map(error -> Books.text(error, "message")).orElse(null);
    }

    private Response authenticated(String intent, boolean passed) {
        if (CheckoutSessions.ofIntent(books, intent).isPresent()) {
            return new Response(303, null, checkout.authenticated(intent, passed).next());
        }
        ObjectNode found = intent.startsWith("seti_") ? books.get("setup_intent", intent) : books.get("payment_intent", intent);
        String back = Books.text(found.path("next_action").path("redirect_to_url"), "return_url");
        if (intent.startsWith("seti_")) {
            setupIntents.authenticated(found, passed);
        } else {
            paymentIntents.authenticated(found, passed);
        }
        return back != null ? new Response(303, null, URI.create(back))
                : page(200, CheckoutPage.message(passed ? "Authentication complete" : "Authentication failed", "", null));
    }

    private static Response page(int status, String html) {
        return new Response(status, html, null);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        if (response.next != null) {
            exchange.getResponseHeaders().set("Location", response.next.toString());
            exchange.sendResponseHeaders(response.status, -1);
            return;
        }
        byte[] html = response.html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(response.status, html.length);
        exchange.getResponseBody().write(html);
    }
}
