package dev.upfront.onboarding;

import java.time.Instant;

/**
 * One published version of a contract; never changed afterwards.
 *
 * @param markdown the text with placeholders such as {@code {{practice}}}
 * @param sha256 of the Markdown's UTF-8 bytes, in hexadecimal
 * @param title the text's first heading, else its name in words
 */
public record ContractVersion(String name, int version, String sha256, String markdown, String title, Instant publishedAt, String publishedBy) {}
