package dev.upfront.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.installation.Trap.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills of every part at every step of a booking, at random moments, and faults of the network, on the real broker and a PostgreSQL with fsync;
 * afterwards every booking must have ended well in all three books. {@code mvn verify -Pcrash}; {@code -Dupfront.crash.kills=} says how many,
 * {@code -Dupfront.crash.seed=} repeats an order.
 */
@Tag("crash")
class CrashMatrixTests {

    private static final int KILLS = Integer.getInteger("upfront.crash.kills", 320);
    private static final long SEED = Long.getLong("upfront.crash.seed", System.nanoTime());

    /** One thing that is done to the installation. */
    private interface Deed {
        void happen(Kills kills, World world) throws InterruptedException;
    }

    @Test
    void everyBookingEndsWellWhateverIsKilled() throws Exception {
        var folder = Files.createDirectories(Path.of("target", "crash", String.valueOf(SEED)).toAbsolutePath());
        System.out.printf("Seed %d, %d kills; logs and data in %s%n", SEED, KILLS, folder);
        var random = new Random(SEED);
        try (var world = World.real(folder); var kills = new Kills(world, random, Kills.WHOLE)) {
            world.start();
            var deeds = deeds(random);
            for (var number = 0; kills.kills() < KILLS; number++) {
                deeds.get(number % deeds.size()).happen(kills, world);
            }
            System.out.println("Waiting until every booking has come to its end");
            kills.awaitWalks(Duration.ofMinutes(9));
            var wrong = Audit.of(world, kills.walks());
            var table = new CrashTable(kills, wrong, SEED);
            System.out.println(table.markdown());
            Files.writeString(folder.resolve("crash-matrix.md"), table.markdown());
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
        }
    }

    /** Every part at every step and moment for the application, at one moment of each step for the others, a random one in four; shuffled. */
    private static List<Deed> deeds(Random random) {
        var deeds = new ArrayList<Deed>();
        for (var point : Point.values()) {
            for (var moment : Moment.values()) {
                deeds.add((kills, world) -> kills.at(point, moment, Victim.APPLICATION));
            }
            for (var victim : List.of(Victim.BROKER, Victim.DATABASE, Victim.STRIPE)) {
                var moment = Moment.values()[random.nextInt(Moment.values().length)];
                deeds.add((kills, world) -> kills.at(point, moment, victim));
            }
        }
        for (var victim : Victim.values()) {
            for (var times = 0; times < 7; times++) {
                deeds.add((kills, world) -> kills.atRandom(victim));
            }
        }
        for (var fault : List.of(Kills.DELAY, Kills.RESET, Kills.HALF_OPEN)) {
            deeds.add((kills, world) -> kills.network(fault, world.toDatabase));
            deeds.add((kills, world) -> kills.network(fault, world.toEngine));
            deeds.add((kills, world) -> kills.network(fault, world.toStripe));
            deeds.add((kills, world) -> kills.network(fault, world.toApplication));
        }
        Collections.shuffle(deeds, random);
        return deeds;
    }
}
