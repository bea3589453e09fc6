package dev.upfront.ops.web.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MonthChartTests {

    @Test
    void barsStandOnTheLineOfNothingAndTheHighestReachesTheTop() {
        var chart = chart(0, 5_000, 10_000);

        assertThat(chart.highest()).isEqualTo("€100.00");
        assertThat(chart.bars()).extracting(MonthChart.Bar::month).containsExactly("Jan", "Feb", "Mar");
        assertThat(chart.bars()).extracting(MonthChart.Bar::height).containsExactly(0, 55, 110);
        assertThat(chart.bars()).allSatisfy(bar -> assertThat(bar.y() + bar.height()).isEqualTo(chart.zero()));
        assertThat(chart.bars()).allSatisfy(bar -> assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(MonthChart.WIDTH));
    }

    @Test
    void aMonthInWhichMoreWentBackThanWasEarnedHangsBelow() {
        var chart = chart(10_000, -10_000);

        assertThat(chart.bars().getLast().y()).isEqualTo(chart.zero());
        assertThat(chart.bars().getLast().height()).isEqualTo(55);
        assertThat(chart.bars().getLast().y() + chart.bars().getLast().height()).isLessThan(MonthChart.HEIGHT);
    }

    @Test
    void aYearWithoutAnythingIsDrawnToo() {
        assertThat(chart(0, 0).bars()).allSatisfy(bar -> assertThat(bar.height()).isZero());
    }

    private static MonthChart chart(long... cents) {
        var months = new LinkedHashMap<YearMonth, Money>();
        for (var amount : cents) {
            months.put(YearMonth.of(2026, 1).plusMonths(months.size()), Money.of(amount, "EUR"));
        }
        return MonthChart.of(months, Locale.UK);
    }
}
