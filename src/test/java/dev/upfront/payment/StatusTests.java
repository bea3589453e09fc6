package dev.upfront.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which status may follow which: settled never moves backwards, and money that arrived is always taken note of. */
class StatusTests {

    @Test
    void aPaymentIsSettledOnce() {
        assertThat(following(PaymentStatus.values(), PaymentStatus.OWED::canBecome)).containsExactly(PaymentStatus.PAID, PaymentStatus.CLOSED, PaymentStatus.WRITTEN_OFF);
        for (var settled : List.of(PaymentStatus.PAID, PaymentStatus.CLOSED, PaymentStatus.WRITTEN_OFF)) {
            assertThat(following(PaymentStatus.values(), settled::canBecome)).isEmpty();
        }
    }

    @Test
    void anAttemptMovesTowardsItsOutcomeOnly() {
        assertThat(following(AttemptStatus.values(), AttemptStatus.OPEN::canBecome))
                .containsExactly(AttemptStatus.PROCESSING, AttemptStatus.FAILED, AttemptStatus.SUCCEEDED);
        assertThat(following(AttemptStatus.values(), AttemptStatus.FAILED::canBecome)).containsExactly(AttemptStatus.SUCCEEDED);
        assertThat(following(AttemptStatus.values(), AttemptStatus.SUCCEEDED::canBecome)).isEmpty();
        assertThat(Stream.of(AttemptStatus.values())).noneMatch(status -> status.canBecome(AttemptStatus.CREATED));
        assertThat(Stream.of(AttemptStatus.values()).filter(AttemptStatus::isLive)).allMatch(live -> live.canBecome(AttemptStatus.SUCCEEDED));
    }

    @Test
    void aRefundThatSucceededMayStillComeBackAndAClosedOneIsOver() {
        assertThat(following(RefundStatus.values(), RefundStatus.REQUESTED::canBecome)).containsExactly(RefundStatus.SUBMITTED);
        assertThat(following(RefundStatus.values(), RefundStatus.SUCCEEDED::canBecome)).containsExactly(RefundStatus.FAILED);
        assertThat(following(RefundStatus.values(), RefundStatus.FAILED::canBecome)).containsExactly(RefundStatus.REQUESTED, RefundStatus.CLOSED);
        assertThat(following(RefundStatus.values(), RefundStatus.PENDING::canBecome)).containsExactly(RefundStatus.SUCCEEDED, RefundStatus.FAILED);
        assertThat(following(RefundStatus.values(), RefundStatus.CLOSED::canBecome)).isEmpty();
        assertThat(following(RefundStatus.values(), RefundStatus.UNKNOWN::canBecome)).contains(RefundStatus.SUCCEEDED, RefundStatus.FAILED, RefundStatus.PENDING);
    }

    private static <S> List<S> following(S[] all, Predicate<S> allowed) {
        return Arrays.stream(all).filter(allowed).toList();
    }
}
