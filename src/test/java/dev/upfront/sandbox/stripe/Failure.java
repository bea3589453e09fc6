package dev.upfront.sandbox.stripe;

/** What may go wrong with one API call; the {@code AFTER} kinds happen when the effect is already done. */
public enum Failure {
    /** 500 before anything is done; saved under the idempotency key, so the same key replays it. */
    SERVER_ERROR_500,
    /** 500 although the effect happened; saved under the idempotency key, so the same key replays it. */
    SERVER_ERROR_500_AFTER,
    /** The effect happens and the answer is withheld until the client has given up. */
    TIMEOUT_AFTER_CHARGE,
    /** The connection is closed before anything is done. The JDK's client resends a POST once by itself. */
    DROPPED_CONNECTION_BEFORE,
    /** The connection is closed after the effect. The JDK's client resends a POST once by itself. */
    DROPPED_CONNECTION_AFTER,
    /** 429 before anything is done; not saved under the idempotency key. */
    RATE_LIMIT_429,
    /** The effect happens, the status is right and the body ends half-way. */
    TRUNCATED_ANSWER
}
