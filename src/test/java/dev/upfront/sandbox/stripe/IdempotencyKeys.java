package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The first answer to each idempotency key, kept for 24 hours of the clock and replayed. Thread-safe. */
final class IdempotencyKeys {

    private static final Duration KEPT = Duration.ofHours(24);

    /** An answer; {@code saved} when the endpoint had begun its work, {@code replayed} when it is not the first. */
    record Answer(int status, String body, boolean saved, boolean replayed) {

        static Answer of(Refusal refusal) {
            return new Answer(refusal.status, refusal.body().toString(), refusal.saved, false);
        }
    }

    /** {@code answer} is null while the first request is running. */
    private record Entry(String fingerprint, Instant since, Answer answer) {
    }

    private final InstantSource clock;
    private final Map<String, Entry> entries = new HashMap<>();

    IdempotencyKeys(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Does the work unless the key has an answer. The same key with another fingerprint is 400, while the first is
     * running 409; both are not saved.
     */
    Answer once(String key, String fingerprint, Supplier<Answer> work) {
        Answer known = begin(key, fingerprint);
        if (known != null) {
            return known;
        }
        Answer answer = null;
        try {
            answer = work.get();
            return answer;
        } finally {
            end(key, fingerprint, answer);
        }
    }

    private synchronized Answer begin(String key, String fingerprint) {
        Entry entry = entries.get(key);
        if (entry == null || entry.answer != null && !entry.since.plus(KEPT).isAfter(clock.instant())) {
            entries.put(key, new Entry(fingerprint, clock.instant(), null));
            return null;
        }
        if (!entry.fingerprint.equals(fingerprint)) {
            return Answer.of(Refusal.request(400, "idempotency_error", null, "Keys for idempotent requests can only be used"
                    + " with the same parameters they were first used with. Try using a key other than '" + key
                    + "' if you meant to execute a different request."));
        }
        if (entry.answer == null) {
            return Answer.of(Refusal.request(409, "invalid_request_error", "idempotency_key_in_use",
                    "There is currently another in-progress request using this Idempotent Key (" + key + ")."));
        }
        return new Answer(entry.answer.status, entry.answer.body, true, true);
    }

    private synchronized void end(String key, String fingerprint, Answer answer) {
        if (answer != null && answer.saved) {
            entries.put(key, new Entry(fingerprint, clock.instant(), answer));
        } else {
            entries.remove(key);
        }
    }
}
