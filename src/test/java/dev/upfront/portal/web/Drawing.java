package dev.upfront.portal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Draws templates with made-up models, without the application; each drawing is also written to target/pages, to be looked at. */
final class Drawing {

    private static final SpringTemplateEngine ENGINE = engine();

    private Drawing() {}

    static String of(String name, String template, Map<String, Object> model) {
        var servlets = new MockServletContext();
        var exchange = JakartaServletWebApplication.buildApplication(servlets).buildExchange(new MockHttpServletRequest(servlets), new MockHttpServletResponse());
        var html = ENGINE.process(template, new WebContext(exchange, Locale.UK, model));
        try {
            var folder = Files.createDirectories(Path.of("target/pages"));
            Files.writeString(folder.resolve(name + ".html"), html);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return html;
    }

    private static SpringTemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
