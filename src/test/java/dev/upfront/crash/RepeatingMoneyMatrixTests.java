package dev.upfront.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same matrix for money that repeats: a package and its renewal, a retainer's renewal, a change of plan, and a debt that a replaced card or Stripe's page pays. */
@Tag("crash")
class RepeatingMoneyMatrixTests {

    @Test
    void whatRepeatsIsTakenOnceWhateverIsKilled() throws Exception {
        new CrashMatrix(Kills.REPEATING).run();
    }
}
