package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of the client's pages, drawn with a made-up model. */
class PagesTests {

    @ParameterizedTest
    @EnumSource(SampleState.class)
    void standsWithoutInlineScriptOrStyle(SampleState state) {
        var page = Jsoup.parse(state.draw());
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()).map(attribute -> attribute.getKey()))
                .noneMatch(name -> name.startsWith("on") || name.startsWith("th:") || name.startsWith("hx-on"));
    }

    @ParameterizedTest
    @EnumSource(SampleState.class)
    void canBeReadAndUsedByKeyboard(SampleState state) {
        var page = Jsoup.parse(state.draw());
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main")).hasSize(1);
        assertThat(page.select("a.skip[href=#content]")).hasSize(1);
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("input:not([type=hidden]), select, textarea")).allSatisfy(field -> assertThat(isLabelled(page, field)).as(field.outerHtml()).isTrue());
        assertThat(page.select("a:not([href]), a[href='']")).isEmpty();
    }

    private static boolean isLabelled(Element page, Element field) {
        return !page.select("label[for='" + field.id() + "']").isEmpty() || field.closest("label") != null || field.hasAttr("aria-label");
    }
}
