package dev.upfront.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One component of a form.
 *
 * @param path where its answer stands in the data ("address.city"); null when it asks nothing
 * @param json as the Modeler saved it; properties are addressed by JSON pointer ("/validate/required")
 * @param expressions the properties that may be FEEL, by the same pointers
 */
record Component(Type type, String id, @Nullable String path, JsonNode json, Map<String, Expression> expressions, List<Component> children) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What can be shown; everything else is refused by name. */
    enum Type {
        TEXTFIELD, TEXTAREA, NUMBER, CHECKBOX, RADIO, SELECT, CHECKLIST, DATETIME, TEXT, IMAGE, SEPARATOR, SPACER, GROUP;

        boolean asks() {
            return ordinal() <= DATETIME.ordinal();
        }

        boolean chooses() {
            return this == RADIO || this == SELECT || this == CHECKLIST;
        }

        String camundaName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Type> named(String camundaName) {
            return List.of(values()).stream().filter(type -> type.camundaName().equals(camundaName)).findFirst();
        }
    }

    /** One thing that can be chosen. */
    record Choice(String label, String value) {}

    boolean asks() {
        return type.asks();
    }

    /** The type as the page needs it: a datetime is a date, a time or both. */
    String kind() {
        return type == Type.DATETIME ? json.at("/subtype").asString("date") : type.camundaName();
    }

    boolean flag(String pointer) {
        return json.at(pointer).asBoolean(false);
    }

    /** The property's text for these answers; null when it is not set. */
    @Nullable String text(String pointer, Map<String, Object> variables) {
        var expression = expressions.get(pointer);
        var text = expression == null ? "" : expression.text(variables);
        return text.isBlank() ? null : text;
    }

    boolean isTrue(String pointer, Map<String, Object> variables) {
        var expression = expressions.get(pointer);
        return expression != null && expression.isTrue(variables);
    }

    /** Only pictures that a page may load safely: from https, from this site, or inline. */
    static boolean safeImage(String source) {
        return source.startsWith("https://") || source.matches("/[^/].*") || source.matches("data:image/(png|jpeg|gif|webp);base64,.*");
    }

    /** Ids are unique in a form; hashing all of the JSON would be slow. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Shown but not answered: Camunda's "disabled" and "read only". */
    boolean locked(Map<String, Object> variables) {
        return flag("/disabled") || flag("/readonly") || isTrue("/readonly", variables);
    }

    boolean required() {
        return flag("/validate/required");
    }

    /** What people call it. */
    String label(Map<String, Object> variables) {
        for (var pointer : List.of("/label", "/dateLabel", "/timeLabel")) {
            var label = text(pointer, variables);
            if (label != null) {
                return label;
            }
        }
        return String.valueOf(path);
    }

    /** The answer's name in FEEL: the first part of its path is a variable, the others are properties of it. */
    String variable() {
        return path == null ? "" : path.split("\\.")[0];
    }

    /** What can be chosen: the form's own values, a variable's (a list, or a text with one choice per line), or a FEEL expression's. */
    List<Choice> choices(Map<String, Object> variables) {
        if (!type.chooses()) {
            return List.of();
        }
        if (expressions.containsKey("/valuesExpression")) {
            return choices(expressions.get("/valuesExpression").value(variables));
        }
        var key = json.path("valuesKey").asString("");
        return key.isBlank() ? choices(JSON.convertValue(json.path("values"), List.class)) : choices(variables.get(key));
    }

    private static List<Choice> choices(@Nullable Object offered) {
        return switch (offered) {
            case String lines -> lines.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Component::choice).toList();
            case List<?> list -> list.stream().map(Component::choice).toList();
            case null, default -> List.of();
        };
    }

    private static Choice choice(@Nullable Object entry) {
        if (entry instanceof Map<?, ?> map) {
            var value = Objects.toString(map.get("value"), "");
            return new Choice(Objects.toString(map.get("label"), value), value);
        }
        var value = Objects.toString(entry, "");
        return new Choice(value, value);
    }
}
