package dev.upfront.form;

import static dev.upfront.form.FormFixture.aForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.client.ClientId;
import dev.upfront.onboarding.StepId;
import dev.upfront.sandbox.RoomTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@Transactional
class FormsTests {

    @Autowired
    Forms forms;

    private final UUID client = ClientId.next().value();
    private final UUID booking = StepId.next().value();

    @Test
    void publishesTheApplicationsFormsAtStart() {
        assertThat(forms.published()).extracting(FormVersion::formId).contains("intake-coaching");
        assertThat(forms.current("intake-coaching")).hasValueSatisfying(form -> {
            assertThat(form.publishedBy()).isEqualTo(Forms.APPLICATION);
            assertThat(form.title()).isEqualTo("A few questions before we meet");
        });
    }

    @Test
    void numbersVersionsAndKeepsAnUnchangedOne() {
        var first = forms.publish(aForm("survey").with("textfield", "a").json(), "staff");
        var again = forms.publish(aForm("survey").with("textfield", "a").json(), "staff");
        var second = forms.publish(aForm("survey").with("textfield", "b").json(), "staff");

        assertThat(again).isEqualTo(first);
        assertThat(second.version()).isEqualTo(first.version() + 1);
    }

    @Test
    void refusesToPublishWhatItCannotShow() {
        assertThatIllegalArgumentException().isThrownBy(() -> forms.publish(aForm("survey").raw("'type': 'table', 'id': 'T1'").json(), "staff")).withMessageContaining("table T1");
    }

    @Test
    void leavesWhatStaffPublishedUntilTheFileChanges() {
        var file = aForm("survey").with("textfield", "a").json();
        forms.publishOwn(file);
        var byStaff = forms.publish(aForm("survey").with("textfield", "b").json(), "staff");

        forms.publishOwn(file);
        assertThat(forms.current("survey")).hasValue(byStaff);

        forms.publishOwn(aForm("survey").with("textfield", "c").json());
        assertThat(forms.current("survey").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void keepsAnAnswerWithTheVersionThatAsked() {
        var old = forms.publish(aForm("survey").with("radio", "pace", "'values': [{'label': 'Slowly', 'value': 's'}]").with("checkbox", "news").json(), "staff");
        forms.publish(aForm("survey").with("textfield", "other").json(), "staff");

        assertThat(submit(old, Map.of("answer.pace", List.of("s"), "answer.news", List.of("true"), "_csrf", List.of("x")))).isNull();

        assertThat(forms.answered(client, "survey")).isTrue();
        assertThat(forms.answers(booking)).singleElement().satisfies(answer -> {
            assertThat(answer.formVersion()).isEqualTo(old.version());
            assertThat(answer.lines()).containsExactly(new Answer.Line("The pace", "Slowly"), new Answer.Line("The news", "yes"));
        });
    }

    @Test
    void keepsTheFirstOfTwoSubmissions() {
        var form = forms.publish(aForm("survey").with("textfield", "a").json(), "staff");
        submit(form, Map.of("answer.a", List.of("first")));
        submit(form, Map.of("answer.a", List.of("second")));

        assertThat(forms.answers(booking)).singleElement().extracting(Answer::lines).isEqualTo(List.of(new Answer.Line("The a", "first")));
    }

    @Test
    void keepsNothingWhenSomethingIsRefused() {
        var form = forms.publish(aForm("survey").with("textfield", "a", "'validate': {'required': true}").json(), "staff");

        assertThat(submit(form, Map.of()).errors()).hasSize(1);
        assertThat(forms.answered(client, "survey")).isFalse();
    }

    private FormView submit(FormVersion form, Map<String, List<String>> answers) {
        return forms.submit(form.formId(), form.version(), booking, booking, client, Map.of(), answers);
    }
}
