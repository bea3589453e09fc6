package dev.upfront.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of tests and of the development run. It only ever moves forward: a ticking one runs with the real clock plus what it was moved,
 * a standing one stays where it was put.
 */
public final class MovableClock implements InstantSource {

    private final InstantSource base;
    private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    private MovableClock(InstantSource base) {
        this.base = base;
    }

    /** Starts at the real time and runs on with it. */
    public static MovableClock ticking() {
        return tickingSince(Duration.ZERO);
    }

    /** Starts so long before the real time and runs on with it. */
    public static MovableClock tickingSince(Duration ago) {
        return new MovableClock(Clock.offset(Clock.systemUTC(), ago.negated()));
    }

    /** Stands still until it is moved. */
    public static MovableClock standingAt(Instant start) {
        return new MovableClock(() -> start);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(moved.get());
    }

    /** Moves the time forward. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time moves forward only, not by " + by);
        }
        moved.updateAndGet(by::plus);
    }

    /** Moves the time forward to that instant; does nothing if it has passed. */
    public void advanceTo(Instant to) {
        var missing = Duration.between(instant(), to);
        if (missing.isPositive()) {
            advance(missing);
        }
    }
}
