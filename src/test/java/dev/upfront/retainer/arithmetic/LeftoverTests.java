package dev.upfront.retainer.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.RollOver;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoverTests {

    private static final List<Leftover> OF_TWO_PERIODS = List.of(new Leftover(1, 2), new Leftover(2, 3));

    @Test
    void withoutRollOverAllEnd() {
        assertThat(Leftover.ending(OF_TWO_PERIODS, RollOver.none(), 3)).containsExactly(new Leftover(1, 2), new Leftover(2, 3));
    }

    @Test
    void anyNumberGoesOnForAsManyPeriodsAsAgreed() {
        assertThat(Leftover.ending(OF_TWO_PERIODS, new RollOver(null, 1), 3)).containsExactly(new Leftover(1, 2));
        assertThat(Leftover.ending(OF_TWO_PERIODS, new RollOver(null, 2), 3)).isEmpty();
        assertThat(Leftover.ending(OF_TWO_PERIODS, new RollOver(null, 2), 4)).containsExactly(new Leftover(1, 2));
    }

    @Test
    void ofTooManyTheOldestEnd() {
        assertThat(Leftover.ending(OF_TWO_PERIODS, new RollOver(4, 2), 3)).containsExactly(new Leftover(1, 1));
        assertThat(Leftover.ending(OF_TWO_PERIODS, new RollOver(2, 2), 3)).containsExactly(new Leftover(1, 2), new Leftover(2, 1));
    }

    @Test
    void nothingLeftEndsNothing() {
        assertThat(Leftover.ending(List.of(), RollOver.none(), 2)).isEmpty();
        assertThat(Leftover.ending(List.of(new Leftover(1, 0)), RollOver.none(), 2)).isEmpty();
    }
}
