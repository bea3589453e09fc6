package dev.upfront.ops.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.Disputes;
import dev.upfront.dunning.Debt;
import dev.upfront.dunning.Debts;
import dev.upfront.payment.Payments;
import dev.upfront.payment.StuckMoney;
import dev.upfront.reconciliation.ReconciliationView;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerList;
import dev.upfront.retainer.Retainers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What waits for a person. */
@Component
public class Waiting {

    /** A no-show's review window never lasts longer, whatever the settings say. */
    private static final Duration LONGEST_REVIEW = Duration.ofDays(31);
    private static final Duration UNLED_FOR = Duration.ofMinutes(1);

    private final Bookings bookings;
    private final Payments payments;
    private final Debts debts;
    private final Disputes disputes;
    private final ReconciliationView reconciliation;
    private final Retainers retainers;
    private final RetainerList retainerList;
    private final InstantSource clock;

    Waiting(Bookings bookings, Payments payments, Debts debts, Disputes disputes, ReconciliationView reconciliation,
            Retainers retainers, RetainerList retainerList, InstantSource clock) {
        this.retainers = retainers;
        this.retainerList = retainerList;
        this.bookings = bookings;
        this.payments = payments;
        this.debts = debts;
        this.disputes = disputes;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    /** By the words of the console's places. */
    Map<String, Integer> counts() {
        var decisions = (int) payments.stuckMoney().stream().filter(StuckMoney::decisionWaits).count();
        var debtsToDecide = (int) debts.open().stream().filter(Debt::waitsForStaff).count();
        return Map.of("today", noShowsToReview().size() + notTakenUp().size() + retainersNotTakenUp().size(), "money", decisions + debtsToDecide + disputesToDecide().size() + differences());
    }

    /** No-shows whose fee can still be waived, in order of their start. */
    public List<Booking> noShowsToReview() {
        var now = clock.instant();
        return bookings.startingBetween(now.minus(LONGEST_REVIEW), now).stream()
                .filter(booking -> booking.status() == BookingStatus.NOT_SHOWN && underReview(booking))
                .toList();
    }

    /** Whether staff can still decide about the fee of this no-show. */
    public boolean underReview(Booking booking) {
        return bookings.closing(booking.id())
                .map(closing -> closing.reviewEndsAt() != null && !closing.reviewed() && closing.settledAt() == null && closing.reviewEndsAt().isAfter(clock.instant()))
                .orElse(false);
    }

    /** Bookings that no process leads, though they asked for one more than a minute ago. */
    public List<Booking> notTakenUp() {
        return bookings.notTakenUp();
    }

    /** Retainers that no process leads, though they asked for one more than a minute ago. */
    public List<Retainer> retainersNotTakenUp() {
        return retainers.notTakenUp(UNLED_FOR);
    }

    /** How many retainers there are of which a period is not paid. */
    public int unpaidRetainers() {
        return retainerList.unpaid();
    }

    /** Debts that are followed up, by what comes next. */
    public List<Debt> debts() {
        return debts.open();
    }

    /** Disputes that staff are to decide about, the nearest deadline first. */
    public List<Dispute> disputesToDecide() {
        return disputes.running().stream().filter(Dispute::decisionWaits).toList();
    }

    /** How many cases there are in which Stripe's books and ours do not agree. */
    public int differences() {
        return reconciliation.openCount();
    }

    public List<StuckMoney> stuckMoney() {
        return payments.stuckMoney();
    }
}
