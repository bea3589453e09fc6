package dev.upfront.dunning;

import java.time.Instant;

/**
 * What comes next for a debt.
 *
 * @param at when; may have passed, when it is to be done now
 */
public record NextStep(ScheduledStep step, Instant at) {

    public Action action() {
        return step.action();
    }
}
