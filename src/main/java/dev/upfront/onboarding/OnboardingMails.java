package dev.upfront.onboarding;

import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Attachment;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails about steps: a reminder of what is still to do, and the signed contract to keep. */
@Service
@Transactional
public class OnboardingMails {

    private final Onboarding onboarding;
    private final EvidenceChain chain;
    private final Facts facts;
    private final Clients clients;
    private final Links links;
    private final Mails mails;
    private final InstantSource clock;
    private final URI baseAddress;

    OnboardingMails(Onboarding onboarding, EvidenceChain chain, Facts facts, Clients clients, Links links, Mails mails, InstantSource clock,
                    @Value("${upfront.base-address}") URI baseAddress) {
        this.onboarding = onboarding;
        this.chain = chain;
        this.facts = facts;
        this.clients = clients;
        this.links = links;
        this.mails = mails;
        this.clock = clock;
        this.baseAddress = baseAddress;
    }

    /**
     * Reminds the client of the open step, at most once an hour however often it is asked for; nothing when no step is open.
     *
     * @param deadline from when on the steps are no longer wanted, so that nothing is to be reminded of; null for never
     */
    public void remind(UUID subject, @Nullable Instant deadline) {
        var now = clock.instant();
        if (deadline != null && !now.isBefore(deadline)) {
            return;
        }
        var hour = now.truncatedTo(ChronoUnit.HOURS).toString();
        onboarding.openStep(subject).ifPresent(step -> send("onboarding.reminder", hour, step, List.of()));
    }

    /** Sends the client the contract of a step as it was signed, once. */
    public void copy(StepId id) {
        var step = onboarding.step(id);
        var signed = chain.signedCopy(id).orElseThrow(() -> new IllegalStateException("Step %s is not signed, so there is no copy to send".formatted(id)));
        send("onboarding.contractSigned", id.toString(), step, List.of(new Attachment(signed.filename(), "application/pdf", signed.pdf())));
    }

    private void send(String kind, String discriminator, Step step, List<Attachment> attachments) {
        if (mails.wrote(kind, step.subject(), discriminator)) {
            return;
        }
        var client = clients.client(step.client());
        var words = new HashMap<String, Object>(facts.of(step.subject()));
        words.put("name", client.name());
        words.put("title", step.title());
        var link = baseAddress + "/s/" + links.issue(step.client(), step.subject(), Channel.MAIL);
        mails.send(new Letter(kind, step.subject(), discriminator, client.mail(), client.locale(), link, words, attachments));
    }
}
