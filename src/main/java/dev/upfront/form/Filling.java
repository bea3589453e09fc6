package dev.upfront.form;

import dev.upfront.form.Component.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form with what was typed into it: what each answer means and which components are visible for these answers. An answer to a
 * hidden component does not count, neither for other conditions nor for what is kept.
 */
final class Filling {

    /** In the request, the time of a datetime stands beside its date under this name. */
    static final String TIME = "~time";

    private final Form form;
    private final Map<String, Object> variables;
    private final Map<Component, List<String>> typed = new HashMap<>();
    private final Map<Component, Object> values = new HashMap<>();
    private Set<Component> visible;
    private Map<String, Object> context;

    private Filling(Form form, Map<String, ?> variables) {
        this.form = form;
        this.variables = Map.copyOf(variables);
        this.visible = new HashSet<>(form.all());
        this.context = this.variables;
    }

    /** As it is first shown: a variable of the same name fills an answer, else its default does. */
    static Filling blank(Form form, Map<String, ?> variables) {
        var filling = new Filling(form, variables);
        form.questions().forEach(question -> filling.put(question, filling.initial(question)));
        return filling.settled();
    }

    /** @param request the request's parameters; what is locked keeps its default whatever they say */
    static Filling typed(Form form, Map<String, ?> variables, Map<String, List<String>> request) {
        var filling = new Filling(form, variables);
        for (var question : form.questions()) {
            filling.put(question, question.locked(filling.variables) ? filling.initial(question) : received(question, request));
        }
        return filling.settled();
    }

    Form form() {
        return form;
    }

    boolean shows(Component component) {
        return visible.contains(component);
    }

    List<Component> visibleQuestions() {
        return form.questions().stream().filter(visible::contains).toList();
    }

    /** The texts as they were typed. */
    List<String> typed(Component question) {
        return typed.getOrDefault(question, List.of());
    }

    /** A String, BigDecimal, Boolean or list of strings; null when nothing or nothing readable was typed. */
    @Nullable Object value(Component question) {
        return values.get(question);
    }

    /** What FEEL sees: the variables and the visible answers. */
    Map<String, Object> context() {
        return context;
    }

    /** The visible answers, nested as their paths say. */
    Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        for (var question : visibleQuestions()) {
            var value = values.get(question);
            if (value != null) {
                nest(data, Objects.requireNonNull(question.path()), value);
            }
        }
        return data;
    }

    private void put(Component question, List<String> texts) {
        typed.put(question, texts);
        var value = AnswerRules.value(question, texts);
        if (value != null) {
            values.put(question, value);
        }
    }

    private List<String> initial(Component question) {
        var variable = variables.get(question.path());
        if (variable != null) {
            return List.of(variable.toString());
        }
        var set = question.json().path("defaultValue");
        if (set.isArray()) {
            return set.values().stream().map(value -> value.asString("")).toList();
        }
        var text = set.asString("");
        return question.kind().equals("datetime") && text.contains("T") ? List.of(text.split("T", 2)) : text.isEmpty() ? List.of() : List.of(text);
    }

    private static List<String> received(Component question, Map<String, List<String>> request) {
        var name = Forms.PREFIX + question.path();
        var texts = request.getOrDefault(name, List.of()).stream().map(Filling::clean).toList();
        if (question.kind().equals("datetime")) {
            var time = request.getOrDefault(name + TIME, List.of(""));
            return List.of(texts.isEmpty() ? "" : texts.getFirst(), time.isEmpty() ? "" : clean(time.getFirst()));
        }
        return question.type() == Type.CHECKLIST || question.type() == Type.CHECKBOX || texts.size() > 1 ? texts : texts.stream().filter(text -> !text.isEmpty()).toList();
    }

    /** Browsers send line ends as CR LF; other control characters are nobody's answer, and PostgreSQL can't keep them all. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip();
    }

    /** Hiding one answer may hide or show the next component, so it is asked until nothing changes any more. */
    private Filling settled() {
        for (var round = 0; round <= form.all().size(); round++) {
            context = new HashMap<>(variables);
            context.putAll(data());
            var next = new HashSet<Component>();
            show(form.components(), next);
            if (next.equals(visible)) {
                break;
            }
            visible = next;
        }
        return this;
    }

    private void show(List<Component> components, Set<Component> shown) {
        for (var component : components) {
            if (!component.isTrue("/conditional/hide", context)) {
                shown.add(component);
                show(component.children(), shown);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void nest(Map<String, Object> data, String path, Object value) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            data.put(path, value);
        } else {
            nest((Map<String, Object>) data.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>()), path.substring(dot + 1), value);
        }
    }
}
