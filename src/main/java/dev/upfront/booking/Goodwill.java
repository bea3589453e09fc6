package dev.upfront.booking;

import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Money that staff give back of their own will, before the session or after it. */
@Service
@Transactional
public class Goodwill {

    private final BookingRepository bookings;
    private final Payments payments;
    private final Earnings earnings;

    Goodwill(BookingRepository bookings, Payments payments, Earnings earnings) {
        this.bookings = bookings;
        this.payments = payments;
        this.earnings = earnings;
    }

    /**
     * Wants a part or all of a payment back with the client, out of what is earned or not earned yet, as the booking stands at this moment.
     *
     * @param name makes it a single wish: asked again under the same name for the same payment, nothing more is refunded
     * @param by who gives it, and why
     * @throws dev.upfront.payment.RefundTooLarge if it is more than can go back
     * @throws dev.upfront.payment.RefundDiffers if the same wish was of another amount before
     */
    public RefundId give(PaymentId payment, Money amount, String name, String by) {
        // The booking's lock: its session can't be delivered, nor its closing settled, between the look at it and the entry in the book.
        var booking = bookings.lock(new BookingId(payments.payment(payment).subject().id())).orElseThrow();
        return payments.requestRefund(payment, amount, new RefundOrder("goodwill-" + name, RefundReason.GOODWILL, earnings.account(booking), by));
    }
}
