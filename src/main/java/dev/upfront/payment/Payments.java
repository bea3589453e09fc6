package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is owed, how it is collected and how it goes back. Whatever order a flow calls these in, and however often, a client is charged once:
 * that is decided here, below every diagram.
 */
@Service
@Transactional
public class Payments {

    private static final Duration ASKED_AGAIN_FOR = Duration.ofDays(7);

    private final PaymentRepository payments;
    private final RefundRepository refunds;
    private final Checkouts checkouts;
    private final Closings closings;
    private final Refunds refundRows;
    private final Inquiry inquiry;
    private final AttemptRepository attempts;
    private final Cards cards;
    private final StuckMoneyList stuckMoney;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Payments(PaymentRepository payments, RefundRepository refunds, Checkouts checkouts, Closings closings, Refunds refundRows, Inquiry inquiry,
             AttemptRepository attempts, Cards cards, StuckMoneyList stuckMoney, ApplicationEventPublisher events, InstantSource clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.checkouts = checkouts;
        this.closings = closings;
        this.refundRows = refundRows;
        this.inquiry = inquiry;
        this.attempts = attempts;
        this.cards = cards;
        this.stuckMoney = stuckMoney;
        this.events = events;
        this.clock = clock;
    }

    /** Wants an amount collected. A subject owes once for each purpose: a repeat gives the same payment. */
    public PaymentId request(PaymentRequest request) {
        var known = payments.findBySubjectAndPurpose(request.subject().id(), request.purpose());
        if (known.isPresent() && !known.get().amount().equals(request.amount())) {
            throw new IllegalArgumentException("%s of %s is %s already, it cannot become %s".formatted(
                    request.purpose(), request.subject().reference(), known.get().amount(), request.amount()));
        }
        return known.orElseGet(() -> payments.save(Payment.owed(request, clock.instant()))).id();
    }

    @Transactional(readOnly = true)
    public Payment payment(PaymentId id) {
        return payments.findById(id).orElseThrow(() -> new NoSuchElementException("There is no payment " + id));
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Payment> ofSubject(UUID subject) {
        return payments.findBySubjectOrderByCreatedAt(subject);
    }

    /** The payments of several subjects in one question, oldest first. */
    @Transactional(readOnly = true)
    public List<Payment> ofSubjects(Collection<UUID> subjects) {
        return subjects.isEmpty() ? List.of() : payments.findBySubjects(List.copyOf(subjects));
    }

    /** The tries to charge the card on file for a booking or another subject that were declined, oldest first. */
    @Transactional(readOnly = true)
    public List<DeclinedTry> declinedTries(UUID subject) {
        return attempts.declined(subject).stream().map(DeclinedTry::of).toList();
    }

    /** What was collected for a subject and is kept: neither refunded nor on its way back. */
    @Transactional(readOnly = true)
    public Money paid(UUID subject, Currency currency) {
        return kept(ofSubject(subject), currency);
    }

    /** What {@link #paid} says, and stays so until the caller's transaction ends: collections and refunds of this subject wait for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money paidFixed(UUID subject, Currency currency) {
        return kept(payments.lockOfSubject(subject), currency);
    }

    /** Whether a bank has taken money of a subject back, for now or for good. */
    @Transactional(readOnly = true)
    public boolean isWithBank(UUID subject) {
        return ofSubject(subject).stream().anyMatch(payment -> payment.disputed().isPositive() || payment.lost().isPositive());
    }

    private static Money kept(List<Payment> payments, Currency currency) {
        return payments.stream().map(Payment::kept).filter(kept -> kept.currency().equals(currency)).reduce(Money.zero(currency), Money::plus);
    }

    /**
     * The page where the client pays: the one open Checkout Session of this payment, begun if there is none. Two tabs get the same.
     * Calls Stripe: not to be called inside a transaction.
     *
     * @param returnTo where the browser goes afterwards, paid or not; {@code checkout={CHECKOUT_SESSION_ID}} is added to its query when paid
     * @throws StripeUnavailable if Stripe cannot be reached; nothing was charged
     */
    @Transactional(propagation = Propagation.NEVER)
    public CheckoutPage openCheckout(PaymentId id, URI returnTo) {
        return checkouts.open(id, returnTo);
    }

    /**
     * The browser came back from Stripe's page: asks Stripe, and settles what it says. An unknown session is no error. Not inside a transaction.
     *
     * @return false while Stripe has not said what became of it
     */
    @Transactional(propagation = Propagation.NEVER)
    public boolean returnFromCheckout(String sessionId) {
        attempts.findBySession(sessionId).filter(attempt -> attempt.status().isLive())
                .ifPresent(attempt -> inquiry.resolve(attempt, payment(attempt.paymentId()), false));
        return attempts.findBySession(sessionId).filter(attempt -> attempt.status().isLive()).isEmpty();
    }

    /** Closes the open pay page, if any. Not inside a transaction. @return true when the money arrived after all */
    @Transactional(propagation = Propagation.NEVER)
    public boolean closeCheckout(PaymentId id) {
        return checkouts.close(id);
    }

    /** Closes everything that is still owed for a subject; what is found paid stays paid. Not inside a transaction. */
    @Transactional(propagation = Propagation.NEVER)
    public void closePayments(UUID subject) {
        closings.closeAll(subject);
    }

    /**
     * Wants a part or all of a payment back with the client; the same wish again changes nothing.
     *
     * @throws RefundTooLarge if it is more than can go back
     * @throws RefundDiffers if the same wish was of another amount before
     */
    public RefundId requestRefund(PaymentId id, Money amount, RefundOrder order) {
        return refundRows.request(id, amount, order);
    }

    /** Wants money of a subject back with the client, spread over what was paid for it, latest payment first. @throws RefundTooLarge as above */
    public List<RefundId> refundSubject(UUID subject, Money amount, RefundOrder order) {
        return refundRows.requestOfSubject(subject, amount, order);
    }

    @Transactional(readOnly = true)
    public Refund refund(RefundId id) {
        return refunds.findById(id).orElseThrow(() -> new NoSuchElementException("There is no refund " + id));
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Refund> refundsOf(UUID subject) {
        return refunds.findBySubjectOrderByCreatedAt(subject);
    }

    /** Everything that is owed and waits, oldest first: payments, refunds that are late or failed, outcomes that are not known. */
    @Transactional(readOnly = true)
    public List<StuckMoney> stuckMoney() {
        return stuckMoney.read();
    }

    /** The process asks staff about this payment: {@code ops.decide} has begun to wait. @return false when it was paid meanwhile */
    public boolean awaitDecision(PaymentId id) {
        var payment = payments.lock(id).orElseThrow();
        if (payment.isOwed()) {
            payment.awaitDecision();
            payments.save(payment);
        }
        return payment.isOwed();
    }

    /** A staff member's decision about a payment that was not paid in time. @throws IllegalStateException if there is nothing to decide */
    public void decide(PaymentId id, Decision decision) {
        var payment = payments.lock(id).orElseThrow();
        if (!payment.decisionWaits()) {
            throw new IllegalStateException("%s is %s: there is nothing to decide".formatted(payment.reference(), payment.status()));
        }
        payment.decided(decision);
        payments.save(payment);
        events.publishEvent(new PaymentDecided(id, payment.subject().id(), decision, clock.instant().plus(ASKED_AGAIN_FOR)));
    }

    /** A staff member's decision about a refund that failed; the same again changes nothing. @throws DecisionRefused if there is nothing to decide, or not now */
    public void decideRefund(RefundId id, RefundDecision decision) {
        refundRows.decide(id, decision);
    }

    /** The card that the client let us keep for that payer, see {@link Subject}, unless it was found dead. */
    @Transactional(readOnly = true)
    public Optional<CardOnFile> cardOnFile(UUID payer) {
        return cards.of(payer).map(CardOnFile::of);
    }

    /** The card that the client let us keep, if this was paid with it; empty when it was paid with another, or that is not on record. */
    @Transactional(readOnly = true)
    public Optional<CardOnFile> cardThatPaid(PaymentId id) {
        return cards.thatPaid(id).map(CardOnFile::of);
    }

    /** Whether it was paid by card, and nothing of it in cash or to the bank account. */
    @Transactional(readOnly = true)
    public boolean isPaidByCard(PaymentId id) {
        return payment(id).status() == PaymentStatus.PAID && attempts.findByPaymentOrderByCreatedAtDesc(id).stream().noneMatch(attempt -> attempt.kind() == Attempt.Kind.OUTSIDE);
    }

    /** The cards that are kept and whose last month is one of these, with the payer for whom each is kept. */
    @Transactional(readOnly = true)
    public List<ClientPayments.Kept> cardsExpiring(YearMonth first, YearMonth last) {
        return cards.expiring(first.getLong(ChronoField.PROLEPTIC_MONTH), last.getLong(ChronoField.PROLEPTIC_MONTH));
    }

    /** The cards that a client let us keep for one booking or another, latest first; each once. */
    @Transactional(readOnly = true)
    public List<CardOnFile> cardsOnFile(ClientId client) {
        return cards.of(client).stream().map(CardOnFile::of).distinct().toList();
    }
}
