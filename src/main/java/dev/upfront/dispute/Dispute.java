package dev.upfront.dispute;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.DisputeFacts;
import dev.upfront.payment.PaymentDisputed;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Reference;
import dev.upfront.payment.Subject;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Money of one payment that a client's bank wants back. What Stripe says of it is only noted here; the money is the payment room's. The status only moves as
 * {@link DisputeStatus#next} allows: an older answer heard later changes nothing.
 */
@Table(schema = "dispute", name = "dispute")
public class Dispute {

    @Id private DisputeId id;
    @Version private @Nullable Integer version;
    private String reference;
    private String stripeDispute;
    private PaymentId payment;
    private ClientId client;
    private Subject.Kind subjectKind;
    private UUID subject;
    private String subjectReference;
    private UUID payer;
    private long amountMinor;
    private Currency currency;
    private long feeMinor;
    private Currency feeCurrency;
    private String reason;
    private boolean inquiry;
    private long submissionsBefore;
    private DisputeStatus status;
    private @Nullable Instant answerBy;
    private @Nullable DisputeDecision decision;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private String words;
    private Instant openedAt;
    private Instant noticedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant takenUpAt;
    private @Nullable Long processInstanceKey;

    @SuppressWarnings("NullAway") // filled by Spring Data
    Dispute() {}

    static Dispute noticed(PaymentDisputed told, Instant now) {
        var dispute = new Dispute();
        dispute.id = DisputeId.next();
        dispute.reference = Reference.of("DP", dispute.id.value());
        dispute.stripeDispute = told.dispute().dispute();
        dispute.payment = told.payment();
        dispute.client = told.client();
        dispute.subjectKind = told.subject().kind();
        dispute.subject = told.subject().id();
        dispute.subjectReference = told.subject().reference();
        dispute.payer = told.subject().payer();
        dispute.status = DisputeStatus.OPEN;
        dispute.words = "";
        dispute.openedAt = told.dispute().openedAt();
        dispute.noticedAt = now;
        dispute.read(told.dispute());
        return dispute;
    }

    /** What the bank asked about is disputed now: the same at Stripe, and to be answered anew. */
    static Dispute escalated(PaymentDisputed told, Instant now) {
        var dispute = noticed(told, now);
        dispute.submissionsBefore = told.dispute().submissions();
        return dispute;
    }

    /** Whether the bank only asked so far, and takes the money now. */
    boolean isEscalatedBy(DisputeFacts facts) {
        return inquiry && !status.ended() && facts.standing() != DisputeFacts.Standing.INQUIRY && facts.standing() != DisputeFacts.Standing.DROPPED;
    }

    /** Whether that is from before the bank took the money. */
    boolean isNewerThan(DisputeFacts facts) {
        return !inquiry && facts.standing() == DisputeFacts.Standing.INQUIRY;
    }

    /** Notes what may change while it is open. */
    void read(DisputeFacts facts) {
        if (!status.ended()) {
            amountMinor = facts.amount().minor();
            currency = facts.amount().currency();
            feeMinor = facts.fee().minor();
            feeCurrency = facts.fee().currency();
            reason = facts.reason();
            inquiry = facts.standing() == DisputeFacts.Standing.INQUIRY || facts.standing() == DisputeFacts.Standing.DROPPED;
            answerBy = facts.answerBy();
        }
    }

    /** @return whether that is news; what was over or answered already stays so */
    boolean become(DisputeStatus next, Instant now) {
        if (!status.next().contains(next)) {
            return false;
        }
        status = next;
        if (next == DisputeStatus.SUBMITTED) {
            answeredAt = now;
        } else {
            closedAt = now;
        }
        return true;
    }

    void takeUp(Instant now, long instance) {
        takenUpAt = now;
        processInstanceKey = instance;
    }

    void decide(DisputeDecision what, String ownWords, String by, Instant now) {
        decision = what;
        words = ownWords;
        decidedBy = by;
        decidedAt = now;
    }

    public DisputeId id() {
        return id;
    }

    /** What people call it: "DP-" and eight characters. */
    public String reference() {
        return reference;
    }

    /** Stripe's id. */
    public String stripeDispute() {
        return stripeDispute;
    }

    public PaymentId payment() {
        return payment;
    }

    public ClientId client() {
        return client;
    }

    /** What the disputed payment was for. */
    public Subject subject() {
        return new Subject(subjectKind, subject, subjectReference, payer);
    }

    public Money amount() {
        return new Money(amountMinor, currency);
    }

    /** What Stripe took for it; not given back. */
    public Money fee() {
        return new Money(feeMinor, feeCurrency);
    }

    /** Stripe's word, such as product_not_received. */
    public String reason() {
        return reason;
    }

    /** Whether the bank only asks, and nothing was withdrawn. */
    public boolean isInquiry() {
        return inquiry;
    }

    /** How often evidence was handed in before the bank took the money: that answers nothing any more. */
    long submissionsBefore() {
        return submissionsBefore;
    }

    public DisputeStatus status() {
        return status;
    }

    /** When the bank stops waiting for an answer; null when it sets no deadline. */
    public @Nullable Instant answerBy() {
        return answerBy;
    }

    public @Nullable DisputeDecision decision() {
        return decision;
    }

    /** A staff member's name, or "flow". */
    public @Nullable String decidedBy() {
        return decidedBy;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    /** Whether staff are to decide about it. */
    public boolean decisionWaits() {
        return status == DisputeStatus.OPEN && decision == null;
    }

    /** What staff say to the bank in their own words; may be empty. */
    public String words() {
        return words;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** When we came to know of it. */
    public Instant noticedAt() {
        return noticedAt;
    }

    /** When the evidence was handed in; null when it was not. */
    public @Nullable Instant answeredAt() {
        return answeredAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    /** The process instance that leads it, for links to Operate. */
    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }
}
