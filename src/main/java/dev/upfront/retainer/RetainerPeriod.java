package dev.upfront.retainer;

import dev.upfront.credits.LotId;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** A stretch of a retainer that is charged once. Its amount and what it gives are fixed when it is opened (the database refuses a change). */
@Table(schema = "retainer", name = "period")
public class RetainerPeriod {

    /** What opened it. */
    public enum Kind {
        /** A renewal, the first one included. */
        RENEWAL,
        /** A change of plan in the middle of a period: its rest, charged by the difference. */
        CHANGE
    }

    @Id private RetainerPeriodId id;
    @Version private @Nullable Integer version;
    private RetainerId retainer;
    private int number;
    private int renewal;
    private Kind kind;
    private Long agreedTerms;
    private Instant startsAt;
    private Instant endsAt;
    private long extendedSeconds;
    private long amountMinor;
    private long setUpFeeMinor;
    private Currency currency;
    private int sessions;
    private PeriodStatus status;
    private @Nullable PaymentId payment;
    private @Nullable LotId lot;
    private Instant openedAt;
    private @Nullable Instant settledAt;

    @SuppressWarnings("NullAway") // filled by Spring Data
    RetainerPeriod() {}

    /** @param retainer before it counts the renewal */
    static RetainerPeriod renewal(Retainer retainer, AgreedTerms agreed, Instant now) {
        var terms = agreed.terms();
        var period = opened(retainer, agreed, Kind.RENEWAL, retainer.nextCharge(terms), now);
        period.renewal = retainer.renewals() + 1;
        period.startsAt = retainer.renewal(0, terms.cadence());
        period.endsAt = retainer.renewal(1, terms.cadence());
        period.setUpFeeMinor = period.amount().minus(terms.amount()).minor();
        period.sessions = terms.sessions();
        return period;
    }

    /** The rest of a running period, with another plan. */
    static RetainerPeriod rest(Retainer retainer, AgreedTerms agreed, PlanChangeQuote quote, Instant end, Instant now) {
        var period = opened(retainer, agreed, Kind.CHANGE, quote.due(), now);
        period.renewal = retainer.renewals();
        period.startsAt = quote.at();
        period.endsAt = end;
        period.sessions = quote.sessions();
        return period;
    }

    private static RetainerPeriod opened(Retainer retainer, AgreedTerms agreed, Kind kind, Money amount, Instant now) {
        var period = new RetainerPeriod();
        period.id = RetainerPeriodId.next();
        period.retainer = retainer.id();
        period.number = retainer.periods() + 1;
        period.kind = kind;
        period.agreedTerms = Objects.requireNonNull(agreed.id());
        period.amountMinor = amount.minor();
        period.currency = amount.currency();
        period.status = PeriodStatus.DUE;
        period.openedAt = now;
        return period;
    }

    void asked(PaymentId asked) {
        payment = asked;
    }

    void granted(LotId granted) {
        lot = granted;
    }

    void extend(Instant end) {
        extendedSeconds += Duration.between(endsAt, end).toSeconds();
        endsAt = end;
    }

    /** @return whether anything changed */
    boolean become(PeriodStatus next, Instant now) {
        if (status == next) {
            return false;
        }
        if (!status.next().contains(next)) {
            throw new NotAllowed("Period %d is %s and can't become %s.".formatted(number, say(status), say(next)));
        }
        status = next;
        settledAt = now;
        return true;
    }

    private static String say(PeriodStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public RetainerPeriodId id() {
        return id;
    }

    public RetainerId retainer() {
        return retainer;
    }

    /** From 1, in the order in which they were opened. */
    public int number() {
        return number;
    }

    /** Which renewal it belongs to, from 1. */
    public int renewal() {
        return renewal;
    }

    public Kind kind() {
        return kind;
    }

    Long agreedTerms() {
        return agreedTerms;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return endsAt;
    }

    /** What its payment and its credits are for; paid by the retainer's card, whichever period it is. */
    Subject subject(Retainer of) {
        return new Subject(Subject.Kind.RETAINER, id.value(), of.reference(), of.id().value());
    }

    /** How long the price is for: a pause that moved the end does not count. */
    Duration length() {
        return Duration.between(startsAt, endsAt).minusSeconds(extendedSeconds);
    }

    /** Whether that moment lies in it. */
    public boolean runsAt(Instant moment) {
        return !moment.isBefore(startsAt) && moment.isBefore(endsAt);
    }

    /** What is charged for it, the set-up fee included; nothing for a change of plan that costs nothing now. */
    public Money amount() {
        return new Money(amountMinor, currency);
    }

    /** The part of the amount that is the set-up fee. */
    public Money setUpFee() {
        return new Money(setUpFeeMinor, currency);
    }

    /** The part of the amount that its sessions, or its access, are for. */
    public Money value() {
        return amount().minus(setUpFee());
    }

    /** How many sessions it gives. */
    public int sessions() {
        return sessions;
    }

    public PeriodStatus status() {
        return status;
    }

    /** By which its amount is collected; null before it was asked for. */
    public @Nullable PaymentId payment() {
        return payment;
    }

    /** The credit lot that it granted; null before it is paid, and without sessions. */
    public @Nullable LotId lot() {
        return lot;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** When it was last found paid, unpaid or given up; null while it is due. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }
}
