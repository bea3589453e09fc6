package dev.upfront.form;

import static dev.upfront.form.FormFixture.aForm;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTests {

    @ParameterizedTest
    @ValueSource(strings = {"table", "filepicker", "dynamiclist", "html", "button", "iframe", "expression"})
    void namesAComponentThatItDoesNotKnow(String type) {
        var problems = FormReader.problems(aForm("intake").raw("'type': '%s', 'id': 'Field_x', 'key': 'things'".formatted(type)).json());

        assertThat(problems).singleElement().asString().startsWith("Form intake: the %s Field_x (key “things”) is of a type that can't be shown here.".formatted(type));
    }

    @Test
    void namesEveryProblemAtOnce() {
        var problems = FormReader.problems(aForm("intake")
                .raw("'type': 'textfield', 'id': 'A', 'key': 'a'")
                .with("select", "b")
                .with("textfield", "c", "'conditional': {'hide': '=1 +'}")
                .with("textfield", "d", "'validate': {'pattern': '['}")
                .with("textfield", "d2").raw("'type': 'textfield', 'id': 'E', 'key': 'd2', 'label': 'Again'")
                .raw("'type': 'text', 'id': 'T', 'text': '{{#if x}}no{{/if}}'")
                .raw("'type': 'image', 'id': 'I', 'source': 'http://example.org/x.png'")
                .json());

        assertThat(problems).hasSize(7).allMatch(problem -> problem.startsWith("Form intake: "));
        assertThat(String.join("\n", problems)).contains("no label", "nothing to choose", "“1 +” is not FEEL", "pattern that can't be read",
                "the key of another component", "is a block", "comes from https");
    }

    @Test
    void saysWhenAFileIsNoForm() {
        assertThat(FormReader.problems("<bpmn/>")).singleElement().asString().contains("not a Camunda form");
        assertThat(FormReader.problems("{}")).isNotEmpty();
        assertThat(FormReader.problems("[]")).isNotEmpty();
    }

    @Test
    void readsEveryFormThatComesWithTheApplication() throws Exception {
        try (var files = Files.list(Path.of("forms"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".form"))).isNotEmpty().allSatisfy(file -> {
                assertThat(FormReader.problems(Files.readString(file))).isEmpty();
                assertThat(FormReader.read(Files.readString(file)).id() + ".form").isEqualTo(file.getFileName().toString());
            });
        }
    }

    @Test
    void knowsWhichFormsAreAskedForEachBooking() {
        assertThat(aForm().with("textfield", "a").read().eachBooking()).isFalse();
        assertThat(aForm().eachBooking().read().eachBooking()).isTrue();
        assertThat(aForm().with("textfield", "a", "'properties': {'upfront.repeat': 'each-booking'}").read().eachBooking()).isTrue();
    }
}
