package dev.upfront.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client answered to one version of a form, for people to read. */
public record Answer(UUID step, UUID subject, UUID client, String formId, int formVersion, String title, Instant submittedAt, List<Line> lines) {

    /** @param answer as people read it: options by their label, yes or no, several choices separated by commas */
    public record Line(String question, String answer) {}

    /** The answered questions in the form's order; what was not asked or not answered has no line. */
    static List<Line> lines(Form form, Map<String, Object> data) {
        return form.questions().stream()
                .filter(question -> at(data, String.valueOf(question.path())) != null)
                .map(question -> new Line(question.label(data), text(question, at(data, String.valueOf(question.path())), data)))
                .filter(line -> !line.answer().isEmpty())
                .toList();
    }

    private static @Nullable Object at(Map<?, ?> data, String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            return data.get(path);
        }
        return data.get(path.substring(0, dot)) instanceof Map<?, ?> inner ? at(inner, path.substring(dot + 1)) : null;
    }

    private static String text(Component question, @Nullable Object value, Map<String, Object> data) {
        return switch (value) {
            case Boolean ticked -> ticked ? "yes" : "no";
            case BigDecimal number -> number.toPlainString();
            case List<?> several -> several.stream().map(one -> text(question, one, data)).collect(Collectors.joining(", "));
            case null -> "";
            default -> question.choices(data).stream().filter(choice -> choice.value().equals(value.toString())).findFirst()
                    .map(Component.Choice::label).orElse(question.kind().equals("datetime") ? value.toString().replace('T', ' ') : value.toString());
        };
    }
}
