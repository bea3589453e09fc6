package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * What is owed, how it is collected and how it goes back. Whatever order a flow calls these in, and however often, a client is charged once:
 * that is decided here, below every diagram.
 */
@Service
public class Payments {

    /** Wants an amount collected. A booking owes once for each purpose: a repeat gives the same payment. */
    public PaymentId request(PaymentRequest request) {
        throw new UnsupportedOperationException();
    }

    public Payment payment(PaymentId id) {
        throw new UnsupportedOperationException();
    }

    /** Oldest first. */
    public List<Payment> ofBooking(UUID bookingId) {
        throw new UnsupportedOperationException();
    }

    /** What was collected for a booking and is kept: neither refunded nor on its way back. */
    public Money paid(UUID bookingId, Currency currency) {
        throw new UnsupportedOperationException();
    }

    /**
     * The page where the client pays: the one open Checkout Session of this payment, begun if there is none. Two tabs get the same.
     * Calls Stripe: not to be called inside a transaction.
     *
     * @param returnTo where the browser goes afterwards, paid or not; {@code checkout={CHECKOUT_SESSION_ID}} is added to its query when paid
     * @throws StripeUnavailable if Stripe cannot be reached; nothing was charged
     */
    public CheckoutPage openCheckout(PaymentId id, URI returnTo) {
        throw new UnsupportedOperationException();
    }

    /** The browser came back from Stripe's page: asks Stripe, and settles what it says. An unknown session is no error. Not inside a transaction. */
    public void returnFromCheckout(String sessionId) {
        throw new UnsupportedOperationException();
    }

    /** Closes the open pay page, if any. Not inside a transaction. @return true when the money arrived after all */
    public boolean closeCheckout(PaymentId id) {
        throw new UnsupportedOperationException();
    }

    /** Closes everything a booking still owes; what is found paid stays paid. Not inside a transaction. */
    public void closePayments(UUID bookingId) {
        throw new UnsupportedOperationException();
    }

    /** Wants a part or all of a payment back with the client. @throws RefundTooLarge if it is more than can go back */
    public RefundId requestRefund(PaymentId id, Money amount, RefundOrder order) {
        throw new UnsupportedOperationException();
    }

    /** Wants money of a booking back with the client, spread over what was paid for it, latest payment first. @throws RefundTooLarge as above */
    public List<RefundId> refundBooking(UUID bookingId, Money amount, RefundOrder order) {
        throw new UnsupportedOperationException();
    }

    public Refund refund(RefundId id) {
        throw new UnsupportedOperationException();
    }

    /** Oldest first. */
    public List<Refund> refundsOf(UUID bookingId) {
        throw new UnsupportedOperationException();
    }

    /** Everything that is owed and waits, oldest first: payments, refunds that are late or failed, outcomes that are not known. */
    public List<StuckMoney> stuckMoney() {
        throw new UnsupportedOperationException();
    }

    /** The process asks staff about this payment: {@code ops.decide} has begun to wait. @return false when it was paid meanwhile */
    public boolean awaitDecision(PaymentId id) {
        throw new UnsupportedOperationException();
    }

    /** A staff member's decision about a payment that was not paid in time. @throws IllegalStateException if there is nothing to decide */
    public void decide(PaymentId id, Decision decision) {
        throw new UnsupportedOperationException();
    }

    /** A staff member's decision about a refund that failed. @throws IllegalStateException if there is nothing to decide */
    public void decideRefund(RefundId id, RefundDecision decision) {
        throw new UnsupportedOperationException();
    }

    /** The card that a client let us keep, unless it was found dead. */
    public Optional<CardOnFile> cardOnFile(ClientId client) {
        throw new UnsupportedOperationException();
    }
}
