package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.UUID;

/** A payment of a retainer's period that somebody waits for, without a database. */
public final class OwedPayment {

    private OwedPayment() {
    }

    public static Payment of(Money amount) {
        return Payment.owed(new PaymentRequest(new Subject(Subject.Kind.RETAINER, UUID.randomUUID(), "RT-1", UUID.randomUUID()), new ClientId(UUID.randomUUID()),
                Purpose.RETAINER_PERIOD, amount, "Coaching each month", true), Instant.EPOCH);
    }
}
