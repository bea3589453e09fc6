package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.engine.OpenJobs.OpenJob;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of open jobs that are not true any more, as a crash between the engine's answer and the row leaves them. */
@UpfrontTest
class OpenJobsTests {

    private static final String PAY = "payment.payOnline";

    @Autowired OpenJobs openJobs;
    @Autowired Journey journey;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;

    @Test
    void jobThatTheEngineNoLongerHasIsForgottenAfterHours() {
        var subject = UUID.randomUUID();
        openJobs.store(PAY, subject, new OpenJob(4, 2));

        openJobs.forgetWhatIsOver();
        assertThat(openJobs.find(PAY, subject)).as("asked about too soon").isPresent();

        hoursPass(subject);
        openJobs.forgetWhatIsOver();
        assertThat(openJobs.find(PAY, subject)).isEmpty();
    }

    @Test
    void jobThatStillWaitsStaysAndIsAnsweredAsEver() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        var payment = journey.awaitOwed(booking).id().value();
        await().until(() -> openJobs.find(PAY, payment).isPresent());

        hoursPass(payment);
        openJobs.forgetWhatIsOver();
        assertThat(openJobs.find(PAY, payment)).isPresent();

        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        await().until(() -> openJobs.find(PAY, payment).isEmpty());
    }

    private void hoursPass(UUID subject) {
        jdbc.sql("update engine.open_job set asked_at = asked_at - interval '7 hours' where subject = ?").param(subject).update();
    }
}
