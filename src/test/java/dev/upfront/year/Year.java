package dev.upfront.year;

import com.sun.management.OperatingSystemMXBean;
import dev.upfront.booking.NotAllowed;
import dev.upfront.calendar.SlotNotOffered;
import dev.upfront.calendar.SlotTaken;
import dev.upfront.credits.NoCredit;
import dev.upfront.credits.NotShareable;
import dev.upfront.engine.Unavailable;
import dev.upfront.packages.NotPossible;
import dev.upfront.payment.MoneyDisputed;
import dev.upfront.payment.RefundTooLarge;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.year.Act.Scene;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A year of a practice and its forty clients, from New Year to New Year, on the real parts. On each day time comes twice to people, at night and at noon: whoever
 * is up may do something, then everybody does what the flows ask of them. At the end of the day the weather clears, and the books are compared.
 */
final class Year implements AutoCloseable {

    /** Its clocks change on the last Sundays of March and October. */
    static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);
    private static final LocalTime NIGHT = LocalTime.of(1, 35);
    private static final LocalTime NOON = LocalTime.of(12, 5);
    private static final LocalTime EVENING = LocalTime.of(22, 0);
    private static final int ROUNDS = 4;
    /** An outage's incidents may come back when what mends them is late, but not day after day. */
    private static final int EVENINGS_OF_AN_OUTAGE = 3;

    /** How often, of a thousand days, somebody thinks of it. */
    private record Habit(int weight, Act act) {
    }

    private static final List<Habit> HABITS = List.of(new Habit(26, new SessionActs.Book()), new Habit(28, new SessionActs.BookWithCredit()), new Habit(8, new SessionActs.BookAhead()), new Habit(6, new SessionActs.Cancel()),
            new Habit(8, new SessionActs.CancelNext()), new Habit(8, new SessionActs.Move()), new Habit(6, new PackageActs.Buy()), new Habit(4, new PackageActs.Renew()),
            new Habit(2, new PackageActs.CancelUnpaid()), new Habit(6, new RetainerActs.Agree()), new Habit(3, new RetainerActs.Pause()), new Habit(3, new RetainerActs.Resume()),
            new Habit(4, new RetainerActs.ChangePlan()), new Habit(2, new RetainerActs.Cancel()), new Habit(5, new CardActs.GoesBad()), new Habit(2, new CardActs.Expires()),
            new Habit(2, new CardActs.IsReplacedByTheBank()), new Habit(5, new CardActs.Replaces()), new Habit(3, new StaffActs.GiveGoodwill()), new Habit(3, new StaffActs.CancelSession()),
            new Habit(20, new StaffActs.MarkNoShow()), new Habit(2, new StaffActs.RefundPackage()), new Habit(1, new StaffActs.RefundPeriod()), new Habit(2, new CardActs.IsDisputed()), new Habit(5, new StaffActs.TakeMoney()), new Habit(4, new StaffActs.GiveTime()),
            new Habit(4, new StaffActs.ChargeNow()), new Habit(4, new StaffActs.WriteOff()));
    private static final int DAY = 1_000;
    private static final long NANOS = 1_000_000_000;

    /** What refuses something with a sentence for a person, who then does something else. */
    private static final Set<Class<?>> SENTENCES = Set.of(NotAllowed.class, dev.upfront.retainer.NotAllowed.class, NotPossible.class, NoCredit.class, NotShareable.class, SlotTaken.class,
            SlotNotOffered.class, RefundTooLarge.class, dev.upfront.booking.QuoteChanged.class, dev.upfront.packages.QuoteChanged.class, dev.upfront.retainer.QuoteChanged.class,
            dev.upfront.dunning.NotAllowed.class, MoneyDisputed.class);

    private final long began = System.nanoTime();
    private final long worked = processors();
    private final long seed;
    private final LocalDate opened;
    private final int days;
    private final Trace trace;
    private final World world;
    private final Town town;
    private final Weather weather;
    private final Asked asked;
    private final Desk desk;
    private final Invariants invariants;
    /** On how many evenings staff retried what stood still. */
    private final Map<Long, Integer> evenings = new HashMap<>();

    /** @param days how many of it are lived through, from the day on which the practice opens */
    Year(long seed, LocalDate opened, int days) {
        this.seed = seed;
        this.opened = opened;
        this.days = days;
        trace = new Trace(seed);
        world = World.openingAt(opened.atTime(0, 30).toInstant(ZoneOffset.UTC), seed);
        town = new Town(world, opened);
        weather = new Weather(world, seed, opened, days);
        asked = new Asked(town, trace);
        desk = new Desk(town, trace);
        invariants = new Invariants(town);
    }

    /** Lives it. @throws AssertionError with the seed, on the day on which something is not true any more */
    void live() {
        try {
            for (var day = 0; day < days; day++) {
                live(day);
                if (opened.plusDays(day + 1L).getDayOfMonth() == 1) {
                    System.out.println("until %s: %s".formatted(opened.plusDays(day), this));
                }
            }
        } catch (RuntimeException | AssertionError wrong) {
            throw new AssertionError("With -Dupfront.year.seed=%d, opened on %s, at %s: %s%nIts story is in %s".formatted(seed, opened, world.now(), wrong.getMessage(), trace.write(String.valueOf(wrong.getMessage()))), wrong);
        }
    }

    private void live(int day) {
        var date = opened.plusDays(day);
        trace.day(day, world.now(), weather.begin(day, date));
        at(date, NIGHT, day, 0);
        at(date, NOON, day, 1);
        var luck = new SplittableRandom(seed + day * 104_729L).split();
        desk.work(luck);
        desk.disputes(luck);
        world.settle();
        world.advanceTo(date.atTime(EVENING).toInstant(ZoneOffset.UTC));
        weather.clears(town.stripe());
        world.settle();
        if (!weather.isStripeDown()) {
            heal();
            invariants.holdOnAFairDay();
        } else {
            invariants.holdAlways();
        }
    }

    private void at(LocalDate date, LocalTime time, int day, int slot) {
        world.advanceTo(date.atTime(time).toInstant(ZoneOffset.UTC));
        for (var person : town.people) {
            if (person.isUpAtNight() == (slot == 0)) {
                act(new Scene(town, person, person.luckOn(seed, day, 0)));
            }
        }
        world.settle();
        var round = 1;
        while (round < ROUNDS && look(day, slot * ROUNDS + round)) {
            world.settle();
            round++;
        }
    }

    private boolean look(int day, int round) {
        return asked.look(person -> person.luckOn(seed, day, round));
    }

    private void act(Scene scene) {
        var chance = scene.luck().nextInt(DAY);
        for (var habit : HABITS) {
            chance -= habit.weight;
            if (chance < 0) {
                act(scene, habit.act);
                return;
            }
        }
    }

    private void act(Scene scene, Act act) {
        try {
            act.on(scene).ifPresent(what -> trace.did(world.now(), scene.person().toString(), what));
        } catch (RuntimeException refused) {
            trace.did(world.now(), scene.person().toString(), "%s: %s".formatted(act.getClass().getSimpleName(), sentence(refused)));
        }
    }

    /** @throws RuntimeException the same, when it is no sentence for a person */
    static String sentence(RuntimeException refused) {
        if (SENTENCES.contains(refused.getClass()) || refused instanceof Unavailable) {
            return String.valueOf(refused.getMessage());
        }
        throw refused;
    }

    /** What an outage left standing is retried by staff; what has no known outcome is asked again in time, at the latest a day later. */
    private void heal() {
        for (var stuck : world.engine().incidents()) {
            if (evenings.merge(stuck.jobKey(), 1, Integer::sum) > EVENINGS_OF_AN_OUTAGE) {
                throw new AssertionError("A flow stands still however often it is retried: %s at %s: %s".formatted(stuck.process(), stuck.element(), stuck.message()));
            }
            trace.did(world.now(), StaffActs.SAM, "retries %s at %s: %s".formatted(stuck.process(), stuck.element(), stuck.message()));
        }
        world.retryIncidents();
        for (var minutes = 1; minutes <= 1_024 && invariants.isSomethingUnknown(); minutes *= 2) {
            world.advanceTo(world.now().plus(Duration.ofMinutes(minutes)));
        }
        world.get(Reconciliation.class).ask(StaffActs.SAM);
        world.settle();
    }

    /** What happened, in figures. */
    @Override
    public String toString() {
        return "%d days from %s with -Dupfront.year.seed=%d took %d s (%d s of processors): %d acts; %s; %d engine records; %s".formatted(days, opened, seed, (System.nanoTime() - began) / NANOS, (processors() - worked) / NANOS,
                trace.acts(), world.deaths(), world.engine().records(), invariants.figures());
    }

    private static long processors() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    @Override
    public void close() {
        world.close();
    }
}
