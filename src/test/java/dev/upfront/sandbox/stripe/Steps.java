package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thing happen to the books at a time, each after what the clock made due; time stands still meanwhile. What the clock made due happens
 * in the order of time and at its own time, however far the clock jumped. What changes the books is noted in the journal, if there is one, before
 * it happens.
 */
final class Steps {

    /** Something that can be done to the books again and again, and is noted in the journal. */
    interface Act<T> {
        T now(String... values);
    }

    private static final String TICK = "tick";

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final @Nullable Journal journal;
    private final Agenda agenda;
    private final Map<String, Consumer<List<String>>> repeats = new HashMap<>();
    private @Nullable Instant now;
    private boolean repeating;

    Steps(InstantSource clock, @Nullable Journal journal, Agenda agenda) {
        this.clock = clock;
        this.journal = journal;
        this.agenda = agenda;
    }

    /** A clock that stands still during a step, for whoever takes it. */
    InstantSource time() {
        return () -> lock.isHeldByCurrentThread() && now != null ? now : clock.instant();
    }

    /** Names something that may change the books, so that a line of the journal can repeat it. */
    <T> Act<T> act(String what, Function<List<String>, T> does) {
        repeats(what, given -> {
            try {
                does.apply(given);
            } catch (Refusal refusedBefore) {
                // as it was the first time
            }
        });
        return values -> take(what, Arrays.asList(values), () -> does.apply(Arrays.asList(values)));
    }

    /** The same for something that answers nothing. */
    Act<Void> deed(String what, Consumer<List<String>> does) {
        return act(what, given -> {
            does.accept(given);
            return null;
        });
    }

    /** Tells how a line of the journal is repeated. */
    void repeats(String what, Consumer<List<String>> again) {
        repeats.put(what, again);
    }

    /** A step that only reads. */
    <T> T take(Supplier<T> step) {
        return take(null, List.of(), step);
    }

    /** A step that may change the books: {@code what} and {@code values} are enough to repeat it. */
    <T> T take(@Nullable String what, List<String> values, Supplier<T> step) {
        lock.lock();
        try {
            if (!repeating) {
                Instant still = Instant.ofEpochMilli(clock.millis());
                now = still;
                if (agenda.isDue(still)) {
                    note(TICK, List.of());
                    letDueHappen(still);
                }
                note(what, values);
            }
            return step.get();
        } finally {
            if (!repeating) {
                now = null;
            }
            lock.unlock();
        }
    }

    private void letDueHappen(Instant until) {
        while (agenda.isDue(until)) {
            now = agenda.next();
            agenda.takeNext().forEach(Runnable::run);
        }
        now = until;
    }

    private void note(@Nullable String what, List<String> values) {
        if (what != null && journal != null) {
            journal.note(new Journal.Line(time().millis(), what, values));
        }
    }

    /** Does again what a line of the journal says, at that line's time, without noting it again. */
    void repeat(Journal.Line line) {
        lock.lock();
        repeating = true;
        now = Instant.ofEpochMilli(line.at());
        try {
            if (line.what().equals(TICK)) {
                letDueHappen(now);
            } else {
                repeats.getOrDefault(line.what(), values -> {
                    throw new IllegalStateException("The journal is of another version: " + line.what());
                }).accept(line.values());
            }
        } finally {
            now = null;
            repeating = false;
            lock.unlock();
        }
    }
}
