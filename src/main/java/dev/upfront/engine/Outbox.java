package dev.upfront.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends events again that their listener did not take, by any instance of the application; what fails again and again is tried at growing
 * distances, so that one event that can't be delivered keeps nobody busy.
 */
@Component
class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 100;
    /** The registry gives the oldest first, due or not: so many that never succeed keep none from being sent. */
    private static final int LOOKED_AT = 10_000;
    private static final int LONGEST_PAUSE_AFTER = 8;

    /** The registry stamps its rows with the machine's time, whatever the application's clock says. */
    private final InstantSource machine = InstantSource.system();
    private final FailedEventPublications failed;

    Outbox(FailedEventPublications failed) {
        this.failed = failed;
    }

    @Scheduled(fixedDelayString = "${upfront.engine.outbox-interval:2s}")
    void sendAgain() {
        try {
            var left = new AtomicInteger(BATCH);
            failed.resubmit(ResubmissionOptions.defaults().withBatchSize(LOOKED_AT).withFilter(publication -> isDue(publication) && left.getAndDecrement() > 0));
        } catch (RuntimeException trouble) {
            log.warn("Events could not be sent again, the next round tries: {}", trouble.getMessage());
        }
    }

    /** After 1, 2, 4 … seconds, at most about four minutes. */
    private boolean isDue(EventPublication publication) {
        var pause = Duration.ofSeconds(1L << Math.min(publication.getCompletionAttempts(), LONGEST_PAUSE_AFTER));
        return lastTry(publication).plus(pause).isBefore(machine.instant());
    }

    private static Instant lastTry(EventPublication publication) {
        @Nullable Instant again = publication.getLastResubmissionDate();
        return again == null ? publication.getPublicationDate() : again;
    }
}
