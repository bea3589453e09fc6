package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_ALWAYS_ASKS;
import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static dev.upfront.payment.PaymentWorld.LOST_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import dev.upfront.payment.Collecting.ChargeResult;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Why the card on file does not pay, and what another card changes. */
@PaymentTest
@Import(ReplacedCards.class)
class CardStandingTests {

    @Autowired Payments payments;
    @Autowired ClientPayments clientPayments;
    @Autowired Collecting collecting;
    @Autowired ReplacedCards replacedCards;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;

    @ParameterizedTest
    @CsvSource({CARD_THAT_GOES_BAD + ", SOFT_DECLINE", CARD_THAT_ALWAYS_ASKS + ", AUTHENTICATION", LOST_CARD + ", HARD_DECLINE", "4000000000009995, INSUFFICIENT_FUNDS",
        "4000000000009979, HARD_DECLINE", "4000000000000069, SOFT_DECLINE", "4000000000000119, SOFT_DECLINE"})
    void everyDeclineIsOfOneClass(String card, Obstacle obstacle) {
        var id = town.balanceOfClientWithCard(card);
        collecting.chargeCard(id);
        var standing = collecting.standing(id);
        assertThat(standing.obstacle()).isEqualTo(obstacle);
        assertThat(standing.untried()).isFalse();
        assertThat(standing.lastTried()).isNotNull();
        assertThat(standing.restsUntil() == null).as("only a card that may be tried again rests").isEqualTo(obstacle == Obstacle.HARD_DECLINE);
    }

    @Test
    void withoutACardThereIsNothingToTry() {
        var id = town.owed(town.newClient(), UUID.randomUUID(), Purpose.BALANCE, Money.of(8_000, "EUR"));
        assertThat(collecting.standing(id)).isEqualTo(new CardStanding(Obstacle.NO_CARD, null, false, null, false));
    }

    @Test
    void aCardThatWasTakenBackIsNoCardWhateverItDidBefore() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        collecting.chargeCard(id);
        var client = payments.payment(id).clientId();
        clientPayments.removeCard(client, payments.cardsOnFile(client).getFirst());
        assertThat(collecting.standing(id).obstacle()).isEqualTo(Obstacle.NO_CARD);
        clock.advance(Duration.ofDays(2));
        assertThat(collecting.chargeCard(id)).isEqualTo(ChargeResult.NEEDS_CLIENT);
        assertThat(town.tries(id)).hasSize(1);
    }

    @Test
    void anotherCardIsTriedAtOnceThoughTheOldOneRests() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        assertThat(collecting.chargeCard(id)).isEqualTo(ChargeResult.DECLINED);
        replacedCards.replace(id, GOOD_CARD);
        assertThat(collecting.standing(id).untried()).isTrue();

        assertThat(collecting.chargeCard(id)).isEqualTo(ChargeResult.PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void anotherCardIsTriedOnceAndThenRestsAsWell() {
        var id = town.balanceOfClientWithCard(LOST_CARD);
        collecting.chargeCard(id);
        replacedCards.replace(id, CARD_THAT_GOES_BAD);

        for (int loop = 0; loop < 50; loop++) {
            collecting.chargeCard(id);
        }

        assertThat(town.tries(id)).hasSize(2);
        assertThat(collecting.standing(id)).matches(standing -> standing.obstacle() == Obstacle.SOFT_DECLINE && !standing.untried() && standing.restsUntil() != null);
    }

    @Test
    void aDiagramThatRetriesInALoopAndClientsWhoTryCardAfterCardStayBelowTheLimits() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        for (int card = 0; card < 20; card++) {
            for (int loop = 0; loop < 5; loop++) {
                collecting.chargeCard(id);
            }
            replacedCards.replace(id, CARD_THAT_GOES_BAD);
        }
        assertThat(town.tries(id)).as("in a day").hasSize(Cards.MOST_DECLINES_A_DAY);
        assertThat(collecting.standing(id).untried()).as("one that may not be tried is nothing to hurry for").isFalse();
        for (int day = 0; day < 20; day++) {
            clock.advance(Duration.ofHours(25));
            collecting.chargeCard(id);
            replacedCards.replace(id, CARD_THAT_GOES_BAD);
            collecting.chargeCard(id);
        }
        assertThat(town.tries(id)).as("in thirty days").hasSize(Cards.MOST_DECLINES_IN_30_DAYS);
    }

    @Test
    void manyDebtsOfOneClientThatAreTriedAtOnceStayBelowTheLimitTogether() throws Exception {
        var client = town.newClient();
        var tries = new ArrayList<Callable<ChargeResult>>();
        var debts = new ArrayList<PaymentId>();
        for (int debt = 0; debt < 16; debt++) {
            var id = town.balanceOf(client, CARD_THAT_GOES_BAD);
            debts.add(id);
            tries.add(() -> collecting.chargeCard(id));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var result : threads.invokeAll(tries)) {
                assertThat(result.get()).isIn(ChargeResult.DECLINED, ChargeResult.LIMITED);
            }
        }
        assertThat(debts.stream().mapToInt(id -> town.tries(id).size()).sum()).isEqualTo(Cards.MOST_DECLINES_A_DAY);
    }

    @Test
    void aCardReplacedWhileTheOldOneIsBeingChargedIsChargedOnceAtMost() throws Exception {
        for (int round = 0; round < 5; round++) {
            var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
            List<Callable<Object>> both = List.of(() -> collecting.chargeCard(id), () -> {
                replacedCards.replace(id, GOOD_CARD);
                return collecting.chargeCard(id);
            }, () -> collecting.chargeCard(id));
            try (var threads = Executors.newFixedThreadPool(3)) {
                for (var result : threads.invokeAll(both)) {
                    try {
                        result.get();
                    } catch (java.util.concurrent.ExecutionException busy) {
                        assertThat(busy).hasCauseInstanceOf(StripeUnavailable.class); // somebody else asks at this moment
                    }
                }
            }
            assertThat(collecting.chargeCard(id)).isEqualTo(ChargeResult.PAID);
            town.assertPaidExactlyOnce(id);
        }
    }
}
