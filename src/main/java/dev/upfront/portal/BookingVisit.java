package dev.upfront.portal;

import dev.upfront.booking.Booking;
import dev.upfront.booking.Closing;
import dev.upfront.catalog.Provider;
import dev.upfront.client.Client;
import dev.upfront.credits.CreditLot;
import dev.upfront.onboarding.Step;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Refund;
import dev.upfront.payment.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one booking that its client may see.
 *
 * @param credit the lot whose credit pays for it; null when money does, and when it came back
 * @param returned the lot that its credit came back to; null when none did
 * @param paidByRenewalAt when the retainer renews that is to pay for it; null when it waits for none
 */
public record BookingVisit(Booking booking, Client client, Provider provider, @Nullable CreditLot credit, @Nullable CreditLot returned, List<Step> steps, List<Payment> payments,
                           List<Refund> refunds, @Nullable Closing closing, CurrentStep current, @Nullable Instant paidByRenewalAt) implements Visit {

    @Override
    public Subject subject() {
        return Subject.booking(booking.id().value(), booking.reference());
    }

    @Override
    public ZoneId zone() {
        return booking.clientZone();
    }
}
