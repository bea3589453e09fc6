package dev.upfront.reconciliation;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.client.Clients;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import dev.upfront.payment.Refunding;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.payment.Subject;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

/** What a reconciliation needs around it: Stripe's stand-in, clients who pay, and others who use the same account. */
@TestConfiguration(proxyBeanMethods = false)
class ReconciliationWorld {

    private static final String GOOD_CARD = "4242424242424242";

    @Bean
    StripeStandIn stripe(MovableClock clock) {
        return new StripeStandIn(clock);
    }

    @Bean
    DynamicPropertyRegistrar stripeSettings(StripeStandIn stripe) {
        return settings -> {
            settings.add("upfront.stripe.api-base", () -> stripe.baseUri().toString());
            settings.add("upfront.stripe.secret-key", () -> StripeStandIn.API_KEY);
            settings.add("upfront.stripe.webhook-secret", () -> "whsec_reconciliation");
        };
    }

    @Bean
    Accountant accountant(Reconciliation reconciliation, Payments payments, Collecting collecting, Refunding refunding, Clients clients, Catalog catalog, Ledger ledger, Mails mails,
            TransactionTemplate transaction, StripeStandIn stripe, MovableClock clock) {
        return new Accountant(reconciliation, payments, collecting, refunding, clients, catalog, ledger, mails, transaction, stripe, clock);
    }

    record Accountant(Reconciliation reconciliation, Payments payments, Collecting collecting, Refunding refunding, Clients clients, Catalog catalog, Ledger ledger, Mails mails,
            TransactionTemplate transaction, StripeStandIn stripe, MovableClock clock) {

        private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(pi_[^\"]+)\"");

        /** Does all that the process would ask for. */
        Run run() {
            return finish(reconciliation.ask("Ada"));
        }

        /** Only hears what Stripe told; the run waits for its other steps. */
        void takeIn() {
            reconciliation.takeInMissed(reconciliation.ask("Ada"));
        }

        Run finish(RunId run) {
            reconciliation.takeInMissed(run);
            reconciliation.read(run);
            reconciliation.compare(run);
            return reconciliation.run(run);
        }

        /** A client paid on Stripe's page; nobody here knows yet. */
        PaymentId paidAtStripe(long minor) {
            return paidAtStripe(minor, GOOD_CARD);
        }

        PaymentId paidAtStripe(long minor, String card) {
            var client = clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
            var booking = UUID.randomUUID();
            var payment = payments.request(new PaymentRequest(Subject.booking(booking, "UP-" + booking.toString().substring(0, 8)), client, Purpose.FULL_PRICE,
                    Money.of(minor, "EUR"), "Session", false));
            var address = ((CheckoutPage.Ready) payments.openCheckout(payment, URI.create("https://upfront.example/s/secret"))).address().toString();
            stripe.payCheckout(address.substring(address.lastIndexOf('/') + 1), card);
            return payment;
        }

        /** The card on file was to be charged; Stripe failed before it did, and when it was looked for. */
        PaymentId askedWithoutAnAnswer(long minor) {
            var client = clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
            var booking = Subject.booking(UUID.randomUUID(), "UP-CARD");
            var deposit = payments.request(new PaymentRequest(booking, client, Purpose.DEPOSIT, Money.of(4_000, "EUR"), "Session", true));
            var address = ((CheckoutPage.Ready) payments.openCheckout(deposit, URI.create("https://upfront.example/s/secret"))).address().toString();
            var session = address.substring(address.lastIndexOf('/') + 1);
            stripe.payCheckout(session, GOOD_CARD);
            payments.returnFromCheckout(session);
            var balance = payments.request(new PaymentRequest(booking, client, Purpose.BALANCE, Money.of(minor, "EUR"), "Session", true));
            stripe.switches().failNext(1, Failure.SERVER_ERROR_500, "POST /v1/payment_intents");
            stripe.switches().failNext(20, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
            try {
                collecting.chargeCard(balance);
                throw new AssertionError("The outcome is known");
            } catch (StripeUnavailable unknown) {
                stripe.switches().reset();
            }
            return balance;
        }

        void chargeCard(PaymentId payment) {
            collecting.chargeCard(payment);
        }

        RefundId refund(PaymentId payment, long minor) {
            var refund = payments.requestRefund(payment, Money.of(minor, "EUR"), new RefundOrder("test " + payment, RefundReason.GOODWILL, Account.UNEARNED, "Ada"));
            refunding.submit(refund);
            return refund;
        }

        /** So long ago that news of it would have come. @return Stripe's id of it */
        String chargedByOthers(long minor) {
            var answer = post("/v1/payment_intents", "amount=%d&currency=eur&payment_method=pm_card_visa&confirm=true&payment_method_types[0]=card".formatted(minor));
            var id = ID.matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException(answer);
            }
            clock.advance(Duration.ofMinutes(10));
            return id.group(1);
        }

        void refundAtStripe(String intent, long minor) {
            post("/v1/refunds", "payment_intent=%s&amount=%d".formatted(intent, minor));
        }

        private String post(String path, String form) {
            try (var http = HttpClient.newHttpClient()) {
                return http.send(HttpRequest.newBuilder(stripe.baseUri().resolve(path)).header("Authorization", "Bearer " + StripeStandIn.API_KEY)
                        .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build(), BodyHandlers.ofString()).body();
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }

        /** An entry that no movement at Stripe stands behind. */
        void postWrong(Money amount) {
            transaction.executeWithoutResult(status -> ledger.post("test.wrong", UUID.randomUUID(), clock.instant(), List.of(
                    new Line(Account.STRIPE_BALANCE, amount, null, null), new Line(Account.OUTSIDE_STRIPE, amount.negated(), null, null))));
        }

        long mailsAbout(RunId run) {
            return mails.about(run.value()).size();
        }

        void practiceIn(ZoneId zone) {
            var now = catalog.practice();
            catalog.save(new Practice(now.name(), zone, now.currency(), now.accentColour(), now.mailFrom(), now.locale()));
        }
    }
}
