package dev.upfront.engine;

/** Something outside does not answer. Nothing is wrong with the work itself, so it is tried until it is there again. */
public abstract class Unavailable extends RuntimeException {
    protected Unavailable(String message) {
        super(message);
    }

    protected Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
