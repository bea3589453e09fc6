package dev.upfront.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills of every part at every step of a booking, at random moments, and faults of the network, on the real broker and a PostgreSQL with fsync;
 * afterwards every booking must have ended well in all three books. {@code mvn verify -Pcrash}; {@code -Dupfront.crash.kills=} says how many,
 * {@code -Dupfront.crash.minutes=} for how long at most, {@code -Dupfront.crash.seed=} repeats an order.
 */
@Tag("crash")
class CrashMatrixTests {

    @Test
    void everyBookingEndsWellWhateverIsKilled() throws Exception {
        new CrashMatrix(Kills.WHOLE).run();
    }
}
