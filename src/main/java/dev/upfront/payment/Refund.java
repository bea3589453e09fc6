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
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** Money of a payment that goes back to the client. */
@Table(schema = "payment", name = "refund")
public final class Refund {

    /** Stripe's word: https://docs.stripe.com/error-codes#charge-disputed. */
    private static final String CHARGE_DISPUTED = "charge_disputed";

    @Id
    private RefundId id;
    private String reference;
    private PaymentId payment;
    private UUID subject;
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
    @Embedded.Empty(prefix = "sent_")
    private Sending sending = Sending.NEVER;
    private Instant createdAt;
    @Nullable private Instant settledAt;
    /** Since when Stripe's answer is missing; null while it is not. */
    @Nullable private Instant unknownSince;
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
        refund.subject = payment.subject().id();
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
        refund.nextCheckAt = now.plus(Sweeper.FIRST_GAP);
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

    public UUID subjectId() {
        return subject;
    }

    /** What makes it a single wish, see {@link RefundOrder}. */
    String name() {
        return name;
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

    /** Whether Stripe refused it because the charge is disputed. */
    boolean wasDisputed() {
        return failure != null && failure.contains(CHARGE_DISPUTED);
    }

    /** Whether the client has it from the bank. */
    boolean isGivenBackByBank() {
        return status == RefundStatus.CLOSED && decision == RefundDecision.GIVEN_BACK_BY_BANK;
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

    Sending sending() {
        return sending;
    }

    boolean isSettled() {
        return status == RefundStatus.SUCCEEDED || status == RefundStatus.FAILED || status == RefundStatus.CLOSED;
    }

    /** Whether it uses up money of the attempt at Stripe; declined or paid otherwise, it does not. */
    boolean takesMoney() {
        return status != RefundStatus.CLOSED;
    }

    /** What this try to refund is called at Stripe; the same for as long as the try lasts, so that a repeat is the same request. */
    String attemptName() {
        return id + ":" + tries;
    }

    /** Written before Stripe is asked. */
    void send(Instant now) {
        if (status == RefundStatus.REQUESTED) {
            become(RefundStatus.SUBMITTED);
        }
        sending = sending.again(now);
    }

    /** @return whether that is news */
    boolean settle(RefundStatus outcome, @Nullable String stripeId, @Nullable String why, Instant now) {
        if (status == outcome || !status.canBecome(outcome)) {
            return false;
        }
        become(outcome);
        stripeRefund = stripeId == null ? stripeRefund : stripeId;
        failure = why;
        checks = 0;
        switch (outcome) {
            case UNKNOWN -> {
                unknownSince = now;
                nextCheckAt = now.plus(Sweeper.FIRST_GAP_OF_UNKNOWN);
            }
            case SUCCEEDED -> {
                settledAt = now;
                nextCheckAt = null;
            }
            case FAILED -> {
                settledAt = now;
                nextCheckAt = now.plus(Sweeper.FIRST_GAP);
            }
            default -> nextCheckAt = now.plus(Sweeper.FIRST_GAP);
        }
        return true;
    }

    /** Asks Stripe anew, as another request. */
    void tryAgain(Instant now) {
        become(RefundStatus.REQUESTED);
        tries++;
        stripeRefund = null;
        sending = Sending.NEVER;
        settledAt = null;
        failure = null;
        decision = null;
        nextCheckAt = now.plus(Sweeper.FIRST_GAP);
        checks = 0;
    }

    /** Whether it is what was decided before; then it is on its way or done. */
    boolean isDecided(RefundDecision decided) {
        return decided == decision || decided == RefundDecision.TRY_AGAIN && tries > 1 && !isSettled();
    }

    /** The first decision stays. */
    void decide(RefundDecision decided) {
        if (status != RefundStatus.FAILED || decision != null) {
            throw new DecisionRefused("There is nothing to decide about %s any more: %s. Nothing was changed.".formatted(reference, whyDecided()));
        }
        if (decided == RefundDecision.DECLINE && reason == RefundReason.SURPLUS) {
            throw new IllegalStateException("Refund %s gives back money that was paid twice: it cannot be declined".formatted(reference));
        }
        decision = decided;
    }

    private String whyDecided() {
        return switch (decision) {
            case PAID_OTHERWISE -> "it was decided already that the client got the money another way";
            case DECLINE -> "it was decided already that the money stays";
            case GIVEN_BACK_BY_BANK -> "the client has the money from the bank already";
            case TRY_AGAIN -> "Stripe was asked for it once more";
            case null -> status == RefundStatus.SUCCEEDED ? "the money is with the client" : "it is on its way to the client";
        };
    }

    /** The client's bank has given it back before it was wanted: Stripe is never asked. */
    static Refund byBank(Payment payment, AttemptId attempt, Money amount, RefundOrder order, Instant now) {
        var refund = requested(payment, attempt, amount, order, now);
        refund.status = RefundStatus.CLOSED;
        refund.decision = RefundDecision.GIVEN_BACK_BY_BANK;
        refund.settledAt = now;
        refund.nextCheckAt = null;
        return refund;
    }

    /** That part of it has reached the client without it. */
    void becomeLess(Money part) {
        amountMinor = amount().minus(part).minor();
    }

    void close(Instant now) {
        become(RefundStatus.CLOSED);
        settledAt = now;
        nextCheckAt = null;
    }

    private void become(RefundStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Refund %s is %s and cannot become %s".formatted(reference, status, next));
        }
        status = next;
        unknownSince = null;
    }
}
