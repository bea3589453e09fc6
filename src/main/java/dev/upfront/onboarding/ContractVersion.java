package dev.upfront.onboarding;

import dev.upfront.form.Markdown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One published version of a contract; never changed afterwards.
 *
 * @param markdown the text with placeholders such as {@code {{practice}}}
 * @param sha256 of the Markdown's UTF-8 bytes, in hexadecimal
 * @param title the text's first heading, else its name in words
 */
public record ContractVersion(String name, int version, String sha256, String markdown, String title, Instant publishedAt, String publishedBy) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}");

    /** The names in double braces, in order. */
    static List<String> placeholders(String markdown) {
        return PLACEHOLDER.matcher(markdown).results().map(found -> found.group(1).strip()).distinct().toList();
    }

    static String title(String name, String markdown) {
        return markdown.strip().lines().findFirst().filter(line -> line.matches("# [^{]+")).map(line -> line.substring(2).strip())
                .orElseGet(() -> Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' '));
    }

    /**
     * The text that is read and signed. Facts stand in it as they are: no Markdown or HTML in them takes effect.
     *
     * @throws IllegalArgumentException when a fact is missing, with its name
     */
    String fill(Map<String, String> facts) {
        return PLACEHOLDER.matcher(markdown).replaceAll(found -> {
            var fact = facts.get(found.group(1).strip());
            if (fact == null) {
                throw new IllegalArgumentException("the contract %s mentions “%s”, and nothing is known about that".formatted(name, found.group(1).strip()));
            }
            return Matcher.quoteReplacement(Markdown.escape(fact));
        });
    }
}
