package dev.upfront.onboarding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its page shows it; the fragment {@code onboarding/contract :: contract(view)} draws it inside the page's own form.
 *
 * @param html the filled-in text, safe to show
 * @param textSha256 fingerprint of the filled-in Markdown, sent back with the signature
 * @param consent the sentence to tick
 * @param errors a sentence per field: "consent", "name", "drawn", "text"; empty when nothing was refused
 * @param name what was typed so far
 */
public record ContractView(StepId step, String title, int version, String html, String textSha256, String consent, Map<String, String> errors, String name) {

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
