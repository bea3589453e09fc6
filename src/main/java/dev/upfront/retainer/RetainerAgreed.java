package dev.upfront.retainer;

/** A client agreed to a retainer, which asks for a process. */
public record RetainerAgreed(RetainerId retainerId) {}
