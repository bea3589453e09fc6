package dev.upfront.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends events again that their listener did not take, by any instance of the application. */
@Component
class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 100;

    private final FailedEventPublications failed;

    Outbox(FailedEventPublications failed) {
        this.failed = failed;
    }

    @Scheduled(fixedDelayString = "${upfront.engine.outbox-interval:5s}")
    void sendAgain() {
        try {
            failed.resubmit(ResubmissionOptions.defaults().withBatchSize(BATCH).withMinAge(Duration.ofSeconds(2)));
        } catch (RuntimeException trouble) {
            log.warn("Events could not be sent again, the next round tries: {}", trouble.getMessage());
        }
    }
}
