package dev.upfront.onboarding;

import java.util.UUID;

/** A client filled the form or signed the contract of a step. */
public record StepDone(StepId step, UUID subject, Step.Kind kind) {}
