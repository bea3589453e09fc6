package dev.upfront.ops.web.packages;

import java.util.UUID;

/** Identifies one drawing of the form by which a package is sold: sent twice, it sells one. */
record RequestId(UUID value) {
    static RequestId next() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
