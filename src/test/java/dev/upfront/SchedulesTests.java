package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UpfrontTest
class SchedulesTests {

    private static final Duration SELDOM = Duration.ofDays(1);

    @Autowired Application.Schedules schedules;

    @Test
    void aScheduleThatHangsHoldsUpNoOther() throws InterruptedException {
        var otherRan = new CountDownLatch(1);
        var hanging = schedules.scheduler.scheduleWithFixedDelay(() -> waitFor(otherRan), SELDOM);
        var other = schedules.scheduler.scheduleWithFixedDelay(otherRan::countDown, SELDOM);
        try {
            assertThat(otherRan.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            hanging.cancel(true);
            other.cancel(true);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
