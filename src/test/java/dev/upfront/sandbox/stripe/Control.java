package dev.upfront.sandbox.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The switches over HTTP, form-encoded: {@code POST /_control/fail} (times, failure, where), {@code /webhooks} (times,
 * fault, type), {@code /down} (down=true|false), {@code /reset}, {@code /release}, {@code /settle-refunds},
 * {@code /settle-refunds-after} (seconds), {@code /advance} (seconds), {@code /pay} (session, card), {@code /cards} (customer, card),
 * {@code /dispute} (charge, reason), {@code /decide} (dispute, won), {@code /replace-card} (payment_method, card), {@code /expire-card} (payment_method,
 * month as 2027-08), {@code /decline} (payment_method, times, code), {@code /payouts} (daily), {@code /fees} (currency, basis_points, fixed, dispute),
 * {@code /unreachable} (unreachable), {@code /rate} (per_second); {@code GET /_control/books} shows the books.
 */
final class Control implements HttpHandler {

    private final StripeStandIn standIn;
    private final JsonMapper json = JsonMapper.builder().build();

    Control(StripeStandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Parameters form = Parameters.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String action = exchange.getRequestMethod() + exchange.getRequestURI().getPath().substring("/_control".length());
            byte[] answer;
            int status = 200;
            try {
                act(action, form);
                answer = books().toString().getBytes(StandardCharsets.UTF_8);
            } catch (Refusal | IllegalArgumentException | IllegalStateException e) {
                status = 400;
                answer = json.createObjectNode().put("error", e.getMessage()).toString().getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void act(String action, Parameters form) {
        Switches switches = standIn.switches();
        int times = Math.toIntExact(form.number("times").orElse(1L));
        switch (action) {
            case "GET/books" -> { }
            case "POST/fail" -> switches.failNext(times, Failure.valueOf(form.required("failure")), form.text("where").orElse(""));
            case "POST/webhooks" ->
                    switches.webhooksNext(times, WebhookFault.valueOf(form.required("fault")), form.text("type").orElse(""));
            case "POST/down" -> switches.down(form.isTrue("down"));
            case "POST/reset" -> switches.reset();
            case "POST/release" -> standIn.releaseWebhooks();
            case "POST/settle-refunds" -> standIn.settleRefunds();
            case "POST/settle-refunds-after" -> standIn.settleRefundsAfter(Duration.ofSeconds(form.positive("seconds")));
            case "POST/advance" -> standIn.advance(Duration.ofSeconds(form.positive("seconds")));
            case "POST/pay" -> standIn.payCheckout(form.required("session"), form.required("card"));
            case "POST/cards" -> standIn.cardsOnFileBecome(form.required("customer"), form.required("card"));
            case "POST/unreachable" -> switches.unreachable(form.isTrue("unreachable"));
            case "POST/rate" -> switches.requestsPerSecond(Math.toIntExact(form.number("per_second").orElse(0L)));
            case "POST/payouts" -> standIn.bank().dailyPayouts(form.isTrue("daily"));
            case "POST/fees" -> standIn.bank().fees(form.currency("currency"), form.number("basis_points").orElse(0L), form.number("fixed").orElse(0L),
                    form.number("dispute").orElse(0L));
            default -> act(standIn.issuers(), action, times, form);
        }
    }

    private static void act(CardIssuers issuers, String action, int times, Parameters form) {
        switch (action) {
            case "POST/dispute" -> issuers.openDispute(form.required("charge"), form.required("reason"));
            case "POST/decide" -> issuers.decideDispute(form.required("dispute"), form.isTrue("won"));
            case "POST/replace-card" -> issuers.replaceCard(form.required("payment_method"), form.required("card"));
            case "POST/expire-card" -> issuers.cardExpires(form.required("payment_method"), YearMonth.parse(form.required("month")));
            case "POST/decline" -> issuers.declineNext(form.required("payment_method"), times, form.required("code"));
            default -> throw new IllegalArgumentException("No such control: " + action);
        }
    }

    private ObjectNode books() {
        ObjectNode books = json.createObjectNode().put("down", standIn.switches().isDown())
                .put("held_webhooks", standIn.heldWebhooks());
        books.set("switches", json.valueToTree(standIn.switches().pending()));
        add(books, "customers", standIn.customers());
        add(books, "payment_intents", standIn.paymentIntents());
        add(books, "charges", standIn.charges());
        add(books, "refunds", standIn.refunds());
        books.set("disputes", json.valueToTree(standIn.disputes()));
        add(books, "payouts", standIn.bank().payouts());
        books.set("movements", json.valueToTree(standIn.bank().movements()));
        books.set("cards", json.valueToTree(standIn.issuers().cards()));
        return books;
    }

    private void add(ObjectNode books, String name, List<Recorded> recorded) {
        books.set(name, json.valueToTree(recorded));
    }
}
