package dev.upfront;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Only the addresses of static files get a hash or a version. Without this each link of each page is looked for among the static files of all
 * jars: a tenth of all that the application did.
 */
@Configuration
class StaticAddresses {

    private static final List<String> FILES = List.of("/css/", "/js/", "/webjars/");

    StaticAddresses(SpringTemplateEngine templates) {
        templates.setLinkBuilder(new StandardLinkBuilder() {
            @Override
            protected String processLink(IExpressionContext context, String link) {
                return FILES.stream().anyMatch(link::startsWith) ? super.processLink(context, link) : link;
            }
        });
    }
}
