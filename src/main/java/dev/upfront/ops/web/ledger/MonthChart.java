package dev.upfront.ops.web.ledger;

import dev.upfront.money.Money;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * A bar for each month, as the page draws it: all lengths in units of a picture that is {@value #WIDTH} wide and {@value #HEIGHT} high.
 *
 * @param zero where the line of nothing runs, from the top
 * @param highest the amount at the top line, in words
 */
public record MonthChart(List<Bar> bars, int zero, String highest) {

    public static final int WIDTH = 360;
    public static final int HEIGHT = 150;
    private static final int TOP = 18;
    private static final int BOTTOM = 128;

    /** @param y from the top; a month below nothing hangs under the line */
    public record Bar(String month, String amount, int x, int y, int width, int height, int middle) {
    }

    static MonthChart of(SequencedMap<YearMonth, Money> months, Locale locale) {
        var highest = months.values().stream().mapToLong(Money::minor).reduce(1, Math::max);
        var lowest = months.values().stream().mapToLong(Money::minor).reduce(0, Math::min);
        var zero = y(0, lowest, highest);
        var step = WIDTH / Math.max(1, months.size());
        var bars = new ArrayList<Bar>();
        months.forEach((month, amount) -> {
            var y = y(amount.minor(), lowest, highest);
            var x = bars.size() * step;
            bars.add(new Bar(month.getMonth().getDisplayName(TextStyle.SHORT, locale), amount.format(locale), x + step / 6, Math.min(y, zero),
                    step - step / 3, Math.max(amount.isZero() ? 0 : 1, Math.abs(y - zero)), x + step / 2));
        });
        var currency = months.firstEntry().getValue().currency();
        return new MonthChart(bars, zero, new Money(highest, currency).format(locale));
    }

    private static int y(long minor, long lowest, long highest) {
        return TOP + Math.toIntExact((highest - minor) * (BOTTOM - TOP) / (highest - lowest));
    }
}
