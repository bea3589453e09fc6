package dev.upfront.form;

import dev.upfront.form.Component.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a form as Camunda Modeler saves it, and says everything that is wrong with it. */
final class FormReader {

    /** Custom property, on the form or on any of its components; "each-booking" asks the form again for each booking. */
    static final String REPEAT = "upfront.repeat";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
    private static final Set<String> DATETIMES = Set.of("date", "time", "datetime");
    private static final List<String> EXPRESSIONS = List.of("/label", "/description", "/text", "/source", "/alt", "/readonly", "/valuesExpression",
            "/dateLabel", "/timeLabel", "/conditional/hide", "/validate/minLength", "/validate/maxLength", "/validate/min", "/validate/max",
            "/appearance/prefixAdorner", "/appearance/suffixAdorner");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable String heading;
    private boolean eachBooking;

    /** One sentence per problem, beginning with the form's id; empty when the form can be shown. */
    static List<String> problems(String json) {
        var reader = new FormReader();
        reader.form(json);
        return reader.problems;
    }

    /** @throws IllegalArgumentException with all problems */
    static Form read(String json) {
        var reader = new FormReader();
        var form = reader.form(json);
        if (form == null || !reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", reader.problems));
        }
        return form;
    }

    private @Nullable Form form(String source) {
        JsonNode json;
        try {
            json = JSON.readTree(source);
        } catch (JacksonException problem) {
            problems.add("This is not a Camunda form: " + problem.getOriginalMessage());
            return null;
        }
        var id = json.path("id").asString("");
        if (!ID.matcher(id).matches()) {
            problems.add("This is not a Camunda form: its id “%s” should be letters, digits and hyphens".formatted(id));
        }
        if (!json.path("components").isArray()) {
            problems.add("It has no list of components");
        }
        eachBooking = repeats(json);
        var components = components(json, "");
        problems.replaceAll(problem -> "Form %s: %s".formatted(id, problem));
        return new Form(id, heading == null ? inWords(id) : heading, eachBooking, components);
    }

    private List<Component> components(JsonNode parent, String prefix) {
        var components = new ArrayList<Component>();
        for (var json : parent.path("components")) {
            var type = Type.named(json.path("type").asString(""));
            if (type.isEmpty()) {
                problems.add("%s is of a type that can't be shown here. These can: %s".formatted(name(json),
                        Arrays.stream(Type.values()).map(Type::camundaName).collect(Collectors.joining(", "))));
            } else {
                eachBooking |= repeats(json);
                components.add(component(type.get(), json, prefix));
            }
        }
        return List.copyOf(components);
    }

    private Component component(Type type, JsonNode json, String prefix) {
        var id = json.path("id").asString("");
        if (!ID.matcher(id).matches() || !taken.add("#" + id)) {
            problems.add("%s has no id of its own".formatted(name(json)));
        }
        var path = type.asks() ? path(json, prefix) : null;
        var group = json.path("path").asString("");
        var children = type == Type.GROUP ? components(json, group.isEmpty() ? prefix : prefix + group + ".") : List.<Component>of();
        var component = new Component(type, id, path, json, expressions(type, json), children);
        if (type.asks()) {
            checkQuestion(component);
        }
        var source = json.path("source").asString("");
        if (type == Type.IMAGE && !source.startsWith("=") && !Component.safeImage(source)) {
            problems.add("%s shows “%s”; a picture comes from https, from this site (/…) or inline (data:image/…)".formatted(name(json), source));
        }
        return component;
    }

    private @Nullable String path(JsonNode json, String prefix) {
        var path = prefix + json.path("key").asString("");
        if (!PATH.matcher(path).matches()) {
            problems.add("%s needs a key of letters, digits and underscores".formatted(name(json)));
        } else if (!taken.add(path)) {
            problems.add("%s has the key of another component; each answer needs its own".formatted(name(json)));
        }
        return path;
    }

    private void checkQuestion(Component question) {
        var json = question.json();
        if (List.of("/label", "/dateLabel", "/timeLabel").stream().noneMatch(question.expressions()::containsKey)) {
            problems.add("%s has no label, so nobody can tell what it asks".formatted(name(json)));
        }
        if (question.type().chooses() && json.path("values").isEmpty() && json.path("valuesKey").asString("").isBlank()
                && !question.expressions().containsKey("/valuesExpression")) {
            problems.add("%s offers nothing to choose".formatted(name(json)));
        }
        if (question.type() == Type.DATETIME && !DATETIMES.contains(question.kind())) {
            problems.add("%s asks for “%s”; a datetime asks for a date, a time or a datetime".formatted(name(json), question.kind()));
        }
        try {
            Pattern.compile(json.at("/validate/pattern").asString(""));
        } catch (PatternSyntaxException problem) {
            problems.add("%s has a pattern that can't be read: %s".formatted(name(json), problem.getDescription()));
        }
    }

    private Map<String, Expression> expressions(Type type, JsonNode json) {
        var expressions = new HashMap<String, Expression>();
        for (var pointer : EXPRESSIONS) {
            var source = json.at(pointer).asString("");
            if (source.isBlank()) {
                continue;
            }
            try {
                expressions.put(pointer, Expression.of(type == Type.TEXT && pointer.equals("/text") ? withoutTitle(source) : source));
            } catch (IllegalArgumentException problem) {
                problems.add("%s: %s".formatted(name(json), problem.getMessage()));
            }
        }
        return Map.copyOf(expressions);
    }

    /** The form's first heading is the page's title, so the text below it need not say it again. */
    private String withoutTitle(String markdown) {
        var first = markdown.strip().lines().findFirst().orElse("");
        if (heading != null || taken.size() > 1 || !first.matches("#{1,3} [^{]+")) {
            return markdown;
        }
        heading = first.replaceFirst("#{1,3} ", "").strip();
        return markdown.strip().substring(first.length());
    }

    private static boolean repeats(JsonNode json) {
        return "each-booking".equals(json.path("properties").path(REPEAT).asString(""));
    }

    private static String name(JsonNode json) {
        var key = json.path("key").asString("");
        return "the %s %s%s".formatted(json.path("type").asString("(no type)"), json.path("id").asString("(no id)"), key.isEmpty() ? "" : " (key “" + key + "”)");
    }

    private static String inWords(String id) {
        var words = id.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? id : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
