package dev.upfront.payment;

import java.util.UUID;

/** Identifies one try to keep a card; Stripe's objects bear it as their attempt. */
record CardSetupId(UUID value) {
    static CardSetupId next() {
        return new CardSetupId(UUID.randomUUID());
    }
}
