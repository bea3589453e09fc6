package dev.upfront.form;

import dev.upfront.form.Component.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an answer means and why it is refused. The same rules as in Camunda's own forms, checked here whatever the browser did. */
final class AnswerRules {

    static final int LONGEST_LINE = 1_000;
    static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 30;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{4,24}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+");

    private final Filling filling;
    /** The earliest day that it still is somewhere on earth: no client's "today" lies before it. */
    private final LocalDate today;

    AnswerRules(Filling filling, LocalDate today) {
        this.filling = filling;
        this.today = today;
    }

    /** A String, BigDecimal, Boolean or list of strings; null when nothing or nothing readable was typed. Dates and times are ISO-8601, local. */
    static @Nullable Object value(Component question, List<String> typed) {
        if (question.type() == Type.CHECKBOX) {
            return typed.contains("true");
        }
        var first = typed.isEmpty() || typed.getFirst().isBlank() ? null : typed.getFirst();
        return switch (question.type()) {
            case CHECKLIST -> List.copyOf(typed);
            case NUMBER -> first == null ? null : number(first);
            case DATETIME -> datetime(question.kind(), typed);
            default -> first;
        };
    }

    /** Why this answer can't be kept, as a sentence; null when it can. */
    @Nullable String refusal(Component question) {
        var typed = filling.typed(question);
        var value = filling.value(question);
        var label = "“" + question.label(filling.context()) + "”";
        if (typed.size() > 1 && question.type() != Type.CHECKLIST && !question.kind().equals("datetime")) {
            return "%s takes one answer, and several came.".formatted(label);
        }
        if (typed.stream().allMatch(String::isBlank) || Boolean.FALSE.equals(value)) {
            return missing(question, typed, label);
        }
        if (typed.stream().anyMatch(text -> text.length() > longest(question.type()))) {
            return "%s is too long: at most %d characters, please.".formatted(label, longest(question.type()));
        }
        return switch (question.type()) {
            case TEXTFIELD, TEXTAREA -> text(question, typed.getFirst(), label);
            case NUMBER -> number(question, (BigDecimal) value, label);
            case RADIO, SELECT, CHECKLIST -> choice(question, typed, label);
            case DATETIME -> datetime(question, (String) value, label);
            default -> null;
        };
    }

    private @Nullable String missing(Component question, List<String> typed, String label) {
        if (question.type() == Type.CHECKBOX && !typed.isEmpty()) {
            return "%s can be ticked or not, nothing else.".formatted(label);
        }
        if (!question.required() || question.locked(filling.context()) || question.type().chooses() && question.choices(filling.context()).isEmpty()) {
            return null;
        }
        return switch (question.type()) {
            case CHECKBOX -> "Please tick %s to go on.".formatted(label);
            case RADIO, SELECT -> "Please choose one for %s.".formatted(label);
            case CHECKLIST -> "Please choose at least one for %s.".formatted(label);
            case NUMBER -> "Please give a number for %s.".formatted(label);
            case DATETIME -> "Please give a %s for %s.".formatted(question.kind().equals("datetime") ? "date and a time" : question.kind(), label);
            default -> "Please answer %s.".formatted(label);
        };
    }

    private @Nullable String text(Component question, String text, String label) {
        var length = text.codePointCount(0, text.length());
        var shortest = limit(question, "minLength");
        var longest = limit(question, "maxLength");
        if (shortest != null && length < shortest.intValue()) {
            return "%s needs at least %s characters; so far there are %d.".formatted(label, shortest, length);
        }
        if (longest != null && length > longest.intValue()) {
            return "%s is too long: at most %s characters, and there are %d.".formatted(label, longest, length);
        }
        var validation = question.json().at("/validate/validationType").asString("");
        if (validation.equals("email") && !EMAIL.matcher(text).matches()) {
            return "%s should be a mail address, such as name@example.com.".formatted(label);
        }
        if (validation.equals("phone") && !PHONE.matcher(text).matches()) {
            return "%s should be a phone number, such as +49 30 1234567.".formatted(label);
        }
        var pattern = question.json().at("/validate/pattern").asString("");
        if (!pattern.isBlank() && !Pattern.compile(pattern).matcher(text).find()) {
            var hint = question.text("/description", filling.context());
            return "%s isn't written as expected.%s".formatted(label, hint == null ? "" : " " + hint);
        }
        return null;
    }

    private @Nullable String number(Component question, @Nullable BigDecimal value, String label) {
        if (value == null) {
            return "%s should be a number, such as 12, without thousands separators.".formatted(label);
        }
        var least = limit(question, "min");
        var most = limit(question, "max");
        if (least != null && value.compareTo(least) < 0) {
            return "%s should be at least %s.".formatted(label, least.toPlainString());
        }
        if (most != null && value.compareTo(most) > 0) {
            return "%s should be at most %s.".formatted(label, most.toPlainString());
        }
        var decimals = question.json().path("decimalDigits");
        if (decimals.isNumber() && value.stripTrailingZeros().scale() > decimals.asInt()) {
            return decimals.asInt() == 0 ? "%s should be a whole number.".formatted(label) : "%s takes at most %d decimals.".formatted(label, decimals.asInt());
        }
        return null;
    }

    private @Nullable String choice(Component question, List<String> typed, String label) {
        var offered = question.choices(filling.context()).stream().map(Component.Choice::value).collect(Collectors.toSet());
        return offered.containsAll(typed) && new HashSet<>(typed).size() == typed.size() ? null
                : "%s has an answer that isn't one of its choices. Please choose again.".formatted(label);
    }

    private @Nullable String datetime(Component question, @Nullable String value, String label) {
        if (value == null) {
            return switch (question.kind()) {
                case "time" -> "%s should be a time, such as 14:30.".formatted(label);
                case "datetime" -> "%s needs both a date and a time.".formatted(label);
                default -> "%s should be a date that exists, such as 2027-05-31.".formatted(label);
            };
        }
        var passed = question.flag("/disallowPassedDates") && !question.kind().equals("time") && LocalDate.parse(value.substring(0, 10)).isBefore(today);
        return passed ? "%s should not lie in the past.".formatted(label) : null;
    }

    /** A limit may be FEEL; one that gives no number limits nothing. */
    private @Nullable BigDecimal limit(Component question, String rule) {
        return limit(question, rule, filling);
    }

    static @Nullable BigDecimal limit(Component question, String rule, Filling filling) {
        var text = question.text("/validate/" + rule, filling.context());
        return text == null || !NUMBER.matcher(text.strip()).matches() ? null : new BigDecimal(text.strip());
    }

    private static int longest(Type type) {
        return type == Type.TEXTAREA ? LONGEST_TEXT : LONGEST_LINE;
    }

    /** Both 1.5 and 1,5 are read; 1,500 could mean two things and is not. */
    private static @Nullable BigDecimal number(String text) {
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches() || THOUSANDS.matcher(text).matches()) {
            return null;
        }
        return new BigDecimal(text.replace(',', '.'));
    }

    private static @Nullable String datetime(String kind, List<String> typed) {
        try {
            var first = typed.isEmpty() ? "" : typed.getFirst();
            return switch (kind) {
                case "time" -> LocalTime.parse(first).toString();
                case "datetime" -> LocalDate.parse(first) + "T" + LocalTime.parse(typed.size() < 2 ? "" : typed.get(1));
                default -> LocalDate.parse(first).toString();
            };
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
