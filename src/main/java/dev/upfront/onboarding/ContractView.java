package dev.upfront.onboarding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its page shows it; the fragment {@code onboarding/contract :: contract(view)} draws it inside the page's own form.
 *
 * @param text the filled-in Markdown, which is what is signed
 * @param html the filled-in text, safe to show
 * @param textSha256 fingerprint of the filled-in Markdown, sent back with the signature
 * @param consent the sentence to tick
 * @param errors a sentence per field: "consent", "name", "drawn", "text"; empty when nothing was refused
 * @param name what was typed so far
 */
public record ContractView(StepId step, String title, int version, String text, String html, String textSha256, String consent, Map<String, String> errors, String name) {

    ContractView refused(Map<String, String> sentences, String typedName) {
        return new ContractView(step, title, version, text, html, textSha256, consent, sentences, typedName);
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
