package dev.upfront.catalog;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/** Puts a cancellation policy into words. */
record PolicySentence(CancellationPolicy policy, Locale locale) {

    private static final int WHOLE_PRICE = 10_000;

    String text() {
        return free() + fees();
    }

    private String free() {
        if (policy.lateFeeBasisPoints() == 0) {
            return "Free to cancel at any time before the start, free to move " + until(policy.moveUntil()) + ".";
        }
        if (policy.freeUntil().equals(policy.moveUntil())) {
            return "Free to cancel or move " + until(policy.freeUntil()) + ".";
        }
        return "Free to cancel " + until(policy.freeUntil()) + ", free to move " + until(policy.moveUntil()) + ".";
    }

    private String fees() {
        int late = policy.lateFeeBasisPoints();
        int noShow = policy.noShowFeeBasisPoints();
        if (late == 0) {
            return noShow == 0 ? "" : " Not coming costs " + share(noShow) + ".";
        }
        if (late == noShow) {
            return " Later, cancelling or not coming costs " + share(late) + ".";
        }
        return " Later, cancelling costs " + share(late) + "; not coming costs " + (noShow == 0 ? "nothing" : share(noShow)) + ".";
    }

    private String share(int basisPoints) {
        if (basisPoints == WHOLE_PRICE) {
            return "the full price";
        }
        var percent = NumberFormat.getPercentInstance(locale);
        percent.setMaximumFractionDigits(2);
        return percent.format(BigDecimal.valueOf(basisPoints, 4)) + " of the price";
    }

    private String until(Duration before) {
        return before.isZero() ? "until the start" : "until " + length(before) + " before";
    }

    /** In the largest unit that says it exactly; up to two days in hours, as people do. */
    private String length(Duration length) {
        if (length.toMinutes() % (24 * 60) == 0 && length.toDays() > 2) {
            return count(length.toDays(), "day");
        }
        return length.toMinutes() % 60 == 0 ? count(length.toHours(), "hour") : count(length.toMinutes(), "minute");
    }

    private String count(long number, String unit) {
        return NumberFormat.getIntegerInstance(locale).format(number) + " " + unit + (number == 1 ? "" : "s");
    }
}
