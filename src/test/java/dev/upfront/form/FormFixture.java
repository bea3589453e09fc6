package dev.upfront.form;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Builds forms as the Modeler saves them, and draws them. */
final class FormFixture {

    private static final SpringTemplateEngine TEMPLATES = templates();

    private final String id;
    private final List<String> components = new ArrayList<>();
    private String properties = "";

    private FormFixture(String id) {
        this.id = id;
    }

    static FormFixture aForm() {
        return aForm("questions");
    }

    static FormFixture aForm(String id) {
        return new FormFixture(id);
    }

    /** @param more further properties of the component, as JSON in single quotes: {@code 'validate': {'required': true}} */
    FormFixture with(String type, String key, String more) {
        return raw("'type': '%s', 'id': 'Field_%s', 'key': '%s', 'label': 'The %s'%s".formatted(type, key, key, key, more.isEmpty() ? "" : ", " + more));
    }

    FormFixture with(String type, String key) {
        return with(type, key, "");
    }

    FormFixture raw(String component) {
        components.add("{" + component + "}");
        return this;
    }

    FormFixture eachBooking() {
        properties = "'properties': {'upfront.repeat': 'each-booking'},";
        return this;
    }

    String json() {
        return "{'id': '%s', 'type': 'default', 'schemaVersion': 17, %s 'components': [%s]}".formatted(id, properties, String.join(",", components)).replace('\'', '"');
    }

    Form read() {
        return FormReader.read(json());
    }

    /** The fields as the page has them. */
    static Document drawn(FormView view) {
        var context = new Context();
        context.setVariable("view", view);
        return Jsoup.parse(TEMPLATES.process("form/fields", java.util.Set.of("fields"), context));
    }

    private static SpringTemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var templates = new SpringTemplateEngine();
        templates.setTemplateResolver(resolver);
        return templates;
    }
}
