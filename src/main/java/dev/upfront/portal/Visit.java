package dev.upfront.portal;

import dev.upfront.booking.Booking;
import dev.upfront.booking.Closing;
import dev.upfront.catalog.Provider;
import dev.upfront.client.Client;
import dev.upfront.onboarding.Step;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Refund;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one booking that its client may see, read across the rooms at one moment. */
public record Visit(Booking booking, Client client, Provider provider, List<Step> steps, List<Payment> payments, List<Refund> refunds,
                    @Nullable Closing closing, CurrentStep current) {

    /** @throws java.util.NoSuchElementException if the payment is not this booking's */
    public Payment payment(PaymentId id) {
        return payments.stream().filter(payment -> payment.id().equals(id)).findFirst().orElseThrow();
    }
}
