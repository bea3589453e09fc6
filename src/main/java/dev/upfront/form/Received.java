package dev.upfront.form;

import dev.upfront.form.FormView.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers as they came, checked.
 *
 * @param unseen visible questions that the client was not shown, because only these answers brought them
 * @param refusals a sentence for each refused question
 * @param strange whether an answer came to something that the form doesn't ask
 */
record Received(Filling filling, List<Component> unseen, Map<Component, String> refusals, boolean strange) {

    static Received unchecked(Filling filling) {
        return new Received(filling, List.of(), Map.of(), false);
    }

    /** @param today no client's today lies before this date */
    static Received of(Filling filling, Map<String, List<String>> request, LocalDate today) {
        var unseen = unseen(filling, request);
        var rules = new AnswerRules(filling, today);
        var refusals = new LinkedHashMap<Component, String>();
        for (var question : filling.visibleQuestions()) {
            var refusal = unseen.contains(question) ? null : rules.refusal(question);
            if (refusal != null) {
                refusals.put(question, refusal);
            }
        }
        return new Received(filling, unseen, refusals, strange(filling, request));
    }

    boolean acceptable() {
        return unseen.isEmpty() && refusals.isEmpty() && !strange;
    }

    FormView view(int version) {
        var problems = new ArrayList<Problem>();
        if (strange) {
            problems.add(new Problem(null, "An answer came that this form doesn’t ask for. Please check your answers and send them again."));
        }
        refusals.forEach((question, sentence) -> problems.add(new Problem(Drawing.id(question), sentence)));
        var form = filling.form();
        var shown = filling.visibleQuestions().stream().map(Component::path).collect(Collectors.joining(","));
        return new FormView(form.id(), version, form.title(), null, notice(), List.copyOf(problems), new Drawing(filling, refusals).rows(form.components()), shown);
    }

    private @Nullable String notice() {
        if (unseen.isEmpty()) {
            return null;
        }
        var labels = unseen.stream().map(question -> "“" + question.label(filling.context()) + "”").collect(Collectors.joining(", "));
        return "Because of what you answered, there is more to ask: %s. Please look at it before you go on.".formatted(labels);
    }

    /** None when the request does not say what the page showed. */
    private static List<Component> unseen(Filling filling, Map<String, List<String>> request) {
        var shown = request.getOrDefault(Forms.SHOWN, List.of());
        var paths = shown.stream().flatMap(list -> Arrays.stream(list.split(","))).collect(Collectors.toSet());
        return shown.isEmpty() ? List.of() : filling.visibleQuestions().stream().filter(question -> !paths.contains(question.path())).toList();
    }

    private static boolean strange(Filling filling, Map<String, List<String>> request) {
        var known = filling.form().questions().stream().map(question -> Forms.PREFIX + question.path()).collect(Collectors.toSet());
        return request.keySet().stream().filter(name -> name.startsWith(Forms.PREFIX))
                .anyMatch(name -> !known.contains(name) && !(name.endsWith(Filling.TIME) && known.contains(name.substring(0, name.length() - Filling.TIME.length()))));
    }
}
