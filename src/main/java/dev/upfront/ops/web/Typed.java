package dev.upfront.ops.web;

import dev.upfront.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A form as it was typed, with what was refused, field by field: drawn again, nothing typed is lost. Reading a field gives its value, or
 * notes a sentence at the field and gives null.
 */
public final class Typed {

    /** Where a refusal stands that is about no single field. */
    public static final String FORM = "";

    private static final int LONGEST = 200_000;
    private static final int LONGEST_REASON = 500;
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})\\s*(m|min|mins|minutes?|h|hours?|d|days?)", Pattern.CASE_INSENSITIVE);

    private final MultiValueMap<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private Typed(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /** What came with a request. */
    public static Typed in(MultiValueMap<String, String> parameters) {
        return new Typed(parameters);
    }

    /** What stands in a form before anybody typed: texts, or lists of texts. */
    public static Typed of(Map<String, ?> values) {
        var texts = new LinkedMultiValueMap<String, String>();
        values.forEach((field, value) -> {
            if (value instanceof List<?> several) {
                several.forEach(one -> texts.add(field, String.valueOf(one)));
            } else {
                texts.add(field, String.valueOf(value));
            }
        });
        return new Typed(texts);
    }

    public String value(String field) {
        var value = values.getFirst(field);
        return value == null ? "" : value;
    }

    public List<String> values(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** Whether a box is ticked, or an option chosen. */
    public boolean has(String field, String option) {
        return values(field).contains(option);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public Map<String, String> errors() {
        return errors;
    }

    public boolean refused() {
        return !errors.isEmpty();
    }

    public void refuse(String field, @Nullable String sentence) {
        errors.putIfAbsent(field, sentence == null ? "This can't be saved." : sentence);
    }

    /** A text without the blanks around it; may be empty. */
    public String text(String field) {
        var text = value(field).strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            refuse(field, "That is too long, or not a text.");
        }
        return text;
    }

    public String text(String field, String whenMissing) {
        var text = text(field);
        if (text.isEmpty()) {
            refuse(field, whenMissing);
        }
        return text;
    }

    /** Why staff do something, for the timeline. */
    public String reason() {
        var reason = text("reason", "Say why: it stands on the timeline.");
        if (reason.length() > LONGEST_REASON) {
            refuse("reason", "Say it in at most %d letters.".formatted(LONGEST_REASON));
        }
        return reason;
    }

    /** An amount in major units, such as 40 or 40.50. */
    public @Nullable Money money(String field, Currency currency) {
        return attempt(field, () -> Money.parse(text(field).replace(',', '.'), currency));
    }

    /** Hundredths of a percent, typed as a percentage such as 50 or 12.5. */
    public @Nullable Integer share(String field) {
        return read(field, "Write a percentage from 0 to 100, such as 50.", text -> {
            var basisPoints = new BigDecimal(text.replace("%", "").replace(',', '.').strip()).movePointRight(2).intValueExact();
            if (basisPoints < 0 || basisPoints > 10_000) {
                throw new IllegalArgumentException("out of range");
            }
            return basisPoints;
        });
    }

    /** A length of time, such as 90 min, 24 h or 60 d. */
    public @Nullable Duration length(String field) {
        return read(field, "Write a length such as 30 min, 24 h or 60 d.", text -> {
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            var length = LENGTH.matcher(text);
            if (!length.matches()) {
                throw new IllegalArgumentException("no length");
            }
            var number = Long.parseLong(length.group(1));
            return switch (Character.toLowerCase(length.group(2).charAt(0))) {
                case 'd' -> Duration.ofDays(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofMinutes(number);
            };
        });
    }

    /** A whole number between those two, both included. */
    public @Nullable Integer number(String field, int least, int most, String whenNot) {
        return read(field, whenNot, text -> Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most).orElseThrow(IllegalArgumentException::new));
    }

    /** A day as the browser's field for it writes it. */
    public @Nullable LocalDate date(String field) {
        return read(field, "Choose a day.", LocalDate::parse);
    }

    public @Nullable ZoneId zone(String field) {
        return read(field, "Choose a time zone, such as Europe/Berlin.", ZoneId::of);
    }

    public @Nullable Currency currency(String field) {
        return read(field, "Choose a currency by its three letters, such as EUR.", code -> Currency.getInstance(code.toUpperCase(java.util.Locale.ROOT)));
    }

    /** A date and time as the browser's field for it writes it. */
    public @Nullable LocalDateTime moment(String field) {
        return read(field, "Give a date and a time.", LocalDateTime::parse);
    }

    /** Does what may be refused with a sentence for the person who typed; the sentence then stands at the field. */
    public <T> @Nullable T attempt(String field, java.util.function.Supplier<T> act) {
        try {
            return act.get();
        } catch (IllegalArgumentException refused) {
            refuse(field, refused.getMessage());
            return null;
        }
    }

    /** How {@link #length} reads it: in the largest unit that says it exactly. */
    public static String write(Duration length) {
        if (length.isZero()) {
            return "0";
        }
        if (length.toMinutes() % (24 * 60) == 0 && length.toDays() > 2) {
            return length.toDays() + " d";
        }
        return length.toMinutes() % 60 == 0 ? length.toHours() + " h" : length.toMinutes() + " min";
    }

    /** How {@link #share} reads it. */
    public static String writeShare(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }

    private <T> @Nullable T read(String field, String whenNot, Function<String, T> reading) {
        try {
            return reading.apply(text(field));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException nonsense) {
            refuse(field, whenNot);
            return null;
        }
    }
}
