package dev.upfront.reconciliation;

import dev.upfront.catalog.Catalog;
import dev.upfront.money.Money;
import dev.upfront.payment.StripeBooks;
import dev.upfront.payment.StripeMovement;
import dev.upfront.reconciliation.Difference.Found;
import dev.upfront.reconciliation.Difference.Kind;
import dev.upfront.reconciliation.Run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking for a run, and its steps, one method per task of the process. Every step may be done twice and has one effect. The steps that ask Stripe may not be
 * called inside a transaction.
 */
@Service
@Transactional
public class Reconciliation {

    static final String THE_DAY = "the day";
    private static final Duration TAKEN_UP_WITHIN = Duration.ofMinutes(1);
    private static final Duration LEADS_FOR = Duration.ofHours(6);

    private final RunRepository runs;
    private final Movements movements;
    private final Comparison comparison;
    private final Differences differences;
    private final ReconciliationMails mails;
    private final StripeBooks stripeBooks;
    private final Catalog catalog;
    private final ReconciliationSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Reconciliation(RunRepository runs, Movements movements, Comparison comparison, Differences differences, ReconciliationMails mails, StripeBooks stripeBooks,
            Catalog catalog, ReconciliationSettings settings, ApplicationEventPublisher events, InstantSource clock) {
        this.runs = runs;
        this.movements = movements;
        this.comparison = comparison;
        this.differences = differences;
        this.mails = mails;
        this.stripeBooks = stripeBooks;
        this.catalog = catalog;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Asks for the day's run if its time has come and there was none today; however many instances call this, one is asked for. */
    public Optional<RunId> askIfDue() {
        var zone = catalog.practice().zone();
        var now = clock.instant();
        var today = now.atZone(zone).toLocalDate();
        var due = today.atTime(settings.at()).atZone(zone).toInstant(); // an hour that the clocks leave out is the next one
        var last = runs.latest(1).stream().findFirst();
        var done = last.isPresent() && (last.get().endedAt() == null || !last.get().askedAt().isBefore(due));
        return now.isBefore(due) || done ? Optional.empty() : Optional.of(ask(THE_DAY));
    }

    /** Asks for a run now. @return the one that goes on, if there is one */
    public RunId ask(String by) {
        var id = RunId.next();
        if (!runs.begin(id, clock.instant(), by, since())) {
            return runs.goingOn().orElseThrow().id();
        }
        events.publishEvent(new ReconciliationAsked(id));
        return id;
    }

    /** While the sums differ everything is read anew: a movement may have come into Stripe's lists later than any overlap. */
    private Instant since() {
        var readUntil = differences.openAbout(Kind.BALANCE_DIFFERS).isEmpty() ? runs.readUntil() : Optional.<Instant>empty();
        return readUntil.or(stripeBooks::begin).orElseGet(clock::instant).minus(settings.overlap());
    }

    /** Runs that no process leads, or none any more. */
    @Transactional(readOnly = true)
    public List<RunId> waiting() {
        return runs.waiting(clock.instant().minus(TAKEN_UP_WITHIN), clock.instant().minus(LEADS_FOR));
    }

    /** The process says that it leads this run. @return whether there is anything to do: false when it has ended */
    public boolean takeUp(RunId id, long processInstanceKey) {
        runs.takeUp(id, clock.instant(), processInstanceKey);
        return runs.find(id).filter(run -> run.endedAt() == null).isPresent();
    }

    /** Takes in what Stripe told and nobody heard. @return how many events */
    @Transactional(propagation = Propagation.NEVER)
    public int takeInMissed(RunId id) {
        var missed = stripeBooks.takeInMissed(run(id).since());
        runs.addMissed(id, missed);
        return missed;
    }

    /** Reads what moved the balance, and of what each new payout is made. @return how many movements are new */
    @Transactional(propagation = Propagation.NEVER)
    public int read(RunId id) {
        var at = clock.instant();
        var before = stripeBooks.balance();
        var read = stripeBooks.movementsSince(run(id).since());
        var feesChanged = feesChanged(read);
        var fresh = movements.keep(read).size();
        // Also those that a try before this one did not come to, and those of which Stripe had not found out yet.
        movements.payoutsWithoutParts().forEach(payout -> stripeBooks.movementsOf(payout.source()).ifPresent(members -> match(id, payout, members)));
        // A balance that moved meanwhile belongs to no list of movements; the next run sees whether they fit.
        runs.read(id, at, fresh, raise(feesChanged, clock.instant()), stripeBooks.balance().equals(before) ? before : List.of());
        return fresh;
    }

    private void match(RunId run, StripeMovement payout, List<StripeMovement> members) {
        var begin = runs.first().orElseThrow().since();
        var read = members.stream().filter(member -> !member.created().isBefore(begin)).toList(); // what is older was brought along
        movements.keep(read);
        movements.belongTo(payout.source(), read.stream().map(StripeMovement::id).toList());
        var sum = members.stream().map(StripeMovement::net).reduce(Money::plus).orElse(payout.net().negated());
        if (!sum.equals(payout.net().negated())) {
            var found = new Found(Kind.PAYOUT_DIFFERS, payout.source(), payout.net().negated(), sum, null,
                    "The payout is of %s, its parts sum up to %s.".formatted(payout.net().negated(), sum));
            runs.addDifferences(run, raise(List.of(found), clock.instant()));
        }
        movements.isMadeOf(payout.source(), members.size());
    }

    private List<Found> feesChanged(List<StripeMovement> read) {
        return movements.withOtherFee(read).stream().map(known -> new Found(Kind.FEE_DIFFERS, known.movement().id(), known.movement().fee(), known.fee(), null,
                "A fee of %s was booked; Stripe says %s now.".formatted(known.fee(), known.movement().fee()))).toList();
    }

    /** @return how many are new; what staff have noted with the same amounts is not raised again */
    private int raise(List<Found> found, Instant now) {
        return (int) found.stream().filter(each -> !differences.isNoted(each)).filter(each -> differences.raise(each, now)).count();
    }

    /** Books fees and payouts, compares, and ends the run. @return how it ended */
    public Outcome compare(RunId id) {
        var run = runs.lock(id).orElseThrow(() -> new NoSuchElementException("There is no run " + id));
        if (run.outcome() != null) {
            return run.outcome();
        }
        var now = clock.instant();
        var result = comparison.compare(run);
        result.looked().forEach((about, kinds) -> differences.rightAgain(missing(kinds, about, result.found()), about, now));
        var fresh = raise(result.found(), now);
        var outcome = differences.openCount() == 0 ? Outcome.BALANCED : Outcome.DIFFERENCES;
        runs.end(id, clock.instant(), outcome, fresh); // after what it booked
        return outcome;
    }

    private static List<Kind> missing(List<Kind> looked, String about, List<Found> found) {
        var missing = new ArrayList<>(looked);
        found.stream().filter(each -> each.about().equals(about)).forEach(each -> missing.remove(each.kind()));
        return missing;
    }

    /** Tells staff of the open cases, once per run that found new ones. */
    public void alertStaff(RunId id) {
        if (run(id).newDifferences() > 0) {
            mails.sendDifferences(id, differences.open());
        }
    }

    /** Staff close a case: what it was, and what they did about it. @return false when it is closed already */
    public boolean resolve(DifferenceId id, String by, String note) {
        if (note.isBlank()) {
            throw new IllegalArgumentException("Say in a few words what it was. Nothing was changed.");
        }
        return differences.resolve(id, clock.instant(), by, note.strip());
    }

    /** @throws NoSuchElementException if there is none */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Run run(RunId id) {
        return runs.find(id).orElseThrow(() -> new NoSuchElementException("There is no run " + id));
    }
}
