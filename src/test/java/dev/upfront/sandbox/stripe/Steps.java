package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thing happen to the books at a time, each after what the clock made due; time stands still meanwhile. What changes the books is
 * noted in the journal, if there is one, before it happens.
 */
final class Steps {

    /** Something that the clock brings about. */
    record Due(BooleanSupplier waits, Runnable happens) {
    }

    static final String TICK = "tick";

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final @Nullable Journal journal;
    private final List<Due> due;
    private volatile @Nullable Instant now;
    private boolean repeating;

    Steps(InstantSource clock, @Nullable Journal journal, List<Due> due) {
        this.clock = clock;
        this.journal = journal;
        this.due = due;
    }

    /** A clock that stands still during a step. */
    InstantSource time() {
        return () -> {
            Instant still = now;
            return still == null ? clock.instant() : still;
        };
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
                now = Instant.ofEpochMilli(clock.millis());
                letDueHappen();
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

    private void letDueHappen() {
        if (due.stream().anyMatch(each -> each.waits().getAsBoolean())) {
            note(TICK, List.of());
            due.forEach(each -> each.happens().run());
        }
    }

    private void note(@Nullable String what, List<String> values) {
        if (what != null && journal != null) {
            journal.note(new Journal.Line(time().millis(), what, values));
        }
    }

    /** Does again what a line of the journal says, at that line's time, without noting it again. */
    void repeat(Journal.Line line, Runnable step) {
        repeating = true;
        now = Instant.ofEpochMilli(line.at());
        try {
            if (line.what().equals(TICK)) {
                due.forEach(each -> each.happens().run());
            } else {
                step.run();
            }
        } finally {
            now = null;
            repeating = false;
        }
    }
}
