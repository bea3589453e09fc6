package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes so many requests in any second of real time, whatever the stand-in's clock says: https://docs.stripe.com/rate-limits. Thread-safe. */
final class RateLimit {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Deque<Long> taken = new ArrayDeque<>();
    private int perSecond;

    /** @param perSecond 0 for no limit */
    synchronized void set(int perSecond) {
        this.perSecond = perSecond;
        taken.clear();
    }

    synchronized int perSecond() {
        return perSecond;
    }

    synchronized boolean takesOneMore() {
        if (perSecond == 0) {
            return true;
        }
        long now = System.nanoTime();
        while (!taken.isEmpty() && now - taken.peekFirst() >= SECOND) {
            taken.removeFirst();
        }
        if (taken.size() >= perSecond) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
