package dev.upfront.retainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.benchmark.SeededRetainers;
import dev.upfront.benchmark.SeededRetainers.Lot;
import dev.upfront.engine.Incident;
import dev.upfront.engine.Incidents;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stripe is away while many retainers renew: {@code -Dupfront.outage.retainers=1000} for a thousand of them. When it is back all are charged once, by
 * themselves, and nobody was written that a card was declined.
 */
@UpfrontTest
class RenewalOutageTests {

    private static final int RETAINERS = Integer.getInteger("upfront.outage.retainers", 40);
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Duration PATIENCE = Duration.ofSeconds(60 + RETAINERS / 2);

    @Autowired ApplicationContext application;
    @Autowired Sandbox sandbox;
    @Autowired JdbcClient database;
    @Autowired Ledger ledger;
    @Autowired Incidents incidents;
    private SeededRetainers retainers;
    private Lot lot;
    /** Other tests share the application. */
    private List<Incident> openBefore;

    @BeforeEach
    void manyThatRenewAtOnce() throws InterruptedException {
        openBefore = incidents.open();
        retainers = new SeededRetainers(application);
        lot = retainers.due(RETAINERS);
    }

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        retainers.end(lot);
    }

    @Test
    void downOverTheRenewalForTwoDaysAllAreChargedOnceWhenItIsBack() {
        sandbox.stripe().switches().down(true);
        retainers.renew(lot);
        await().atMost(PATIENCE).until(() -> attempts() == RETAINERS);
        sandbox.advance(Duration.ofDays(1));
        sandbox.advance(Duration.ofDays(1));
        assertThat(retainers.paid(lot)).isZero();

        sandbox.stripe().switches().down(false);

        allAreChargedOnce();
    }

    @Test
    void answersThatNeverCameAfterTheChargeAreFoundAndNotChargedAgain() {
        sandbox.stripe().switches().failNext(RETAINERS, Failure.SERVER_ERROR_500_AFTER, "POST /v1/payment_intents");
        retainers.renew(lot);
        await().atMost(PATIENCE).until(() -> attempts() == RETAINERS);

        allAreChargedOnce();
    }

    /** Stripe charges every card, but no answer comes, no question is answered and no webhook is sent; then it is down until the evening. */
    @Test
    void chargesOfWhichNobodyHeardAreFoundWhenStripeIsBack() {
        var before = sandbox.stripe().chargesSucceeded().size();
        sandbox.stripe().switches().failNext(RETAINERS, Failure.SERVER_ERROR_500_AFTER, "POST /v1/payment_intents");
        sandbox.stripe().switches().failNext(Integer.MAX_VALUE, Failure.RATE_LIMIT_429, "GET /v1/payment_intents");
        sandbox.stripe().switches().webhooksNext(Integer.MAX_VALUE, WebhookFault.LOST);
        retainers.renew(lot);
        await().atMost(PATIENCE).until(() -> sandbox.stripe().chargesSucceeded().size() == before + RETAINERS);
        sandbox.stripe().switches().down(true);
        sandbox.advance(Duration.ofHours(9));
        assertThat(retainers.paid(lot)).as("the money came, and nobody knows").isZero();

        sandbox.stripe().switches().reset();

        allAreChargedOnce();
    }

    /** No connection at all; afterwards Stripe lets only so many calls a second through, and everybody comes at once. */
    @Test
    void whenStripeIsBackAndTakesOnlySoManyCallsAllAreChargedOnceAllTheSame() {
        sandbox.stripe().switches().unreachable(true);
        retainers.renew(lot);
        await().atMost(PATIENCE).until(() -> attempts() == RETAINERS);
        sandbox.advance(Duration.ofHours(5));
        assertThat(retainers.paid(lot)).isZero();

        sandbox.stripe().switches().unreachable(false);
        sandbox.stripe().switches().requestsPerSecond(25);

        allAreChargedOnce();
    }

    /** Time passes as jobs ask for it again, until all have paid. */
    private void allAreChargedOnce() {
        await().atMost(PATIENCE.multipliedBy(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
            sandbox.advance(Duration.ofMinutes(3));
            return retainers.paid(lot) == RETAINERS;
        });
        var charges = new HashMap<String, Integer>();
        for (Recorded charge : sandbox.stripe().chargesSucceeded()) {
            charges.merge(charge.customer().orElse(""), 1, Integer::sum);
        }
        for (UUID retainer : lot.retainers()) {
            var customer = database.sql("select stripe_customer from payment.customer where payer = :payer").param("payer", retainer).query(String.class).single();
            assertThat(charges.get(customer)).as("charges of %s", retainer).isOne();
        }
        assertThat(tries()).as("tries that reached Stripe, within the networks' limits").isEqualTo(RETAINERS);
        assertThat(lots()).as("each period's sessions, once").isEqualTo(RETAINERS);
        assertThat(mails("payment.receipt")).isEqualTo(RETAINERS);
        assertThat(declinedMails()).as("nobody is told that a card was declined").isZero();
        assertThat(incidents.open()).as("nothing more that a person has to retry").isSubsetOf(openBefore);
        assertThat(ledger.trialBalance(sandbox.clock().instant()).balance(Account.STRIPE_BALANCE, EURO).isPositive()).isTrue();
    }

    private int attempts() {
        return count("select count(distinct p.subject) from payment.attempt a join payment.payment p on p.id = a.payment where p.payer = any (:ids)");
    }

    private int tries() {
        return count("select count(*) from payment.attempt a join payment.payment p on p.id = a.payment where p.payer = any (:ids) and a.intent is not null");
    }

    private int lots() {
        return count("select count(*) from retainer.period where retainer = any (:ids) and renewal = 2 and lot is not null");
    }

    private int mails(String kind) {
        return count("""
                select count(*) from notification.mail where kind = '%s' and subject in
                    (select id from payment.payment where payer = any (:ids))""".formatted(kind));
    }

    private int declinedMails() {
        return count("""
                select count(*) from notification.mail where kind like 'dunning.%' and subject in
                    (select id from payment.payment where payer = any (:ids))""");
    }

    private int count(String sql) {
        return database.sql(sql).param("ids", lot.retainers().toArray(UUID[]::new)).query(Integer.class).single();
    }
}
