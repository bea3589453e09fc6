package dev.upfront.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.installation.Trap.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The crash matrix in short: the in-memory engine lives on in a process of its own; application, database and Stripe's stand-in are killed. */
class CrashTests {

    @TempDir
    Path folder;

    @Test
    void everyBookingEndsWellAlthoughPartsAreKilled() throws Exception {
        try (var world = World.inMemory(folder); var kills = new Kills(world, new Random(), List.of(Plan.CANCELLED_AND_REFUNDED, Plan.BOOKED))) {
            world.start();
            kills.at(Point.REQUEST, Moment.DONE, Victim.APPLICATION);
            kills.at(Point.CHECKOUT, Moment.BEFORE, Victim.STRIPE);
            kills.at(Point.SETTLED, Moment.DONE, Victim.DATABASE);
            kills.at(Point.REFUND, Moment.DONE, Victim.APPLICATION);
            kills.awaitWalks(Duration.ofMinutes(5));
            var wrong = Audit.of(world, kills.walks());
            assertThat(kills.notReached()).isEmpty();
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
        }
    }

    @Test
    void moneyThatRepeatsIsTakenOnceAlthoughPartsAreKilled() throws Exception {
        try (var world = World.inMemory(folder); var kills = new Kills(world, new Random(), List.of(Plan.RETAINER_RENEWED))) {
            world.start();
            kills.at(Point.PACKAGE_GRANTED, Moment.DONE, Victim.DATABASE);
            kills.at(Point.PLAN_CHANGE, Moment.BEFORE, Victim.DATABASE);
            kills.at(Point.PERIOD_CHARGE, Moment.ANSWERED, Victim.APPLICATION);
            kills.at(Point.CARD_KEPT, Moment.DONE, Victim.DATABASE);
            kills.awaitWalks(Duration.ofMinutes(5));
            var wrong = Audit.of(world, kills.walks());
            assertThat(kills.notReached()).isEmpty();
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
        }
    }
}
