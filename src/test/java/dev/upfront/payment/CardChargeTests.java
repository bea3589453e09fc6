package dev.upfront.payment;

import static dev.upfront.payment.Collecting.ChargeResult.DECLINED;
import static dev.upfront.payment.Collecting.ChargeResult.LIMITED;
import static dev.upfront.payment.Collecting.ChargeResult.NEEDS_CLIENT;
import static dev.upfront.payment.Collecting.ChargeResult.PAID;
import static dev.upfront.payment.PaymentWorld.CARD_THAT_ALWAYS_ASKS;
import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static dev.upfront.payment.PaymentWorld.LOST_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.engine.StuckWork;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.CheckoutResult;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentTest
class CardChargeTests {

    private static final String CHARGE = "POST /v1/payment_intents";
    private static final String LOOK_UP = "GET /v1/payment_intents";

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Ledger ledger;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired AttemptRepository attempts;
    @Autowired Sweeper sweeper;
    @Autowired PaymentWorld.Heard heard;
    @Autowired JdbcClient database;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void theCardOnFileIsChargedOnceHoweverOftenTheFlowAsks() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);

        assertThat(collecting.prepare(id).from()).isEqualTo(Collecting.From.CARD_ON_FILE);
        assertThat(List.of(collecting.chargeCard(id), collecting.chargeCard(id), collecting.chargeCard(id))).containsOnly(PAID);

        town.assertPaidExactlyOnce(id);
        assertThat(collecting.prepare(id).from()).isEqualTo(Collecting.From.NOBODY);
        var payment = payments.payment(id);
        assertThat(ledger.balance(Account.RECEIVABLE, payment.subject().id(), payment.amount().currency())).isEqualTo(payment.amount().negated());
    }

    @Test
    void aClientWithoutACardIsAsked() {
        var id = town.owed(town.newClient(), UUID.randomUUID(), Purpose.BALANCE, Money.of(8_000, "EUR"));

        assertThat(collecting.chargeCard(id)).isEqualTo(NEEDS_CLIENT);
        town.pay(id, GOOD_CARD);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aCardIsChargedOnlyForTheBookingItWasKeptFor() {
        var kept = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        var strangers = town.owed(kept.clientId(), UUID.randomUUID(), Purpose.BALANCE, Money.of(8_000, "EUR"));

        assertThat(collecting.chargeCard(strangers)).as("somebody typed the same mail address").isEqualTo(NEEDS_CLIENT);
        assertThat(town.tries(strangers)).isEmpty();
        town.openSession(strangers);
        assertThat(town.customer(payments.payment(strangers).subject().id())).as("Stripe's page shows a customer's cards")
                .isNotEqualTo(town.customer(kept.subject().id()));
    }

    @Test
    void anAmountThatStripeRefusesIsForAManagerAndChargesNothing() {
        var card = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        var tooLittle = town.owed(card.clientId(), card.subject().id(), Purpose.FEE, Money.of(1, "EUR"));

        assertThatThrownBy(() -> collecting.chargeCard(tooLittle)).isInstanceOf(StuckWork.class)
                .hasMessageContaining(payments.payment(tooLittle).reference()).hasMessageContaining("amount_too_small").hasMessageContaining("nothing was charged");
        assertThat(town.tries(tooLittle)).isEmpty();
    }

    @Test
    void aDeclinedCardRestsForADayWhateverTheFlowAsks() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);

        assertThat(List.of(collecting.chargeCard(id), collecting.chargeCard(id))).containsOnly(DECLINED);
        clock.advance(Duration.ofHours(23));
        assertThat(collecting.chargeCard(id)).isEqualTo(DECLINED);
        assertThat(town.tries(id)).hasSize(1);

        clock.advance(Duration.ofHours(2));
        assertThat(collecting.chargeCard(id)).isEqualTo(DECLINED);
        assertThat(town.tries(id)).hasSize(2);
        town.pay(id, GOOD_CARD);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aCardThatNeedsItsHolderIsPaidByTheLink() {
        var id = town.balanceOfClientWithCard(CARD_THAT_ALWAYS_ASKS);

        assertThat(List.of(collecting.chargeCard(id), collecting.chargeCard(id))).containsOnly(NEEDS_CLIENT);
        town.pay(id, GOOD_CARD);

        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aHardDeclineIsNeverRetriedForNothingElseEither() {
        var id = town.balanceOfClientWithCard(LOST_CARD);
        var client = payments.payment(id).clientId();
        assertThat(collecting.chargeCard(id)).isEqualTo(DECLINED);
        assertThat(payments.cardOnFile(payments.payment(id).subject().id())).isEmpty();
        assertThat(payments.cardsOnFile(client)).isEmpty();

        clock.advance(Duration.ofDays(60));

        var other = town.owed(client, payments.payment(id).subject().id(), Purpose.FEE, Money.of(5_000, "EUR"));
        assertThat(List.of(collecting.chargeCard(id), collecting.chargeCard(other))).containsOnly(NEEDS_CLIENT);
        assertThat(town.tries(id)).hasSize(1);
        assertThat(town.tries(other)).isEmpty();
    }

    @Test
    void aHardDeclineEndsTheCardWhereverElseTheClientLetUsKeepItAndNobodyElses() {
        var lost = payments.payment(town.balanceOfClientWithCard(LOST_CARD));
        var elsewhere = town.balanceOf(lost.clientId(), LOST_CARD);
        var others = town.balanceOfClientWithCard(GOOD_CARD);
        assertThat(collecting.chargeCard(lost.id())).isEqualTo(DECLINED);

        assertThat(collecting.chargeCard(elsewhere)).as("the same card, kept for another booking").isEqualTo(NEEDS_CLIENT);
        assertThat(town.tries(elsewhere)).isEmpty();
        assertThat(collecting.standing(elsewhere).obstacle()).isEqualTo(Obstacle.HARD_DECLINE);
        await().until(() -> heard.cardsEnded(payments.payment(elsewhere).subject().payer()) == 1);
        assertThat(heard.cardsEnded(lost.subject().payer())).isOne();
        assertThat(collecting.chargeCard(others)).as("another client's card of the same figures").isEqualTo(PAID);
    }

    @Test
    void aCardThatIsOnlyGoneAtStripeIsStillChargedWhereverElseItIsKept() {
        var gone = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
        var elsewhere = town.balanceOf(gone.clientId(), GOOD_CARD);
        database.sql("update payment.card set payment_method = :unknown where payer = :payer").param("unknown", "pm_" + gone.id()).param("payer", gone.subject().payer()).update();

        assertThat(collecting.chargeCard(gone.id())).isEqualTo(NEEDS_CLIENT);

        assertThat(payments.cardOnFile(gone.subject().payer())).isEmpty();
        assertThat(collecting.chargeCard(elsewhere)).isEqualTo(PAID);
    }

    @Test
    void aCardIsTriedLessOftenThanTheStrictestNetworkAllows() {
        var first = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        var debts = new ArrayList<>(List.of(first));
        for (int more = 0; more < 19; more++) {
            debts.add(town.balanceOf(payments.payment(first).clientId(), CARD_THAT_GOES_BAD));
        }
        debts.forEach(collecting::chargeCard);
        assertThat(debts.stream().mapToInt(debt -> town.tries(debt).size()).sum()).as("in a day").isEqualTo(9);
        assertThat(collecting.chargeCard(debts.getLast())).as("no bank was asked").isEqualTo(LIMITED);
        assertThat(collecting.standing(debts.getLast())).satisfies(standing -> {
            assertThat(standing.neverTried()).isTrue();
            assertThat(standing.restsUntil()).isBetween(clock.instant().plus(Duration.ofHours(23)), clock.instant().plus(Duration.ofDays(1)));
        });

        for (int day = 0; day < 10; day++) {
            clock.advance(Duration.ofHours(25));
            debts.forEach(collecting::chargeCard);
        }
        assertThat(debts.stream().mapToInt(debt -> town.tries(debt).size()).sum()).as("in thirty days").isEqualTo(14);
    }

    @Test
    void anUnknownOutcomeIsNeverTakenForAFailure() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        loseTheAnswer(Failure.TRUNCATED_ANSWER);

        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class).hasMessageContaining("What to do");

        assertThat(attempts.live(id)).get().extracting(Attempt::status).isEqualTo(AttemptStatus.UNKNOWN);
        assertThat(payments.openCheckout(id, Town.RETURN)).as("nothing new is begun").isEqualTo(new CheckoutPage.Checking());
        assertThatThrownBy(() -> payments.closeCheckout(id)).isInstanceOf(StripeUnavailable.class);
        assertThatThrownBy(() -> collecting.writeOff(id)).isInstanceOf(StripeUnavailable.class);
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);

        stripe.switches().reset();
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void theSweeperFindsOutWhatIsUnknownByItself() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        loseTheAnswer(Failure.SERVER_ERROR_500_AFTER);
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        stripe.switches().reset();

        clock.advance(Duration.ofMinutes(5));
        sweeper.sweep();

        town.assertPaidExactlyOnce(id);
    }

    @Test
    void anIdempotencyKeyOfYesterdayIsNeverSentAgainBlindly() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        loseTheAnswer(Failure.TRUNCATED_ANSWER);
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);

        clock.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> collecting.chargeCard(id)).as("it cannot be looked up yet").isInstanceOf(StripeUnavailable.class);
        assertThat(town.charges(id)).hasSize(1);

        stripe.switches().reset();
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void anErrorInsideStripeIsOvercomeByANewTryOnlyOnceTheOldOneIsSurelyNowhere() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().failNext(1, Failure.SERVER_ERROR_500, CHARGE);

        for (int again = 0; again < 5; again++) {
            assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        }
        assertThat(attempts.findByPaymentOrderByCreatedAtDesc(id)).hasSize(1);

        clock.advance(Duration.ofMinutes(3));
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aRequestThatStripeDidNotTakeIsMadeAgain() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().failNext(1, Failure.RATE_LIMIT_429, CHARGE);

        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class).hasMessageContaining("429");
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void anOpenPageIsClosedBeforeTheCardIsCharged() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        var session = town.openSession(id);

        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);

        assertThat(stripe.payCheckout(session, GOOD_CARD).outcome()).isEqualTo(CheckoutResult.Outcome.CLOSED);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aCardIsNotChargedForWhatWasJustPaidOnThePage() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().webhooksNext(10, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);

        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void cardsAreChargedInCurrenciesWithoutAndWithThreeDecimals() {
        for (var amount : List.of(Money.of(8_000, "JPY"), Money.of(24_680, "KWD"))) {
            var paid = payments.payment(town.balanceOfClientWithCard(GOOD_CARD));
            var id = town.owed(paid.clientId(), paid.subject().id(), Purpose.FEE, amount);

            assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
            town.assertPaidExactlyOnce(id);
        }
    }

    /** The charge is made, its answer is lost, it cannot be looked up for now, and no webhook tells of it. */
    private void loseTheAnswer(Failure failure) {
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.switches().failNext(1, failure, CHARGE);
        stripe.switches().failNext(50, Failure.SERVER_ERROR_500, LOOK_UP);
    }
}
