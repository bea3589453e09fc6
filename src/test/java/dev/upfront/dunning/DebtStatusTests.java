package dev.upfront.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class DebtStatusTests {

    @Test
    void anOpenDebtCanEndInEveryWayAndWhatHasEndedStaysSo() {
        var ends = EnumSet.complementOf(EnumSet.of(DebtStatus.OPEN));
        assertThat(ends).allMatch(DebtStatus.OPEN::canBecome);
        for (var end : ends) {
            assertThat(EnumSet.allOf(DebtStatus.class)).noneMatch(end::canBecome);
        }
    }
}
