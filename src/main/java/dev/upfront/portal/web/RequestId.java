package dev.upfront.portal.web;

import java.util.UUID;

/** Identifies one drawing of a form: sent twice, it asks for the same booking. */
record RequestId(UUID value) {
    static RequestId next() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
