package dev.upfront.payment;

import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** Money of a payment that goes back to the client. */
@Table(schema = "payment", name = "refund")
public final class Refund {

    @Id
    private RefundId id;
    private String reference;
    private PaymentId payment;
    private UUID booking;
    private AttemptId attempt;
    private String name;
    private long amountMinor;
    private Currency currency;
    private RefundReason reason;
    private Account source;
    private String requestedBy;
    private RefundStatus status;
    /** Counts the tries: each is a request of its own at Stripe. */
    private int tries;
    @Nullable private String stripeRefund;
    @Nullable private String failure;
    @Nullable private RefundDecision decision;
    private Instant createdAt;
    @Nullable private Instant sentAt;
    @Nullable private Instant settledAt;
    @Nullable private Instant nextCheckAt;
    private int checks;
    @Version
    private @Nullable Integer version;

    @PersistenceCreator
    @SuppressWarnings("NullAway.Init")
    private Refund() {
    }

    static Refund requested(Payment payment, AttemptId attempt, Money amount, RefundOrder order, Instant now) {
        var refund = new Refund();
        refund.id = RefundId.next();
        refund.reference = Reference.of("REF", refund.id.value());
        refund.payment = payment.id();
        refund.booking = payment.bookingId();
        refund.attempt = attempt;
        refund.name = order.name();
        refund.amountMinor = amount.minor();
        refund.currency = amount.currency();
        refund.reason = order.reason();
        refund.source = order.source();
        refund.requestedBy = order.by();
        refund.status = RefundStatus.REQUESTED;
        refund.tries = 1;
        refund.createdAt = now;
        refund.nextCheckAt = Backoff.next(now, 0);
        return refund;
    }

    public RefundId id() {
        return id;
    }

    /** What people call it: "REF-" and eight characters. */
    public String reference() {
        return reference;
    }

    public PaymentId paymentId() {
        return payment;
    }

    public UUID bookingId() {
        return booking;
    }

    public Money amount() {
        return new Money(amountMinor, currency);
    }

    public RefundReason reason() {
        return reason;
    }

    /** Who asked for it. */
    public String requestedBy() {
        return requestedBy;
    }

    public RefundStatus status() {
        return status;
    }

    /** Why it failed, in Stripe's word, or null. */
    public @Nullable String failure() {
        return failure;
    }

    public @Nullable RefundDecision decision() {
        return decision;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it last succeeded, failed or was closed; null while it is on its way. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }

    AttemptId attemptId() {
        return attempt;
    }

    Account source() {
        return source;
    }

    int tries() {
        return tries;
    }

    @Nullable String stripeRefund() {
        return stripeRefund;
    }

    @Nullable Instant sentAt() {
        return sentAt;
    }

    /** Kept for as long as this try lasts, so that Stripe takes a repeat for the same request. */
    String idempotencyKey() {
        return "refund:" + id + ":" + tries;
    }

    /** Written before Stripe is asked; the time of the first sending stays, it is the age of the key. */
    void submit(Instant now) {
        if (status == RefundStatus.REQUESTED) {
            become(RefundStatus.SUBMITTED);
            sentAt = now;
        }
    }

    void stripeKnowsItAs(String stripeId) {
        stripeRefund = stripeId;
    }

    /** @return whether that is news */
    boolean settle(RefundStatus outcome, @Nullable String why, Instant now) {
        if (status == outcome || !status.canBecome(outcome)) {
            return false;
        }
        become(outcome);
        failure = why;
        if (outcome == RefundStatus.SUCCEEDED || outcome == RefundStatus.FAILED) {
            settledAt = now;
            nextCheckAt = null;
        }
        return true;
    }

    void unknown() {
        if (status == RefundStatus.SUBMITTED) {
            become(RefundStatus.UNKNOWN);
        }
    }

    /** Asks Stripe anew, as another request. */
    void tryAgain(Instant now) {
        become(RefundStatus.REQUESTED);
        tries++;
        stripeRefund = null;
        sentAt = null;
        settledAt = null;
        failure = null;
        checkedAt(now);
    }

    void decide(RefundDecision decided) {
        if (status != RefundStatus.FAILED) {
            throw new IllegalStateException("Refund %s is %s: there is nothing to decide".formatted(reference, status));
        }
        if (decided == RefundDecision.DECLINE && reason == RefundReason.SURPLUS) {
            throw new IllegalStateException("Refund %s gives back money that was paid twice: it cannot be declined".formatted(reference));
        }
        decision = decided;
    }

    void close(Instant now) {
        become(RefundStatus.CLOSED);
        settledAt = now;
        nextCheckAt = null;
    }

    /** The gap to the next question grows with each. */
    void checkedAt(Instant now) {
        nextCheckAt = Backoff.next(now, checks++);
    }

    private void become(RefundStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Refund %s is %s and cannot become %s".formatted(reference, status, next));
        }
        status = next;
    }
}
