package dev.upfront.dunning;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.CardStanding;
import dev.upfront.payment.Obstacle;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One payment that a charge did not bring, until it is recovered or written off. It knows where on its schedule it is; what the schedule is, ops staff say.
 * A new obstacle, or another card with the same one, begins a new <em>episode</em>: the client is told at once, and what was scheduled for earlier days is not
 * made up for.
 */
@Table(schema = "dunning", name = "debt")
public class Debt {

    @Id private PaymentId payment;
    @Version private @Nullable Integer version;
    private ClientId client;
    private Purpose purpose;
    private UUID subject;
    private UUID payer;
    private long amountMinor;
    private Currency currency;
    private DebtStatus status;
    private Obstacle obstacle;
    private @Nullable String triedCard;
    private int episode;
    private int episodeDay;
    private Instant openedAt;
    private LocalDate dayZero;
    private Instant lastStepAt;
    private @Nullable Instant retriedAt;
    private @Nullable Action nextAction;
    private @Nullable Integer nextDay;
    private @Nullable Instant nextAt;
    /** Counts the plans: a process that waits by an older one makes a new one. */
    private int plan;
    private boolean retryWanted;
    private boolean suspends;
    private @Nullable LocalDate extendedUntil;
    private @Nullable String writeOffReason;
    private @Nullable String writtenOffBy;
    private @Nullable Instant settledAt;
    private @Nullable Long processInstanceKey;

    @SuppressWarnings("NullAway") // filled by Spring Data
    Debt() {}

    static Debt open(Payment payment, CardStanding card, LocalDate today, Instant now) {
        var debt = new Debt();
        debt.payment = payment.id();
        debt.client = payment.clientId();
        debt.purpose = payment.purpose();
        debt.subject = payment.subject().id();
        debt.payer = payment.subject().payer();
        debt.amountMinor = payment.amount().minor();
        debt.currency = payment.amount().currency();
        debt.status = DebtStatus.OPEN;
        debt.obstacle = card.obstacle();
        debt.triedCard = card.lastTried();
        debt.openedAt = now;
        debt.dayZero = today;
        debt.lastStepAt = now;
        return debt;
    }

    /** The process says that it leads this debt now. */
    void takeUp(long instance) {
        processInstanceKey = instance;
    }

    /** Notes why the card does not pay now. A card that was not tried yet says nothing. */
    void look(CardStanding card, LocalDate today) {
        if (card.untried() || card.obstacle() == obstacle && Objects.equals(card.lastTried(), triedCard)) {
            return;
        }
        obstacle = card.obstacle();
        triedCard = card.lastTried();
        episode++;
        episodeDay = (int) Math.max(0, ChronoUnit.DAYS.between(dayZero, today));
    }

    /** Whether a line of the schedule is for this episode: the first lines always are, others unless their day had passed when it began. */
    boolean counts(ScheduledStep line) {
        return line.day() == 0 || line.day() >= episodeDay;
    }

    void plan(NextStep next) {
        plan++;
        nextAction = next.action();
        nextDay = next.step().day();
        nextAt = next.at();
    }

    /** Whatever was planned is planned anew. */
    void replan() {
        plan++;
    }

    /** @return the planned step, if it is that one and was not done yet */
    @Nullable ScheduledStep planned(Action action) {
        return status == DebtStatus.OPEN && nextAction == action && nextDay != null ? new ScheduledStep(nextDay, action) : null;
    }

    /**
     * The planned step was done. What was done late makes what follows late too, so that steps keep their distance, also after the engine stood still for
     * days; a retry waits for pay days and cards by itself, and moves nothing.
     */
    void done(ScheduledStep step, LocalDate today, Instant now) {
        var late = ChronoUnit.DAYS.between(dayZero.plusDays(step.day()), today);
        if (step.day() > 0 && step.action() != Action.RETRY && late > 0) {
            shift(late);
        }
        if (step.action() == Action.RETRY) {
            retryWanted = false;
            retriedAt = now;
        }
        lastStepAt = now;
        nothingPlanned();
    }

    /** The planned retry was not made, as it may not be now: it is planned anew, for when it may. */
    void notTried() {
        retryWanted = false;
        nothingPlanned();
    }

    private void nothingPlanned() {
        nextAction = null;
        nextDay = null;
        nextAt = null;
    }

    private void shift(long days) {
        dayZero = dayZero.plusDays(days);
    }

    void suspend() {
        suspends = true;
    }

    void wantRetry() {
        retryWanted = true;
        plan++;
    }

    /** Nothing is done before that day is over; the schedule then goes on where it stood. */
    void extend(LocalDate until, LocalDate today) {
        var before = extendedUntil == null || extendedUntil.isBefore(today) ? today.minusDays(1) : extendedUntil;
        shift(ChronoUnit.DAYS.between(before, until));
        extendedUntil = until;
        nothingPlanned();
        plan++;
    }

    /** Why and by whom it is about to be written off; the first one to say so stays. */
    void giveUp(String reason, String by) {
        if (writeOffReason == null) {
            writeOffReason = reason;
            writtenOffBy = by;
        }
    }

    /** @return whether that is news */
    boolean become(DebtStatus next, Instant now) {
        if (status == next) {
            return false;
        }
        if (!status.canBecome(next)) {
            throw new IllegalStateException("The debt of payment %s is %s and cannot become %s".formatted(payment, status, next));
        }
        status = next;
        settledAt = now;
        nothingPlanned();
        retryWanted = false;
        return true;
    }

    public PaymentId paymentId() {
        return payment;
    }

    public ClientId clientId() {
        return client;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** What is owed for, see {@link dev.upfront.payment.Subject}. */
    public UUID subject() {
        return subject;
    }

    public UUID payer() {
        return payer;
    }

    public Money amount() {
        return new Money(amountMinor, currency);
    }

    public DebtStatus status() {
        return status;
    }

    public boolean isOpen() {
        return status == DebtStatus.OPEN;
    }

    public Obstacle obstacle() {
        return obstacle;
    }

    int episode() {
        return episode;
    }

    /** When the charge failed. */
    public Instant openedAt() {
        return openedAt;
    }

    LocalDate dayZero() {
        return dayZero;
    }

    Instant lastStepAt() {
        return lastStepAt;
    }

    /** What is planned; null while nothing is. */
    public @Nullable Action nextAction() {
        return nextAction;
    }

    /** For which day of the schedule it is planned. */
    int nextDay() {
        return nextDay == null ? ScheduledStep.UNSCHEDULED : nextDay;
    }

    /** Whether its schedule is at its end, so that nothing more is done before staff decide. */
    public boolean waitsForStaff() {
        return nextAction == Action.ALERT_STAFF && nextDay() == ScheduledStep.UNSCHEDULED;
    }

    /** When that will be done; null while nothing is planned. */
    public @Nullable Instant nextAt() {
        return nextAt;
    }

    /** When dunning last tried the card; null while it did not. */
    @Nullable Instant retriedAt() {
        return retriedAt;
    }

    int plan() {
        return plan;
    }

    boolean retryWanted() {
        return retryWanted;
    }

    /** Whether the client may not book because of it, on that day of the practice: an extension lifts it for its time. */
    public boolean suspendsOn(LocalDate day) {
        return isOpen() && suspends && (extendedUntil == null || day.isAfter(extendedUntil));
    }

    boolean suspended() {
        return suspends;
    }

    /** The last day of the time that staff gave the client; null when none was given. */
    public @Nullable LocalDate extendedUntil() {
        return extendedUntil;
    }

    @Nullable String writeOffReason() {
        return writeOffReason;
    }

    @Nullable String writtenOffBy() {
        return writtenOffBy;
    }

    public @Nullable Instant settledAt() {
        return settledAt;
    }
}
