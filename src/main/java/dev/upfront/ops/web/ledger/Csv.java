package dev.upfront.ops.web.ledger;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file as RFC 4180 has them: commas, CRLF, quotes where needed. A text that a spreadsheet would take for a formula gets an apostrophe in
 * front, as https://owasp.org/www-community/attacks/CSV_Injection advises; numbers stay as they are.
 */
final class Csv {

    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|^[\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern TO_QUOTE = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

    private Csv() {
    }

    /** @param fields numbers, null for nothing, and anything else as its text */
    static String row(@Nullable Object... fields) {
        return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> text(value.toString());
        };
    }

    private static String text(String text) {
        var safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return TO_QUOTE.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
