package dev.upfront.payment;

import java.time.Duration;
import java.time.Instant;

/** The growing gaps between questions to Stripe about the same thing: one minute, two, four … six hours. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int DOUBLINGS = 9;

    private Backoff() {
    }

    static Instant next(Instant now, int asked) {
        var gap = FIRST.multipliedBy(1L << Math.min(asked, DOUBLINGS));
        return now.plus(gap.compareTo(LONGEST) < 0 ? gap : LONGEST);
    }
}
