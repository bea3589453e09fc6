package dev.upfront.onboarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Publishes the files of {@code forms/contracts/} when the application starts: each one whose content differs from what the application
 * itself published last. What staff published in the console meanwhile stays, until the file changes.
 */
@Component
class ContractFiles implements SmartInitializingSingleton {

    private final Contracts contracts;

    ContractFiles(Contracts contracts) {
        this.contracts = contracts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/contracts/*.md")) {
                publish(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The contracts can't be read from the application", unreadable);
        }
    }

    private void publish(String file, String markdown) {
        try {
            contracts.publishOwn(file.replaceFirst("\\.md$", ""), markdown);
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException("forms/contracts/%s can't be published; put it right and start again:%n%s".formatted(file, refused.getMessage()), refused);
        }
    }
}
