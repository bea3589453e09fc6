package dev.upfront.payment.stripe;

import static dev.upfront.payment.stripe.StripeWorld.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import dev.upfront.payment.stripe.BalanceMovement.Kind;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.RecordedMovement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the daily reconciliation reads of our balance at Stripe. */
class StripeBalanceTests {

    private final StripeWorld world = new StripeWorld();
    private Instant begin;
    private String customer;
    private KeptCard card;

    @BeforeEach
    void keepACard() {
        begin = world.clock.instant();
        customer = world.customer();
        card = world.card(customer);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<BalanceMovement> movements() {
        return given(world.balance.movementsSince(begin));
    }

    @Test
    void tellsWhatEachMovementBelongsTo() {
        var paid = world.charged(customer, card, 8_000);
        var refund = (RefundAnswer.Succeeded) world.gateway.refund(new RefundRequest("refund:1", "r1", paid, 3_000));
        var dispute = world.standIn.issuers().openDispute(world.chargeOf(paid), "fraudulent");
        world.standIn.issuers().decideDispute(dispute, true);

        assertThat(movements()).extracting(BalanceMovement::kind).as("oldest first")
                .containsExactly(Kind.CHARGE, Kind.REFUND, Kind.DISPUTE, Kind.DISPUTE_REVERSAL);
        assertThat(movements()).allSatisfy(movement -> {
            assertThat(movement.intent()).isEqualTo(paid);
            assertThat(movement.charge()).isEqualTo(world.chargeOf(paid));
            assertThat(movement.payout()).isNull();
        });
        assertThat(movements().get(0).fee()).isEqualTo(Money.of(145, "EUR"));
        assertThat(movements().get(1).refund()).isEqualTo(refund.refund());
        assertThat(movements().get(1).amount()).isEqualTo(Money.of(-3_000, "EUR"));
        assertThat(movements().get(2).dispute()).isEqualTo(dispute);
        assertThat(movements().get(2).net()).isEqualTo(Money.of(-7_000, "EUR"));
        assertThat(movements().get(3).fee()).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void matchesAPayoutWithWhatItIsMadeOf() {
        world.standIn.bank().dailyPayouts(true);
        var first = world.charged(customer, card, 8_000);
        world.clock.advance(Duration.ofDays(3));
        world.charged(customer, card, 1_000);

        var payout = given(world.balance.payoutsSince(begin)).getFirst();
        assertThat(payout.amount()).isEqualTo(Money.of(7_855, "EUR"));
        assertThat(payout.status()).isEqualTo("paid");
        assertThat(payout.automatic()).isTrue();
        assertThat(payout.arrives()).isEqualTo("2026-03-04T00:00:00Z");
        assertThat(given(world.balance.movementsOf(payout.id()))).singleElement().satisfies(member -> {
            assertThat(member.intent()).isEqualTo(first);
            assertThat(member.payout()).isEqualTo(payout.id());
            assertThat(member.net()).isEqualTo(payout.amount());
        });
        assertThat(movements()).filteredOn(movement -> movement.kind() == Kind.PAYOUT).singleElement()
                .satisfies(own -> assertThat(own.payout()).isEqualTo(payout.id()));
    }

    @Test
    void readsEveryPageSinceAMoment() {
        world.charged(customer, card, 1_000);
        world.clock.advance(Duration.ofMinutes(1));
        var since = world.clock.instant();
        for (int n = 0; n < 205; n++) {
            world.charged(customer, card, 1_000 + n);
        }
        var read = given(world.balance.movementsSince(since));
        assertThat(read).extracting(BalanceMovement::id)
                .isEqualTo(world.standIn.bank().movements().stream().map(RecordedMovement::id).skip(1).toList());
    }

    @Test
    void givesAllOrNothing() {
        for (int n = 0; n < 101; n++) {
            world.charged(customer, card, 1_000);
        }
        assertThat(movements()).hasSize(101);
        world.standIn.switches().requestsPerSecond(1);
        assertThat(world.balance.movementsSince(begin)).as("the second page was too much").isInstanceOf(StripeReply.Refused.class);
        world.standIn.switches().reset();
        world.standIn.switches().failNext(1, Failure.TRUNCATED_ANSWER, "GET /v1/balance_transactions");
        assertThat(world.balance.movementsSince(begin)).isInstanceOf(StripeReply.Unknown.class);
        world.standIn.switches().failNext(1, Failure.RATE_LIMIT_429);
        assertThat(world.balance.payoutsSince(begin)).isEqualTo(new StripeReply.Refused<List<BankPayout>>("Stripe answered 429 rate_limit", true));
        world.standIn.switches().down(true);
        assertThat(world.balance.movementsSince(begin)).isInstanceOf(StripeReply.Unknown.class);
    }
}
