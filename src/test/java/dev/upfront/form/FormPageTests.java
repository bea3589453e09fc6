package dev.upfront.form;

import static dev.upfront.form.FormFixture.aForm;
import static dev.upfront.form.FormFixture.drawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormPageTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Document blank(FormFixture form) {
        return blank(form, Map.of());
    }

    private static Document blank(FormFixture form, Map<String, ?> variables) {
        return drawn(Received.unchecked(Filling.blank(form.read(), variables)).view(1).withPreviewAddress("/preview"));
    }

    private static Document refused(FormFixture form, Map<String, List<String>> answers) {
        return drawn(Received.of(Filling.typed(form.read(), Map.of(), answers), answers, TODAY).view(1));
    }

    @ParameterizedTest
    @CsvSource({"textfield, input[type=text]", "textarea, textarea", "number, input[inputmode=decimal]", "checkbox, input[type=checkbox][value=true]", "select, select"})
    void labelsEachSingleField(String type, String selector) {
        var page = blank(aForm().with(type, "goal", "'values': [{'label': 'A', 'value': 'a'}]"));

        var field = page.selectFirst(selector);
        assertThat(field).isNotNull();
        assertThat(field.attr("name")).isEqualTo("answer.goal");
        var label = field.is("[type=checkbox]") ? field.parent() : page.selectFirst("label[for=" + field.id() + "]");
        assertThat(label.text()).isEqualTo("The goal (optional)");
    }

    @ParameterizedTest
    @CsvSource({"radio, radio", "checklist, checkbox"})
    void groupsChoicesUnderALegend(String type, String input) {
        var page = blank(aForm().with(type, "topic", "'values': [{'label': 'Work', 'value': 'w'}, {'label': 'Life', 'value': 'l'}], 'validate': {'required': true}"));

        assertThat(page.selectFirst("fieldset > legend").text()).isEqualTo("The topic");
        assertThat(page.select("fieldset input[type=%s][name=answer.topic]".formatted(input)).eachAttr("value")).containsExactly("w", "l");
        assertThat(page.select("fieldset label").eachText()).containsExactly("Work", "Life");
    }

    @Test
    void asksForDateAndTimeAsTheSubtypeSays() {
        var page = blank(aForm()
                .raw("'type': 'datetime', 'subtype': 'date', 'id': 'D', 'key': 'day', 'dateLabel': 'Which day'")
                .raw("'type': 'datetime', 'subtype': 'time', 'id': 'T', 'key': 'hour', 'timeLabel': 'Which hour', 'timeInterval': 15")
                .raw("'type': 'datetime', 'subtype': 'datetime', 'id': 'B', 'key': 'both', 'label': 'When', 'dateLabel': 'Day', 'timeLabel': 'Hour'"));

        assertThat(page.selectFirst("input[type=date][name=answer.day]")).isNotNull();
        assertThat(page.selectFirst("label[for=field-D]").text()).startsWith("Which day");
        assertThat(page.selectFirst("input[type=time][name=answer.hour]").attr("step")).isEqualTo("900");
        assertThat(page.select("fieldset legend").text()).startsWith("When");
        assertThat(page.select("fieldset input").eachAttr("name")).containsExactly("answer.both", "answer.both~time");
        assertThat(page.select("fieldset label").eachText()).containsExactly("Day", "Hour");
    }

    @Test
    void showsTextPicturesLinesAndGaps() {
        var page = blank(aForm()
                .raw("'type': 'text', 'id': 'T', 'text': 'Hello **{{name}}** <script>alert(1)</script> [x](javascript:alert(2))'")
                .raw("'type': 'image', 'id': 'I', 'source': 'https://example.org/p.png', 'alt': 'A picture'")
                .raw("'type': 'separator', 'id': 'S'")
                .raw("'type': 'spacer', 'id': 'G', 'height': 60"), Map.of("name", "Ada"));

        assertThat(page.select(".prose strong").text()).isEqualTo("Ada");
        assertThat(page.html()).doesNotContain("alert(");
        assertThat(page.selectFirst("img").attr("alt")).isEqualTo("A picture");
        assertThat(page.select("hr")).hasSize(1);
        assertThat(page.selectFirst("svg").attr("height")).isEqualTo("60");
    }

    @Test
    void takesTheFirstHeadingAsTitleAndSaysItOnce() {
        var page = blank(aForm().raw("'type': 'text', 'id': 'T', 'text': '# Before we meet\\n\\nTake your time.'"));

        assertThat(page.select("h1").eachText()).containsExactly("Before we meet");
        assertThat(page.select(".prose").text()).isEqualTo("Take your time.");
    }

    @Test
    void setsGroupsApartAndNestsTheirAnswers() {
        var page = blank(aForm().raw("'type': 'group', 'id': 'G', 'label': 'Where you live', 'path': 'home', 'components': [{'type': 'textfield', 'id': 'C', 'key': 'city', 'label': 'City'}]"));

        assertThat(page.selectFirst("fieldset > legend").text()).isEqualTo("Where you live");
        assertThat(page.selectFirst("fieldset input").attr("name")).isEqualTo("answer.home.city");
        assertThat(page.selectFirst("fieldset input").attr("autocomplete")).isEqualTo("address-level2");
    }

    @Test
    void putsComponentsOfOneRowBesideEachOther() {
        var page = blank(aForm()
                .with("textfield", "first", "'layout': {'row': 'R1', 'columns': 10}").with("textfield", "second", "'layout': {'row': 'R1', 'columns': 6}")
                .with("textfield", "third", "'layout': {'row': 'R2', 'columns': null}"));

        assertThat(page.select(".form-row")).hasSize(2);
        assertThat(page.selectFirst(".form-row").select(".columns-10, .columns-6")).hasSize(2);
    }

    @Test
    void tiesHintsAndErrorsToTheirFieldAndKeepsWhatWasTyped() {
        var form = aForm().with("textfield", "goal", "'description': 'In a sentence', 'validate': {'minLength': 10}");
        var page = refused(form, Map.of("answer.goal", List.of("short")));

        var field = page.selectFirst("input[name=answer.goal]");
        assertThat(field.attr("value")).isEqualTo("short");
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(field.attr("aria-describedby").split(" ")).allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull()).hasSize(2);
        assertThat(page.select(".field.invalid .error").text()).contains("at least 10 characters");
        assertThat(page.selectFirst("[role=alert] a").attr("href")).isEqualTo("#" + field.id());
    }

    @Test
    void fillsDefaultsAndVariables() {
        var page = blank(aForm().with("textfield", "goal", "'defaultValue': 'rest'").with("textfield", "name").with("checkbox", "news", "'defaultValue': true")
                .with("select", "pace", "'values': [{'label': 'Slow', 'value': 's'}, {'label': 'Fast', 'value': 'f'}], 'defaultValue': 'f'"), Map.of("name", "Ada"));

        assertThat(page.selectFirst("[name=answer.goal]").attr("value")).isEqualTo("rest");
        assertThat(page.selectFirst("[name=answer.name]").attr("value")).isEqualTo("Ada");
        assertThat(page.selectFirst("[name=answer.news]").hasAttr("checked")).isTrue();
        assertThat(page.selectFirst("option[selected]").text()).isEqualTo("Fast");
    }

    @Test
    void offersWhatAVariableOrFeelSays() {
        var page = blank(aForm().with("radio", "room", "'valuesKey': 'rooms'").with("select", "step", "'valuesExpression': '=for i in 1..3 return string(i)'"),
                Map.of("rooms", "Red\nBlue\n"));

        assertThat(page.select("[name=answer.room]").eachAttr("value")).containsExactly("Red", "Blue");
        assertThat(page.select("[name=answer.step] option").eachAttr("value")).containsExactly("", "1", "2", "3");
    }

    @Test
    void asksHtmxToDrawAgainOnlyWhereAnAnswerSteersOthers() {
        var page = blank(aForm().with("checkbox", "ill").with("textfield", "since", "'conditional': {'hide': '=not(ill)'}"));

        assertThat(page.select("[hx-post=/preview] input").eachAttr("name")).containsExactly("answer.ill");
    }
}
