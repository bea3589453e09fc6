package dev.upfront.portal;

import dev.upfront.client.Client;
import dev.upfront.onboarding.Step;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Refund;
import dev.upfront.payment.Subject;
import java.time.ZoneId;
import java.util.List;

/** Everything behind one link of a client, read across the rooms at one moment. */
public sealed interface Visit permits BookingVisit, PackageVisit, RetainerVisit {

    /** What the link is about. */
    Subject subject();

    Client client();

    /** Where the client's clock stood when it was booked or bought. */
    ZoneId zone();

    List<Step> steps();

    List<Payment> payments();

    List<Refund> refunds();

    CurrentStep current();

    /** @throws java.util.NoSuchElementException if the payment is not about this */
    default Payment payment(PaymentId id) {
        return payments().stream().filter(payment -> payment.id().equals(id)).findFirst().orElseThrow();
    }
}
