package dev.upfront.catalog;

import java.time.Period;

/** How often a retainer renews. */
public enum Cadence {
    WEEK(Period.ofWeeks(1)),
    TWO_WEEKS(Period.ofWeeks(2)),
    MONTH(Period.ofMonths(1)),
    QUARTER(Period.ofMonths(3)),
    YEAR(Period.ofYears(1));

    private final Period step;

    Cadence(Period step) {
        this.step = step;
    }

    /** From one renewal to the next, in calendar days or months. */
    public Period step() {
        return step;
    }
}
