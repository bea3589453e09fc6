package dev.upfront.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The card that is always in sight: what, when, with whom, and the money, with what is due now and what is due later apart.
 *
 * @param length such as "60 minutes"
 * @param held such as "Held for you until 10:42", null when nothing is held
 * @param brief the one amount for a narrow bar, such as "€40.00 today"
 */
public record Summary(String offering, @Nullable String provider, @Nullable When when, @Nullable String place, String length, @Nullable String held,
                      List<Figure> figures, String brief, @Nullable String policy) {

    /** The same with other figures, none of which is the one amount. */
    public Summary withFigures(List<Figure> others) {
        return new Summary(offering, provider, when, place, length, held, others, "", policy);
    }

    /** @param kind "now", "later", "paid" or "total" */
    public record Figure(String kind, String label, @Nullable String note, String amount) {}
}
