package dev.upfront.retainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetainerStatusTests {

    @Test
    void everyStatusIsReachedFromAgreed() {
        var reached = new HashSet<>(Set.of(RetainerStatus.AGREED));
        while (reached.addAll(reached.stream().flatMap(status -> status.next().stream()).toList())) {
            // until nothing new is reached
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(RetainerStatus.class));
    }

    @Test
    void whatHasEndedStaysEndedAndEverythingCanEnd() {
        assertThat(RetainerStatus.ENDED.next()).isEmpty();
        assertThat(EnumSet.complementOf(EnumSet.of(RetainerStatus.ENDED))).allMatch(status -> status.next().contains(RetainerStatus.ENDED));
    }

    @Test
    void onlyWhatRenewsCanBePausedAndOnlyAPauseLeadsBack() {
        assertThat(EnumSet.allOf(RetainerStatus.class)).filteredOn(status -> status.next().contains(RetainerStatus.PAUSED)).containsExactly(RetainerStatus.ACTIVE);
        assertThat(RetainerStatus.PAUSED.next()).containsExactlyInAnyOrder(RetainerStatus.ACTIVE, RetainerStatus.ENDED);
        assertThat(EnumSet.allOf(RetainerStatus.class)).noneMatch(status -> status.next().contains(RetainerStatus.AGREED));
    }

    @Test
    void aPeriodOnceSettledStaysSo() {
        assertThat(PeriodStatus.PAID.next()).isEmpty();
        assertThat(PeriodStatus.GIVEN_UP.next()).isEmpty();
        assertThat(PeriodStatus.UNPAID.next()).containsExactlyInAnyOrder(PeriodStatus.PAID, PeriodStatus.GIVEN_UP);
        assertThat(PeriodStatus.DUE.next()).containsExactlyInAnyOrder(PeriodStatus.PAID, PeriodStatus.UNPAID, PeriodStatus.GIVEN_UP);
    }
}
