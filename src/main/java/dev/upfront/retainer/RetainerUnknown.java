package dev.upfront.retainer;

/** There is no such retainer or period. */
public class RetainerUnknown extends RuntimeException {
    RetainerUnknown(Object id) {
        super("There is no retainer or retainer period " + id);
    }
}
