package dev.upfront.retainer;

import java.time.Duration;
import java.time.Instant;

/**
 * What comes next in a retainer's life.
 *
 * @param at when; may have passed, when it is to be done now
 * @param noticeAt when the client is told of the renewal; the same as {@code at} when there is nothing to tell
 */
public record WhatIsNext(Step step, Instant at, Instant noticeAt) {

    /** What is to be done. */
    public enum Step {
        /** Open the next period and collect its amount. */
        RENEW,
        /** Let a pause be over. */
        RESUME,
        /** Let it end. */
        END
    }

    static WhatIsNext renew(Instant at, Duration noticeBefore) {
        return new WhatIsNext(Step.RENEW, at, at.minus(noticeBefore));
    }

    static WhatIsNext resume(Instant at) {
        return new WhatIsNext(Step.RESUME, at, at);
    }

    static WhatIsNext end(Instant at) {
        return new WhatIsNext(Step.END, at, at);
    }

    boolean isDue(Step asked, Instant now) {
        return step == asked && !at.isAfter(now);
    }
}
