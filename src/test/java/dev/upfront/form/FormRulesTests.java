package dev.upfront.form;

import static dev.upfront.form.FormFixture.aForm;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormRulesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String WORK_OR_LIFE = "'values': [{'label': 'Work', 'value': 'w'}, {'label': 'Life', 'value': 'l'}]";

    private static Received received(FormFixture form, Map<String, List<String>> answers) {
        return Received.of(Filling.typed(form.read(), Map.of(), answers), answers, TODAY);
    }

    private static String refusal(FormFixture form, String... typed) {
        return String.join(" ", received(form, Map.of("answer.it", List.of(typed))).refusals().values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "textfield | 'validate': {'required': true} | `` | Please answer “The it”.",
            "textfield | 'validate': {'maxLength': 3} | four | at most 3 characters, and there are 4",
            "textfield | 'validate': {'minLength': '=2 + 3'} | four | at least 5 characters",
            "textfield | 'validate': {'pattern': '^[A-Z]{2}$'}, 'description': 'Two capitals.' | ab | isn't written as expected. Two capitals.",
            "textfield | 'validate': {'validationType': 'email'} | nobody | should be a mail address",
            "textfield | 'validate': {'validationType': 'phone'} | call me | should be a phone number",
            "textarea | 'validate': {'required': true} | `  ` | Please answer",
            "number | 'validate': {'min': 2} | 1.5 | at least 2",
            "number | 'validate': {'max': 2} | 3 | at most 2",
            "number | 'decimalDigits': 0 | 2.5 | whole number",
            "number | 'decimalDigits': 2 | 2.555 | at most 2 decimals",
            "number | 'validate': {} | a few | should be a number",
            "number | 'validate': {} | 1,500 | without thousands separators",
            "number | 'validate': {} | 1e999999999 | should be a number",
            "checkbox | 'validate': {'required': true} | `` | can be ticked or not",
            "checkbox | 'validate': {} | maybe | can be ticked or not",
            "radio | 'values': [{'label': 'W', 'value': 'w'}], 'validate': {'required': true} | `` | Please choose one",
            "radio | 'values': [{'label': 'W', 'value': 'w'}] | x | isn't one of its choices",
            "select | 'values': [{'label': 'W', 'value': 'w'}] | x | isn't one of its choices",
            "checklist | 'values': [{'label': 'W', 'value': 'w'}] | x | isn't one of its choices",
            "datetime | 'subtype': 'date' | 2026-02-30 | date that exists",
            "datetime | 'subtype': 'date', 'disallowPassedDates': true | 2026-11-21 | not lie in the past",
            "datetime | 'subtype': 'time' | 25:00 | should be a time",
            "datetime | 'subtype': 'datetime' | 2026-11-23 | both a date and a time"})
    void refusesWithASentenceAtTheField(String type, String rule, String typed, String sentence) {
        assertThat(refusal(aForm().with(type, "it", rule.strip()), typed)).contains(sentence);
    }

    @Test
    void acceptsWhatKeepsTheRules() {
        var form = aForm().with("textfield", "mail", "'validate': {'required': true, 'validationType': 'email'}").with("number", "hours", "'decimalDigits': 1")
                .with("checklist", "topics", WORK_OR_LIFE).with("datetime", "start", "'subtype': 'datetime'").with("checkbox", "news");

        var received = received(form, Map.of("answer.mail", List.of(" ada@example.org "), "answer.hours", List.of("1,5"), "answer.topics", List.of("w", "l"),
                "answer.start", List.of("2026-11-30"), "answer.start~time", List.of("09:30")));

        assertThat(received.acceptable()).isTrue();
        assertThat(received.filling().data()).isEqualTo(Map.of("mail", "ada@example.org", "hours", new BigDecimal("1.5"), "topics", List.of("w", "l"),
                "start", "2026-11-30T09:30", "news", false));
    }

    @Test
    void refusesSeveralAnswersWhereOneIsAsked() {
        assertThat(refusal(aForm().with("radio", "it", WORK_OR_LIFE), "w", "l")).contains("takes one answer");
    }

    @Test
    void refusesMoreThanAnyoneTypes() {
        assertThat(refusal(aForm().with("textfield", "it"), "x".repeat(1_001))).contains("too long");
        assertThat(refusal(aForm().with("textarea", "it"), "x".repeat(10_001))).contains("too long");
    }

    @Test
    void refusesAnAnswerThatWasNotAskedFor() {
        var received = received(aForm().with("textfield", "it"), Map.of("answer.price", List.of("0")));

        assertThat(received.acceptable()).isFalse();
        assertThat(received.view(1).errors()).singleElement().extracting(FormView.Problem::sentence).asString().contains("doesn’t ask for");
    }

    @Test
    void keepsALockedAnswerAsItWasSet() {
        var form = aForm().with("textfield", "it", "'readonly': true, 'defaultValue': 'ours'");

        assertThat(received(form, Map.of("answer.it", List.of("theirs"))).filling().data()).isEqualTo(Map.of("it", "ours"));
    }

    @Test
    void asksNoAnswerToWhatIsHiddenAndDropsWhatCameForIt() {
        var form = aForm().with("radio", "before", "'values': [{'label': 'Yes', 'value': 'yes'}, {'label': 'No', 'value': 'no'}]")
                .with("textfield", "how", "'conditional': {'hide': '=before != \\'yes\\''}, 'validate': {'required': true}".replace("\\'", "\\\""))
                .with("textfield", "then", "'conditional': {'hide': '=how = null'}");

        var received = received(form, Map.of("answer.before", List.of("no"), "answer.how", List.of("well"), "answer.then", List.of("so")));

        assertThat(received.acceptable()).isTrue();
        assertThat(received.filling().data()).isEqualTo(Map.of("before", "no"));
    }

    @Test
    void showsWhatAnAnswerBroughtBeforeItIsRefused() {
        var form = aForm().with("checkbox", "ill").with("textfield", "since", "'conditional': {'hide': '=not(ill)'}, 'validate': {'required': true}");

        var first = received(form, Map.of("answer.ill", List.of("true"), "shown", List.of("ill")));
        var view = first.view(1);
        assertThat(first.acceptable()).isFalse();
        assertThat(view.errors()).isEmpty();
        assertThat(view.notice()).contains("there is more to ask", "“The since”");
        assertThat(view.shown()).isEqualTo("ill,since");

        var second = received(form, Map.of("answer.ill", List.of("true"), "shown", List.of(view.shown())));
        assertThat(second.view(1).errors()).hasSize(1);
    }
}
