package dev.upfront.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.installation.Trap.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Kills of every part at every step of what clients do, at random moments, and faults of the network; afterwards everything must have ended well in all three books. */
final class CrashMatrix {

    private static final int KILLS = Integer.getInteger("upfront.crash.kills", 320);
    private static final Duration MOST = Duration.ofMinutes(Integer.getInteger("upfront.crash.minutes", 90));
    private static final long SEED = Long.getLong("upfront.crash.seed", System.nanoTime());
    private static final int FIRST_LOOK_AFTER = 24;
    private static final int LOOK_EVERY = 160;
    /** Steps that a client comes to only after a session, minutes after the first of them began. */
    private static final Set<Point> LATE = EnumSet.of(Point.REMINDER, Point.DELIVER, Point.CHARGE_ROW, Point.CHARGE, Point.CREDIT_USED);

    /** One thing that is done to the installation. */
    private record Deed(boolean late, Action action) {
        private interface Action {
            void happen(Kills kills, World world) throws InterruptedException;
        }
    }

    private final Random random = new Random(SEED);
    private final List<Kills> looks = new ArrayList<>();
    private final Map<Walk, List<String>> wrong = new HashMap<>();
    private final List<Plan> plans;

    /** @param plans what the clients do; it is killed at every step of these */
    CrashMatrix(List<Plan> plans) {
        this.plans = plans;
    }

    /** @throws AssertionError naming every wrong outcome, with the kills that it lived through */
    void run() throws Exception {
        var folder = Files.createDirectories(Path.of("target", "crash", String.valueOf(SEED)).toAbsolutePath());
        System.out.printf("Seed %d, %d kills; logs and data in %s%n", SEED, KILLS, folder);
        var until = Instant.now().plus(MOST);
        try (var world = World.real(folder)) {
            world.start();
            var deeds = deeds();
            for (var number = 0; killed() < KILLS && Instant.now().isBefore(until);) {
                number = doSome(world, deeds, number, until);
            }
        }
        var table = new CrashTable(looks, wrong, SEED).markdown();
        System.out.println(table);
        Files.writeString(folder.resolve("crash-matrix.md"), table);
        assertThat(wrong).as(() -> Kills.report(looks, wrong)).isEmpty();
    }

    private int killed() {
        return looks.stream().mapToInt(Kills::kills).sum();
    }

    /** Goes on with the deeds for a while, then waits for the end of every booking and looks at it. @return the number of the next deed */
    private int doSome(World world, List<Deed> deeds, int from, Instant until) throws Exception {
        var most = Math.min(looks.isEmpty() ? FIRST_LOOK_AFTER : LOOK_EVERY, KILLS - killed());
        var number = from;
        try (var kills = new Kills(world, random, plans)) {
            for (var early = 0; early < 4; early++) {
                plans.stream().filter(Plan::isDelivered).forEach(kills::walk);
            }
            for (; kills.kills() < most && Instant.now().isBefore(until); number++) {
                deeds.get(number % deeds.size()).action().happen(kills, world);
                while (random.nextInt(5) < 3) {
                    kills.another();
                }
            }
            System.out.printf("%s Waiting until %d clients have come to their end%n", Instant.now(), kills.walks().size());
            kills.awaitWalks(Duration.ofMinutes(22));
            looks.add(kills);
            var found = Audit.of(world, looks.stream().flatMap(look -> look.walks().stream()).toList()); // of all so far: what belongs to earlier ones goes on
            wrong.clear();
            wrong.putAll(found);
            System.out.printf("%s %d kills so far, %d wrong outcomes%n%s", Instant.now(), killed(), wrong.size(), Kills.report(List.of(kills), found));
        }
        return number;
    }

    /** Every part at every step and moment for the application, at one moment of each step for the others, a random one in six; shuffled. */
    private List<Deed> deeds() {
        var deeds = new ArrayList<Deed>();
        for (var point : Stream.of(Point.values()).filter(point -> plans.contains(point.plan)).toList()) {
            for (var moment : Moment.values()) {
                deeds.add(new Deed(LATE.contains(point), (kills, world) -> kills.at(point, moment, Victim.APPLICATION)));
            }
            for (var victim : List.of(Victim.BROKER, Victim.DATABASE, Victim.STRIPE)) {
                var moment = Moment.values()[random.nextInt(Moment.values().length)];
                deeds.add(new Deed(LATE.contains(point), (kills, world) -> kills.at(point, moment, victim)));
            }
        }
        for (var victim : Victim.values()) {
            for (var times = 0; times < 7; times++) {
                deeds.add(new Deed(false, (kills, world) -> kills.atRandom(victim)));
            }
        }
        for (var fault : List.of(Kills.DELAY, Kills.RESET, Kills.HALF_OPEN)) {
            deeds.add(new Deed(false, (kills, world) -> kills.network(fault, world.toDatabase)));
            deeds.add(new Deed(false, (kills, world) -> kills.network(fault, world.toEngine)));
            deeds.add(new Deed(false, (kills, world) -> kills.network(fault, world.toStripe)));
            deeds.add(new Deed(false, (kills, world) -> kills.network(fault, world.toApplication)));
        }
        Collections.shuffle(deeds, random);
        deeds.subList(0, FIRST_LOOK_AFTER * 2).sort(Comparator.comparing(Deed::late)); // until clients come there
        return deeds;
    }
}
