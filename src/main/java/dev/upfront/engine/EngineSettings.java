package dev.upfront.engine;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param grpcAddress the gateway's gRPC address, http for plain text
 * @param username of the engine's basic authentication; empty where the engine asks for none
 * @param password given exactly when the username is
 * @param jobTimeout after which a job that nobody answered is given out again; longer than the slowest Stripe call
 * @param retryDelay before the first retry of a failed job; each further one waits four times as long, up to an hour
 * @param pollInterval how often to look for jobs that no stream brought, such as those that waited before it was opened
 * @param outagePatience how long a job waits for Stripe, the database or the engine before it becomes an incident; until then it heals by itself
 * @param openJobCheck after which the engine is asked about a job that waits for a person or for Stripe
 * @param maxJobsActive how many jobs of one type are worked on at once
 */
@ConfigurationProperties("upfront.engine")
record EngineSettings(
        URI grpcAddress,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("60s") Duration jobTimeout,
        @DefaultValue("2s") Duration retryDelay,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("3d") Duration outagePatience,
        @DefaultValue("6h") Duration openJobCheck,
        @DefaultValue("16") int maxJobsActive) {

    static final Duration OPEN_JOB_LASTS = Duration.ofDays(365);
    static final Duration LONGEST_RETRY_DELAY = Duration.ofHours(1);

    EngineSettings {
        if (username.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException("Set both UPFRONT_ENGINE_USERNAME and UPFRONT_ENGINE_PASSWORD, or neither "
                    + "where the engine asks for no sign-in.");
        }
    }

    boolean signsIn() {
        return !username.isEmpty();
    }

    /** @param retriesLeft after this failure, of the five that the diagrams give */
    Duration delayBeforeRetry(int retriesLeft) {
        var exponent = Math.max(0, 4 - retriesLeft);
        var delay = retryDelay.multipliedBy(1L << (2 * exponent));
        return delay.compareTo(LONGEST_RETRY_DELAY) > 0 ? LONGEST_RETRY_DELAY : delay;
    }
}
