package dev.upfront.onboarding;

import java.util.UUID;

/** Identifies a step: something a client is asked to do by a process. */
public record StepId(UUID value) {
    public static StepId next() {
        return new StepId(UUID.randomUUID());
    }

    public static StepId of(String text) {
        return new StepId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
