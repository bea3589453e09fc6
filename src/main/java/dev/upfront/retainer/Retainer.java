package dev.upfront.retainer;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.Reference;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.arithmetic.Anchor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A standing agreement with one client. What was agreed stands in its {@link AgreedTerms}, what was charged in its {@link RetainerPeriod}s. The status
 * only moves as {@link RetainerStatus#next} allows; an impossible move throws.
 */
@Table(schema = "retainer", name = "retainer")
public class Retainer {

    @Id private RetainerId id;
    @Version private @Nullable Integer version;
    private String reference;
    private String requestKey;
    private ClientId client;
    private RetainerStatus status;
    private Instant agreedAt;
    @Embedded.Nullable(prefix = "anchor_") private @Nullable Anchor anchor;
    private int nextRenewal;
    private int periods;
    private int renewals;
    private int changes;
    private @Nullable Instant pausedAt;
    private @Nullable Instant resumesAt;
    private @Nullable Instant cancelledAt;
    private @Nullable Instant endsAt;
    private @Nullable Instant endedAt;
    private @Nullable EndReason endReason;
    private @Nullable Instant takenUpAt;
    private @Nullable Long processInstanceKey;

    @SuppressWarnings("NullAway") // filled by Spring Data
    Retainer() {}

    static Retainer agreed(RetainerRequest request, Instant now) {
        var retainer = new Retainer();
        retainer.id = RetainerId.next();
        retainer.reference = Reference.of("RT", retainer.id.value());
        retainer.requestKey = request.requestKey();
        retainer.client = request.client();
        retainer.status = RetainerStatus.AGREED;
        retainer.agreedAt = now;
        return retainer;
    }

    void takeUp(Instant now, long instance) {
        takenUpAt = now;
        processInstanceKey = instance;
    }

    /** Contract and card are there: the first period begins now, or after the trial. */
    void start(Instant now, ZoneId zone, RetainerTerms terms) {
        move(terms.trialDays() > 0 ? RetainerStatus.TRIAL : RetainerStatus.ACTIVE);
        anchor(Anchor.at(now, zone, terms.cadence()).later(terms.trialDays()), 0);
    }

    /** The next renewal's period was opened. With another cadence, a sequence of its own begins there. */
    void renewed(Cadence rhythm) {
        move(RetainerStatus.ACTIVE);
        anchor(sequence(rhythm), nextRenewal(rhythm) + 1);
        periods++;
        renewals++;
    }

    /**
     * The renewals that fell into a time in which the period before them was not paid are left out: nothing was given for them, so nothing is charged.
     *
     * @return how many
     */
    int leaveOutMissed(Instant now) {
        var missed = anchor().firstNotBefore(now, nextRenewal) - nextRenewal;
        nextRenewal += missed;
        return missed;
    }

    /** The rest of the running period was opened with another plan. */
    void restOpened() {
        periods++;
    }

    void pause(Instant now, Instant until) {
        if (status != RetainerStatus.PAUSED) {
            move(RetainerStatus.PAUSED);
            pausedAt = now;
        }
        resumesAt = until;
        changes++;
    }

    /** @return by how many days the running period and all renewals have moved */
    long resume(Instant now, PausePolicy policy) {
        var zone = anchor().zone();
        var days = 0L;
        if (policy == PausePolicy.MOVE_ANCHOR) {
            days = ChronoUnit.DAYS.between(LocalDate.ofInstant(Objects.requireNonNull(pausedAt), zone), LocalDate.ofInstant(now, zone));
            anchor(anchor().from(nextRenewal, anchor().cadence()).later(days), 0);
        } else {
            nextRenewal = anchor().firstNotBefore(now, nextRenewal);
        }
        move(RetainerStatus.ACTIVE);
        pausedAt = null;
        resumesAt = null;
        changes++;
        return days;
    }

    /** When it would renew next if it was paused since when it is, or now, and went on then: the renewals are its plan's of now, another plan's rhythm begins with the first. */
    Instant renewsAfterPause(Instant now, Instant until, PausePolicy policy) {
        var zone = anchor().zone();
        var since = pausedAt == null ? now : pausedAt;
        var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(since, zone), LocalDate.ofInstant(until, zone));
        return policy == PausePolicy.MOVE_ANCHOR ? anchor().from(nextRenewal, anchor().cadence()).later(days).renewal(0)
                : anchor().renewal(anchor().firstNotBefore(until, nextRenewal));
    }

    void cancel(Instant now, Instant end) {
        cancelledAt = now;
        endsAt = end;
        changes++;
    }

    void planChanged() {
        changes++;
    }

    void end(Instant now, EndReason why) {
        move(RetainerStatus.ENDED);
        endedAt = now;
        endReason = why;
    }

    /** The moment of a renewal that was not opened yet: 0 is the next one. Counted in the rhythm of the plan that it will have. */
    Instant renewal(int ahead, Cadence rhythm) {
        return sequence(rhythm).renewal(nextRenewal(rhythm) + ahead);
    }

    /** What the next renewal costs with those terms: with the first one comes the set-up fee. */
    public Money nextCharge(RetainerTerms terms) {
        return renewals == 0 ? terms.amount().plus(terms.setUpFeeOrNothing()) : terms.amount();
    }

    /** When the last opened period ends, and the next one begins unless it is paused or ends there. */
    Instant renewsAt() {
        return anchor().renewal(nextRenewal);
    }

    private Anchor sequence(Cadence rhythm) {
        return anchor().cadence() == rhythm ? anchor() : anchor().from(nextRenewal, rhythm);
    }

    private int nextRenewal(Cadence rhythm) {
        return anchor().cadence() == rhythm ? nextRenewal : 0;
    }

    private Anchor anchor() {
        if (anchor == null) {
            throw new NotAllowed("Retainer %s has not started yet; nothing is charged.".formatted(reference));
        }
        return anchor;
    }

    private void anchor(Anchor other, int next) {
        anchor = other;
        nextRenewal = next;
    }

    private void move(RetainerStatus next) {
        if (status != next && !status.next().contains(next)) {
            throw new NotAllowed("Retainer %s is %s and can't become %s.".formatted(reference, say(status), say(next)));
        }
        status = next;
    }

    private static String say(RetainerStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    public RetainerId id() {
        return id;
    }

    /** What people call it: "RT-" and eight characters. */
    public String reference() {
        return reference;
    }

    public ClientId client() {
        return client;
    }

    /** What its steps are about; its periods are paid each by itself, from its one card. */
    public Subject subject() {
        return new Subject(Subject.Kind.RETAINER, id.value(), reference, id.value());
    }

    public RetainerStatus status() {
        return status;
    }

    public Instant agreedAt() {
        return agreedAt;
    }

    /** Whether it began: before, nothing is known of its renewals. */
    public boolean started() {
        return anchor != null;
    }

    /** The zone in which its days and its renewals' time of day are meant: the practice's when it began. */
    public ZoneId zone() {
        return anchor().zone();
    }

    /** How many periods were opened, rests after a change of plan too; the number of the last one. */
    public int periods() {
        return periods;
    }

    /** How many times it renewed, the first period included. */
    public int renewals() {
        return renewals;
    }

    /** Counts pauses, resumptions, cancellations and changes of plan. */
    int changes() {
        return changes;
    }

    /** Since when it is paused; null when it is not. */
    public @Nullable Instant pausedAt() {
        return pausedAt;
    }

    /** When it goes on by itself; null when it is not paused. */
    public @Nullable Instant resumesAt() {
        return resumesAt;
    }

    /** When it was cancelled; null when it was not. */
    public @Nullable Instant cancelledAt() {
        return cancelledAt;
    }

    /** When it ends, once it is cancelled. */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable EndReason endReason() {
        return endReason;
    }

    /** When a process took it up; null while none has. */
    public @Nullable Instant takenUpAt() {
        return takenUpAt;
    }

    /** The process instance that leads it, for links to Operate. */
    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }
}
