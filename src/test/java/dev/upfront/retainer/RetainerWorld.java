package dev.upfront.retainer;

import static dev.upfront.catalog.OfferingFixture.aProvider;
import static dev.upfront.catalog.OfferingFixture.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanFixture;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.Payments;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What retainers need around them: a Stripe stand-in, clients, plans, and cards that pay. */
@TestConfiguration(proxyBeanMethods = false)
class RetainerWorld {

    static final String GOOD_CARD = "4242424242424242";

    @Bean
    StripeStandIn stripe(MovableClock clock) {
        return new StripeStandIn(clock);
    }

    @Bean
    DynamicPropertyRegistrar stripeSettings(StripeStandIn stripe) {
        return settings -> {
            settings.add("upfront.stripe.api-base", () -> stripe.baseUri().toString());
            settings.add("upfront.stripe.secret-key", () -> StripeStandIn.API_KEY);
            settings.add("upfront.stripe.webhook-secret", () -> "whsec_retainers");
        };
    }

    @Bean
    Desk desk(Retainers retainers, RetainerFlow flow, RetainerPlans plans, Catalog catalog, Clients clients, Payments payments, Collecting collecting,
            Credits credits, Ledger ledger, StripeStandIn stripe, MovableClock clock) {
        return new Desk(retainers, flow, plans, catalog, clients, payments, collecting, credits, ledger, stripe, clock);
    }

    /** Does what a client and the flow do. */
    record Desk(Retainers retainers, RetainerFlow flow, RetainerPlans plans, Catalog catalog, Clients clients, Payments payments, Collecting collecting,
            Credits credits, Ledger ledger, StripeStandIn stripe, MovableClock clock) {

        RetainerPlan onSale(RetainerPlanFixture plan) {
            return plans.save(plan.build());
        }

        OfferingId offering() {
            var provider = catalog.save(aProvider("Ada"));
            return catalog.save(anOffering().slug("session-" + UUID.randomUUID()).givenBy(provider.id()).build()).id();
        }

        Retainer agreed(RetainerPlan plan) {
            var client = clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
            return retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), client, plan.id(), "client"));
        }

        /** Begun now, or in its trial; nothing is charged yet. */
        Retainer started(RetainerPlan plan) {
            var retainer = agreed(plan);
            flow.takeUp(retainer.id(), 1);
            flow.start(retainer.id());
            return retainers.retainer(retainer.id());
        }

        /** Begun now, the first period paid on the pay page, which keeps the card. */
        Retainer paid(RetainerPlan plan) {
            var retainer = started(plan);
            payOnPage(flow.openPeriod(retainer.id()).orElseThrow());
            return retainers.retainer(retainer.id());
        }

        /** Goes to the next renewal and collects it from the card. */
        RetainerPeriod renew(RetainerId id) {
            clock.advanceTo(flow.next(id).at());
            return charge(flow.openPeriod(id).orElseThrow());
        }

        /** Collects a period from the card on file, if it can be. */
        RetainerPeriod charge(RetainerPeriod period) {
            flow.requestPayment(period.id()).ifPresent(collection -> collecting.chargeCard(collection.payment()));
            return flow.settle(period.id());
        }

        RetainerPeriod payOnPage(RetainerPeriod period) {
            var payment = flow.requestPayment(period.id()).orElseThrow().payment();
            var address = ((CheckoutPage.Ready) payments.openCheckout(payment, URI.create("https://upfront.example/s/secret"))).address().toString();
            var session = address.substring(address.lastIndexOf('/') + 1);
            stripe.payCheckout(session, GOOD_CARD);
            payments.returnFromCheckout(session);
            var settled = flow.settle(period.id());
            assertThat(settled.status()).isEqualTo(PeriodStatus.PAID);
            return settled;
        }

        CreditLot lot(RetainerPeriod period) {
            return credits.lot(Objects.requireNonNull(period.lot()));
        }

        /** What was received for a period and stands on that account because of it, as a credit. */
        Money credited(Account account, RetainerPeriod period) {
            return ledger.balance(account, period.id().value(), period.amount().currency()).negated();
        }

        /** The charges at Stripe that moved money for a period. */
        long charges(RetainerPeriod period) {
            return stripe.chargesSucceeded("upfront_payment", payments.payment(period.payment()).reference()).size();
        }
    }
}
