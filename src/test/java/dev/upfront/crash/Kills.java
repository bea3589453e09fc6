package dev.upfront.crash;

import dev.upfront.installation.Proxy;
import dev.upfront.installation.Trap;
import dev.upfront.installation.Trap.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Walks bookings through an installation and kills its parts meanwhile, one after another. */
final class Kills implements AutoCloseable {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(25);
    private static final int ROUNDS = 8;
    static final String DELAY = "slow";
    static final String RESET = "reset";
    static final String HALF_OPEN = "half-open";

    /**
     * A kill or a fault of the network that happened.
     *
     * @param what     whom it hit
     * @param inFlight the bookings under way at that moment
     */
    record Blow(String what, String step, String moment, Instant at, List<Walk> inFlight) {
        @Override
        public String toString() {
            return "%s at %s (%s)".formatted(what, step, moment);
        }
    }

    /** Those that come to every step. */
    static final List<Plan> WHOLE = List.of(Plan.CANCELLED_AND_REFUNDED, Plan.DELIVERED_AND_COLLECTED);

    /** Everything that is paid more than once. */
    static final List<Plan> REPEATING = List.of(Plan.PACKAGE_BOOKED, Plan.PACKAGE_DELIVERED, Plan.RETAINER_RENEWED, Plan.PLAN_CHANGED, Plan.CARD_REPLACED, Plan.DEBT_PAID);

    private static final List<Victim> ANOTHER = List.of(Victim.DATABASE, Victim.STRIPE, Victim.DATABASE, Victim.STRIPE, Victim.DATABASE, Victim.STRIPE,
            Victim.APPLICATION, Victim.BROKER);

    private final World world;
    private final List<Plan> plans;
    private final RandomGenerator random;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Walk> walks = new CopyOnWriteArrayList<>();
    private final List<Blow> blows = new ArrayList<>();
    private int kills;
    private final Set<String> notReached = new TreeSet<>();

    /** @param plans what the clients of this run do */
    Kills(World world, RandomGenerator random, List<Plan> plans) {
        this.world = world;
        this.plans = plans;
        this.random = random;
    }

    List<Walk> walks() {
        return walks;
    }

    List<Blow> blows() {
        return blows;
    }

    /** How many parts were killed so far. */
    int kills() {
        return kills;
    }

    /** The steps that no booking came to while a kill waited for one. */
    Set<String> notReached() {
        return notReached;
    }

    /** Another client begins. */
    Walk walk(Plan plan) {
        var walk = new Walk(plan, this::port, world);
        walks.add(walk);
        clients.submit(walk);
        return walk;
    }

    private int port() {
        var running = List.copyOf(world.applications);
        return running.get(random.nextInt(running.size())).port();
    }

    /** Kills the part at that moment of a step, with two bookings or more under way; it is started again at once. */
    void at(Point point, Moment moment, Victim victim) throws InterruptedException {
        var held = point.isAtStripe() ? world.toDatabase : world.toEngine;
        var trap = point.trap(moment, moment == Moment.ANSWERED ? held::freeze : () -> { });
        var proxy = point.isAtStripe() ? world.toStripe : world.toDatabase;
        proxy.set(trap);
        try {
            if (!isReached(trap, point)) {
                notReached.add(point.words);
                return;
            }
            settle();
            kill(point.words, point.words(moment), victim);
        } finally {
            proxy.set(null);
            trap.release(victim != Victim.APPLICATION && victim != (point.isAtStripe() ? Victim.STRIPE : Victim.DATABASE));
            if (moment == Moment.ANSWERED && victim == Victim.APPLICATION) {
                held.reset(); // what it had still sent shall not arrive after its death
            }
            held.thaw();
        }
    }

    /** Kills the part at a random moment within a few seconds. */
    void atRandom(Victim victim) throws InterruptedException {
        someWalks();
        Thread.sleep(random.nextLong(100, 3_000));
        kill("anywhere", "random", victim);
    }

    /** Kills another part while the one before comes back, more often one that is quickly back itself. */
    void another() throws InterruptedException {
        Thread.sleep(random.nextLong(50, 1_500));
        kill("anywhere", "while another comes back", ANOTHER.get(random.nextInt(ANOTHER.size())));
    }

    private boolean isReached(Trap trap, Point point) throws InterruptedException {
        walk(point.plan);
        walk(plans.get(random.nextInt(plans.size())));
        for (var round = 0; round < ROUNDS; round++) {
            if (trap.isSprungWithin(REACHED_WITHIN)) {
                return true;
            }
            walk(point.plan);
        }
        return false;
    }

    /** What the application still does with the answer that it just got. */
    private static void settle() throws InterruptedException {
        Thread.sleep(30);
    }

    /** Kills one of several instances at a random moment within a few seconds; clients meet the others meanwhile. */
    void instance(int number) throws InterruptedException {
        someWalks();
        Thread.sleep(random.nextLong(500, 4_000));
        var part = world.applications.get(number).part();
        note(part.name(), "anywhere", "random");
        part.kill();
        Thread.sleep(random.nextLong(3_000, 8_000));
    }

    /** Makes the network between the application and something misbehave for some seconds. */
    void network(String fault, Proxy proxy) throws InterruptedException {
        someWalks();
        Thread.sleep(random.nextLong(100, 2_000));
        note("network to the " + proxy.name(), "anywhere", fault);
        switch (fault) {
            case DELAY -> {
                proxy.delay(Duration.ofMillis(random.nextLong(50, 400)));
                Thread.sleep(8_000);
                proxy.delay(Duration.ZERO);
            }
            case RESET -> proxy.reset();
            case HALF_OPEN -> proxy.halfOpen();
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private void someWalks() {
        plans.forEach(this::walk);
        walk(plans.getFirst());
    }

    private void kill(String step, String moment, Victim victim) {
        note(victim.name().toLowerCase(Locale.ROOT), step, moment);
        world.part(victim).kill();
        kills++;
    }

    private void note(String what, String step, String moment) {
        var now = Instant.now();
        var blow = new Blow(what, step, moment, now, walks.stream().filter(walk -> walk.wasUnderWayAt(now)).toList());
        blows.add(blow);
        System.out.printf("%s %d. %s, %d flows in flight%n", now, blows.size(), blow, blow.inFlight().size());
    }

    /** Waits until every client has come to an end, or gave up. */
    void awaitWalks(Duration patience) throws InterruptedException {
        clients.shutdown();
        clients.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    String report(Map<Walk, List<String>> wrong) {
        return report(List.of(this), wrong);
    }

    /** What was wrong with each booking, with the kills that it lived through. */
    static String report(List<Kills> all, Map<Walk, List<String>> wrong) {
        var report = new StringBuilder();
        wrong.forEach((walk, sentences) -> {
            report.append(walk == null ? "over all" : walk.plan + " request " + walk.requestKey()).append('\n');
            sentences.forEach(sentence -> report.append("  ").append(sentence).append('\n'));
            all.stream().flatMap(kills -> kills.blows.stream()).filter(blow -> blow.inFlight().contains(walk)).forEach(blow ->
                    report.append("    lived through: ").append(blow.at()).append(' ').append(blow).append('\n'));
        });
        return report.toString();
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
