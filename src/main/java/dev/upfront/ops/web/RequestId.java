package dev.upfront.ops.web;

import java.util.UUID;

/** Identifies one drawing of a form: sent twice, it has one effect. */
public record RequestId(UUID value) {
    public static RequestId next() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
