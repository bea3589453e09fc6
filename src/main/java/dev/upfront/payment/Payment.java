package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** One amount owed by one client for one reason. What was collected and what went back is counted here; how it was collected, in its attempts. */
@Table(schema = "payment", name = "payment")
public final class Payment {

    @Id
    private PaymentId id;
    private String reference;
    private ClientId client;
    private Subject.Kind subjectKind;
    private UUID subject;
    private String subjectReference;
    private UUID payer;
    private Purpose purpose;
    private long amountMinor;
    private long collectedMinor;
    private long refundingMinor;
    private long refundedMinor;
    private long disputedMinor;
    private long lostMinor;
    private Currency currency;
    private PaymentStatus status;
    private String description;
    private boolean keepCard;
    private Instant createdAt;
    @Nullable private Instant settledAt;
    /** How often the client was asked anew, and reminded: makes each of these mails one of its kind. */
    private int asks;
    private int reminders;
    @Nullable private Instant remindedAt;
    private boolean decisionWaits;
    @Version
    private @Nullable Integer version;

    @PersistenceCreator
    @SuppressWarnings("NullAway.Init")
    private Payment() {
    }

    static Payment owed(PaymentRequest request, Instant now) {
        var payment = new Payment();
        payment.id = PaymentId.next();
        payment.reference = Reference.of("PAY", payment.id.value());
        payment.client = request.clientId();
        payment.subjectKind = request.subject().kind();
        payment.subject = request.subject().id();
        payment.subjectReference = request.subject().reference();
        payment.payer = request.subject().payer();
        payment.purpose = request.purpose();
        payment.amountMinor = request.amount().minor();
        payment.currency = request.amount().currency();
        payment.status = PaymentStatus.OWED;
        payment.description = request.description();
        payment.keepCard = request.keepCard();
        payment.createdAt = now;
        return payment;
    }

    public PaymentId id() {
        return id;
    }

    /** What people call it: "PAY-" and eight characters. */
    public String reference() {
        return reference;
    }

    public ClientId clientId() {
        return client;
    }

    /** What it is for. */
    public Subject subject() {
        return new Subject(subjectKind, subject, subjectReference, payer);
    }

    public Purpose purpose() {
        return purpose;
    }

    public Money amount() {
        return money(amountMinor);
    }

    /** Everything that ever arrived; more than the amount when the client paid twice. */
    public Money collected() {
        return money(collectedMinor);
    }

    /** What is on its way back, or waits for a decision of staff because going back failed. */
    public Money refunding() {
        return money(refundingMinor);
    }

    /** What went back. */
    public Money refunded() {
        return money(refundedMinor);
    }

    /** What the client's bank has withdrawn while it decides a dispute. */
    public Money disputed() {
        return money(disputedMinor);
    }

    /** What the client's bank took for good, apart from what counts as refunded by that. */
    public Money lost() {
        return money(lostMinor);
    }

    /** What is kept, and no bank has taken. */
    public Money inHand() {
        return kept().minus(disputed()).minus(lost()).atLeastZero();
    }

    /** What can still go back to the client by Stripe, which refuses refunds of a charge that is disputed. */
    public Money refundable() {
        return disputed().isPositive() ? money(0) : inHand();
    }

    /** What is kept: collected, neither refunded nor on its way back. Never more than the amount. What is disputed or lost counts as kept: for the client it is paid. */
    public Money kept() {
        return money(collectedMinor - refundedMinor - refundingMinor);
    }

    public PaymentStatus status() {
        return status;
    }

    public String description() {
        return description;
    }

    public boolean keepCard() {
        return keepCard;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it was paid, closed or written off; null while it is owed. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }

    /** Whether a decision of staff is what it waits for. */
    public boolean decisionWaits() {
        return decisionWaits && status == PaymentStatus.OWED;
    }

    int asks() {
        return asks;
    }

    int reminders() {
        return reminders;
    }

    @Nullable Instant remindedAt() {
        return remindedAt;
    }

    boolean isOwed() {
        return status == PaymentStatus.OWED;
    }

    /**
     * Counts money that arrived.
     *
     * @return the part of it that nobody is owed: all of it when the payment was not waiting for money
     */
    Money collect(Money arrived, Instant now) {
        var surplus = isOwed() ? collected().plus(arrived).minus(amount()).atLeastZero().min(arrived) : arrived;
        collectedMinor = collected().plus(arrived).minor();
        refundingMinor = refunding().plus(surplus).minor();
        if (isOwed() && collectedMinor >= amountMinor) {
            become(PaymentStatus.PAID, now);
        }
        return surplus;
    }

    void become(PaymentStatus next, Instant now) {
        if (status == next) {
            return;
        }
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Payment %s is %s and cannot become %s".formatted(reference, status, next));
        }
        status = next;
        settledAt = now;
    }

    /** @throws RefundTooLarge if more is wanted back than is kept */
    void startRefund(Money wanted) {
        if (wanted.compareTo(kept()) > 0) {
            throw new RefundTooLarge(reference, wanted, kept());
        }
        refundingMinor = refunding().plus(wanted).minor();
    }

    void refundSucceeded(Money amount) {
        refundingMinor = refunding().minus(amount).minor();
        refundedMinor = refunded().plus(amount).minor();
    }

    /** Notes what banks have taken, apart from what has gone back already. */
    void takenByBanks(Money forNow, Money forGood) {
        disputedMinor = forNow.minor();
        lostMinor = forGood.minor();
    }

    /** A refund that is wanted of lost money has reached the client by the bank. */
    void refundedByBank(Money amount) {
        lostMinor = lost().minus(amount).minor();
        refundedMinor = refunded().plus(amount).minor();
    }

    void refundCameBack(Money amount) {
        refundedMinor = refunded().minus(amount).minor();
        refundingMinor = refunding().plus(amount).minor();
    }

    void refundDeclined(Money amount) {
        refundingMinor = refunding().minus(amount).minor();
    }

    void decided(Decision decision) {
        decisionWaits = false;
        if (decision == Decision.ASK_AGAIN) {
            asks++;
        }
    }

    void awaitDecision() {
        decisionWaits = true;
    }

    void remind(Instant now) {
        reminders++;
        remindedAt = now;
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }
}
