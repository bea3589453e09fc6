package dev.upfront.catalog;

import dev.upfront.notification.Letterhead;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails come from the practice. */
@Configuration
class PracticeLetterhead {

    @Bean
    Supplier<Letterhead> letterhead(Catalog catalog) {
        return () -> {
            var practice = catalog.practice();
            return new Letterhead(practice.name(), practice.mailFrom(), practice.accentColour(), Accent.of(practice.accentColour()).textOnAsCss());
        };
    }
}
