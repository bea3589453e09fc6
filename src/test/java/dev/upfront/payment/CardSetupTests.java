package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.client.ClientId;
import dev.upfront.payment.PaymentWorld.Heard;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.payment.stripe.CardSetup;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A card is kept without charging it. */
@PaymentTest
class CardSetupTests {

    private static final String MASTERCARD = "5555555555554444";

    @Autowired CardSetups setups;
    @Autowired CardSetupTries tries;
    @Autowired ClientPayments clientPayments;
    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Cards cards;
    @Autowired Sweeper sweeper;
    @Autowired StripeStandIn stripe;
    @Autowired Town town;
    @Autowired MovableClock clock;
    @Autowired JdbcClient database;
    @Autowired Heard heard;
    @Autowired TransactionTemplate transaction;

    private final UUID payer = UUID.randomUUID();

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void theWebhookAloneKeepsTheCardAndNothingIsCharged() {
        var session = session(open(town.newClient()));
        var charges = stripe.charges().size();
        stripe.payCheckout(session, GOOD_CARD);

        await().until(() -> payments.cardOnFile(payer).isPresent());

        assertThat(payments.cardOnFile(payer).orElseThrow()).hasToString("Visa ending in 4242");
        assertThat(stripe.charges()).hasSize(charges);
        assertThat(stripe.checkoutSessions().stream().filter(known -> known.id().equals(session))).hasSize(1);
    }

    @Test
    void theReturnPageAloneKeepsItAndComingBackAgainChangesNothing() {
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        var session = session(open(town.newClient()));
        assertThat(setups.returnFrom(session)).as("not yet given").isFalse();
        stripe.payCheckout(session, GOOD_CARD);

        assertThat(setups.returnFrom(session)).isTrue();
        assertThat(setups.returnFrom(session)).isTrue();
        assertThat(setups.returnFrom("cs_test_unknown")).as("no error").isTrue();

        assertThat(payments.cardOnFile(payer)).isPresent();
        assertThat(heard.cardsKept(payer)).isEqualTo(1);
    }

    @Test
    void whenTheWebhookAndTheReturnPageAreBothLostTheSweeperAsks() {
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.payCheckout(session(open(town.newClient())), GOOD_CARD);

        clock.advance(Duration.ofMinutes(2));
        sweeper.sweep();

        assertThat(payments.cardOnFile(payer)).isPresent();
        assertThat(heard.cardsKept(payer)).isEqualTo(1);
    }

    @Test
    void twoTabsGetTheSamePageAndRacingThemOpensNoSecond() throws Exception {
        var client = town.newClient();
        var pages = new HashSet<URI>();
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var page : tabs.invokeAll(Collections.nCopies(4, (Callable<URI>) () -> open(client)))) {
                pages.add(page.get());
            }
        }
        pages.add(open(client));
        assertThat(pages).hasSize(1);
        assertThat(database.sql("select count(*) from payment.card_setup where payer = :payer").param("payer", payer).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void webhookReturnPageAndSweeperAtOnceKeepOneCardAndTellItOnce() throws Exception {
        var client = town.newClient();
        var session = session(open(client));
        stripe.payCheckout(session, GOOD_CARD);
        clock.advance(Duration.ofMinutes(2));

        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            all.submit(() -> setups.returnFrom(session));
            all.submit(sweeper::sweep);
            all.submit(() -> setups.returnFrom(session));
        }
        await().until(() -> payments.cardOnFile(payer).isPresent());
        await().untilAsserted(() -> assertThat(database.sql("select count(*) from payment.stripe_event where processed_at is null").query(Long.class).single()).isZero());

        assertThat(clientPayments.cards(client)).hasSize(1);
        assertThat(heard.cardsKept(payer)).isEqualTo(1);
        assertThat(status(session)).isEqualTo("KEPT");
    }

    @Test
    void aReplacedCardIsChargedFromThenOnAndStripeForgetsTheOldOne() {
        var balance = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        var owed = payments.payment(balance);
        var before = cards.of(owed.subject().payer()).orElseThrow().paymentMethod();
        stripe.payCheckout(session(setups.open(owed.subject().payer(), owed.clientId(), owed.reference(), Town.RETURN)), MASTERCARD);
        await().until(() -> payments.cardOnFile(owed.subject().payer()).orElseThrow().toString(), "Mastercard ending in 4444"::equals);

        assertThat(collecting.chargeCard(balance)).isEqualTo(Collecting.ChargeResult.PAID);

        assertThat(stripe.issuers().cards().stream().filter(card -> card.id().equals(before) && card.customer() != null && !card.customer().isEmpty())).isEmpty();
    }

    @Test
    void whileStripeIsDownNothingIsOpenedAndTheSameTryGoesOnAfterwards() {
        var client = town.newClient();
        open(client);
        var other = UUID.randomUUID();
        stripe.switches().down(true);
        assertThatThrownBy(() -> setups.open(other, client, "RT-1", Town.RETURN)).isInstanceOf(StripeUnavailable.class);
        stripe.switches().reset();

        var page = setups.open(other, client, "RT-1", Town.RETURN);

        assertThat(setups.open(other, client, "RT-1", Town.RETURN)).isEqualTo(page);
    }

    @Test
    void anAnswerThatWasLostIsFoundAgainAndNoSecondPageIsOpened() {
        var client = town.newClient();
        open(client); // the customer is known from here on
        stripe.payCheckout(session(open(client)), GOOD_CARD);
        await().until(() -> payments.cardOnFile(payer).isPresent());
        var sessions = stripe.checkoutSessions().size();
        stripe.switches().failNext(1, Failure.SERVER_ERROR_500_AFTER);

        var page = open(client);

        assertThat(open(client)).isEqualTo(page);
        assertThat(stripe.checkoutSessions()).hasSize(sessions + 1);
    }

    @Test
    void aPageThatRanOutEndsAndTheNextOneIsAnother() {
        var client = town.newClient();
        var first = open(client);
        clock.advance(Duration.ofHours(3));
        stripe.advance(Duration.ZERO);

        assertThat(open(client)).isNotEqualTo(first);
        assertThat(status(session(first))).isEqualTo("ENDED");
    }

    @Test
    void whatIsSettledStaysSoWhateverComesLater() {
        var session = session(open(town.newClient()));
        stripe.payCheckout(session, GOOD_CARD);
        setups.returnFrom(session);
        var kept = tries.ofSession(session).orElseThrow();

        transaction.executeWithoutResult(status -> setups.apply(kept.id(), new CardSetup.Ended(session, "expired")));
        transaction.executeWithoutResult(status -> setups.apply(kept.id(), new CardSetup.Open(session, URI.create("https://stripe.example"), clock.instant())));

        assertThat(status(session)).isEqualTo("KEPT");
        assertThat(payments.cardOnFile(payer)).isPresent();
    }

    @Test
    void aCardThatTheNetworkRenewsIsShownWithItsNewExpiry() {
        var session = session(open(town.newClient()));
        stripe.payCheckout(session, GOOD_CARD, YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1));
        await().until(() -> payments.cardOnFile(payer).isPresent());

        stripe.issuers().replaceCard(cards.of(payer).orElseThrow().paymentMethod(), MASTERCARD);

        await().untilAsserted(() -> assertThat(payments.cardOnFile(payer).orElseThrow().lastFour()).isEqualTo("4444"));
    }

    private URI open(ClientId client) {
        return setups.open(payer, client, "RT-1", Town.RETURN);
    }

    private static String session(URI page) {
        return page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
    }

    private String status(String session) {
        return tries.ofSession(session).orElseThrow().status().name();
    }
}
