package dev.upfront.sandbox.stripe;

import java.util.ArrayList;
import java.util.List;

/**
 * What a Checkout Session sells.
 *
 * @param total in the currency's minor unit
 */
record LineItems(String currency, long total, List<Line> lines) {

    /** One line: {@code amount} is for the whole quantity. */
    record Line(String name, long quantity, long amount) {
    }

    /** Reads and checks {@code line_items[n][price_data]}. */
    static LineItems read(Parameters given) {
        if (given.beneath("line_items").isEmpty()) {
            throw Refusal.missing("line_items");
        }
        List<Line> lines = new ArrayList<>();
        String currency = given.currency("line_items[0][price_data][currency]");
        for (int n = 0; given.has("line_items[" + n + "][price_data][currency]"); n++) {
            String line = "line_items[" + n + "]";
            if (!given.currency(line + "[price_data][currency]").equals(currency)) {
                throw Refusal.parameter(null, line, "All line items must have the same currency.");
            }
            long unit = given.amount(line + "[price_data][unit_amount]", currency);
            long quantity = given.positive(line + "[quantity]");
            lines.add(new Line(given.required(line + "[price_data][product_data][name]"), quantity, unit * quantity));
        }
        return new LineItems(currency, lines.stream().mapToLong(Line::amount).sum(), lines);
    }
}
