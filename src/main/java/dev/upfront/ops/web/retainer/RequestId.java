package dev.upfront.ops.web.retainer;

import java.util.UUID;

/** Identifies one drawing of the form by which a retainer is prepared: sent twice, it prepares one. */
record RequestId(UUID value) {
    static RequestId next() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
