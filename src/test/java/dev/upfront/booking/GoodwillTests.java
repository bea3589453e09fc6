package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundStatus;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff give back comes out of the right account, whenever they do it and however it ends. */
@UpfrontTest
class GoodwillTests {

    private static final String CARD_WHOSE_REFUNDS_FAIL = "4000000000005126";

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired BookingFlow flow;
    @Autowired Payments payments;
    @Autowired Goodwill goodwill;
    @Autowired Sandbox sandbox;

    @Test
    void whatIsGivenBackAtTheMomentOfDeliveryLeavesNothingUnearned() throws Exception {
        for (int round = 0; round < 4; round++) {
            var booking = journey.bookAndConfirm(fixtures.offering().onSale());
            journey.awaitEngineAtRest();
            journey.advanceTo(booking.endsAt().plus(Duration.ofMinutes(5)));
            var paid = payments.ofSubject(booking.id().value()).getFirst().id();

            together(() -> flow.deliver(booking.id()), () -> goodwill.give(paid, euro(2_000), "kindness", "Sam"));

            await().untilAsserted(() -> assertThat(journey.refunds(booking)).hasSize(1));
            assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
            assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-10_000));
        }
    }

    @Test
    void whatStaffKeepAfterAFailedRefundIsEarnedOnceTheSessionTookPlace() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.pay(booking, CARD_WHOSE_REFUNDS_FAIL);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        var refund = goodwill.give(payments.ofSubject(booking.id().value()).getFirst().id(), euro(2_000), "kindness", "Sam");
        awaitFailed(refund);

        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-10_000));

        payments.decideRefund(refund, RefundDecision.DECLINE);

        await().untilAsserted(() -> assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-12_000)));
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.REFUNDS, booking)).isEqualTo(euro(0));
    }

    private void awaitFailed(RefundId refund) {
        await().until(() -> {
            sandbox.stripe().settleRefunds();
            return payments.refund(refund).status() == RefundStatus.FAILED;
        });
    }

    @SafeVarargs
    private static void together(Callable<Object>... acts) throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var act : people.invokeAll(List.of(acts))) {
                act.get();
            }
        }
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }
}
