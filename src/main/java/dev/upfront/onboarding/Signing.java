package dev.upfront.onboarding;

import dev.upfront.client.Client;
import dev.upfront.form.Markdown;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a contract, checks a signature and writes its evidence. */
@Component
class Signing {

    static final String CONSENT = "I have read this contract and agree to it. I agree to sign it electronically, and that my signature here counts as one on paper.";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_USER_AGENT = 500;

    private final EvidenceChain chain;
    private final InstantSource clock;

    Signing(EvidenceChain chain, InstantSource clock) {
        this.chain = chain;
        this.clock = clock;
    }

    ContractView view(Step step, ContractVersion contract, Map<String, String> facts) {
        var text = contract.fill(facts);
        return new ContractView(step.id(), contract.title(), contract.version(), text, Markdown.toSafeHtmlUnderHeading(text), Sha256.of(text), CONSENT, Map.of(), "");
    }

    /** A sentence per refused field; empty when the signature is good. */
    Map<String, String> refusals(ContractView view, Signature signature) {
        var refused = new LinkedHashMap<String, String>();
        if (signature.textSha256() != null && !signature.textSha256().equals(view.textSha256())) {
            refused.put("text", "The contract changed while you were reading it. Nothing was signed. Please read it again.");
        }
        if (!signature.consented()) {
            refused.put("consent", "Please tick that you agree to sign electronically.");
        }
        if (signature.name().isBlank() && !signature.hasDrawing()) {
            refused.put("name", "Please type your name as your signature, or draw it.");
        }
        if (signature.name().length() > LONGEST_NAME) {
            refused.put("name", "Your name is too long: at most %d characters, please.".formatted(LONGEST_NAME));
        }
        if (signature.hasDrawing() && DrawnSignature.read(String.valueOf(signature.drawn())).isEmpty()) {
            refused.put("drawn", "The drawn signature can’t be read. Please draw it again, or type your name only.");
        }
        return refused;
    }

    /** @param name who signs when the signature is only drawn */
    void sign(Step step, ContractView view, Signature signature, String name, Client client) {
        var drawn = signature.hasDrawing() ? DrawnSignature.read(String.valueOf(signature.drawn())).orElseThrow() : null;
        var signer = signature.name().isBlank() ? name : clean(signature.name(), LONGEST_NAME);
        chain.append(new Evidence(0, "", "", step.id(), step.subject(), step.client(), step.name(), step.documentVersion(), view.title(), view.text(),
                view.textSha256(), view.consent(), signer, drawn, milliseconds(clock.instant()), clean(signature.address(), 100),
                clean(signature.userAgent(), LONGEST_USER_AGENT), client.mail(), milliseconds(client.mailVerifiedAt())));
    }

    private static String clean(String text, int longest) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > longest ? plain.substring(0, longest) : plain;
    }

    /** As the database keeps them, so that the hash can be computed again. */
    private static @Nullable Instant milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
