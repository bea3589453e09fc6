package dev.upfront.sandbox.stripe;

/** What may go wrong with the delivery of one event. */
public enum WebhookFault {
    /** Never delivered. */
    LOST,
    /** Delivered twice. */
    DOUBLED,
    /** Held until as many as were asked for have come together, or until released; then delivered last first. */
    OUT_OF_ORDER,
    /** Held until released. */
    LATE
}
