package dev.upfront.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Publishes the files of {@code forms/} when the application starts: each one whose content differs from what the application itself
 * published last. What staff published in the console meanwhile stays, until the file changes.
 */
@Component
class FormFiles implements SmartInitializingSingleton {

    private final Forms forms;

    FormFiles(Forms forms) {
        this.forms = forms;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/*.form")) {
                publish(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The forms can't be read from the application", unreadable);
        }
    }

    private void publish(String file, String json) {
        try {
            forms.publishOwn(json);
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException("forms/%s can't be published; put it right and start again:%n%s".formatted(file, refused.getMessage()), refused);
        }
    }
}
