package dev.upfront.engine;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * How long each job has met nothing but an outage. A short one heals by itself; one that outlasts the patience becomes an incident, so that
 * managers see it. One job of each type stands for all that meet the same: the others are tried on and on and go on by themselves, because an outage that
 * a thousand flows meet is one thing to look at, not a thousand to retry. Kept in memory: after a restart, or on another instance of the
 * application, the patience begins anew.
 */
@Component
class Outages {

    /** An outage that goes on is shown anew after a day: the one that stood for all may have ended with its process meanwhile. */
    private static final Duration SHOWN_FOR = Duration.ofDays(1);

    private record Shown(long job, Instant at) {}

    private final Map<Long, Instant> since = new ConcurrentHashMap<>();
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final EngineSettings settings;
    private final InstantSource clock;

    Outages(EngineSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether something outside does not answer: nothing is wrong with the work itself. */
    static boolean isOutage(Exception trouble) {
        return trouble instanceof Unavailable || trouble instanceof CannotCreateTransactionException
                || trouble instanceof TransientDataAccessException || trouble instanceof NonTransientDataAccessResourceException;
    }

    /** The retries a job keeps after this trouble; 0 makes it an incident. */
    int retriesAfter(ActivatedJob job, Exception trouble) {
        if (!isOutage(trouble)) {
            over(job);
            return Math.max(0, job.getRetries() - 1);
        }
        var now = clock.instant();
        var began = since.computeIfAbsent(job.getKey(), key -> now);
        if (Duration.between(began, now).compareTo(settings.outagePatience()) < 0 || !standsForAll(job, now)) {
            return Math.max(1, job.getRetries() - 1);
        }
        over(job);
        return 0;
    }

    private boolean standsForAll(ActivatedJob job, Instant now) {
        return shown.compute(job.getType(), (type, before) -> before == null || before.job() == job.getKey() || before.at().plus(SHOWN_FOR).isBefore(now)
                ? new Shown(job.getKey(), now) : before).job() == job.getKey();
    }

    /** The job's work was done: so much for the outage, and the next one is shown again. */
    void answered(ActivatedJob job) {
        shown.remove(job.getType());
        over(job);
    }

    /** The job was answered, or has become an incident. */
    private void over(ActivatedJob job) {
        since.remove(job.getKey());
        var forgotten = clock.instant().minus(settings.outagePatience()).minus(EngineSettings.LONGEST_RETRY_DELAY.multipliedBy(2));
        since.values().removeIf(began -> began.isBefore(forgotten)); // jobs that another instance answered, or that are no more
    }
}
