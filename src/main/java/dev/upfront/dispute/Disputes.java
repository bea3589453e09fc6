package dev.upfront.dispute;

import dev.upfront.client.ClientId;
import dev.upfront.payment.PaymentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the dispute room: looking at disputes, and deciding about them. What its process asks for is {@link DisputeFlow}'s. */
@Service
@Transactional
public class Disputes {

    /** What Stripe takes as the practice's own words. */
    public static final int LONGEST_WORDS = 20_000;

    private final DisputeRepository repository;
    private final Packs packs;
    private final Timeline timeline;
    private final DisputeSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Disputes(DisputeRepository repository, Packs packs, Timeline timeline, DisputeSettings settings, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.packs = packs;
        this.timeline = timeline;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** The evidence as it was assembled. @param items what there is, and what is missing */
    public record AssembledPack(List<Item> items, byte[] pdf, String sha256, Instant assembledAt) {}

    /** @param note what is there, or why it is not */
    public record Item(String title, boolean present, String note) {}

    /** Something that happened to one of a client's disputes. */
    public record Happened(DisputeId dispute, String reference, Change change) {}

    /** @throws NoSuchElementException if there is none */
    @Transactional(readOnly = true)
    public Dispute dispute(DisputeId id) {
        return repository.findById(id).orElseThrow(() -> new NoSuchElementException("There is no dispute " + id));
    }

    @Transactional(readOnly = true)
    public Optional<Dispute> byReference(String reference) {
        return repository.findByReference(reference);
    }

    /** Those that are not over: what waits for a decision first, and the nearest deadline first. */
    @Transactional(readOnly = true)
    public List<Dispute> running() {
        return repository.running();
    }

    /** Those that are over, latest first. */
    @Transactional(readOnly = true)
    public List<Dispute> ended(int skip, int limit) {
        return repository.ended(skip, limit);
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Dispute> ofPayment(PaymentId payment) {
        return repository.ofPayment(payment.value());
    }

    /** About any payment of a booking or another subject, oldest first. */
    @Transactional(readOnly = true)
    public List<Dispute> ofSubject(UUID subject) {
        return repository.ofSubject(subject);
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public List<Dispute> ofClient(ClientId client) {
        return repository.ofClient(client.value());
    }

    /** Disputes that asked for a process and were not taken up by its first task within a minute. */
    @Transactional(readOnly = true)
    public List<Dispute> notTakenUp() {
        return repository.notTakenUp(clock.instant().minusSeconds(60));
    }

    @Transactional(readOnly = true)
    public List<Change> timeline(DisputeId id) {
        return timeline.of(id);
    }

    /** What happened to all disputes of a client until that instant, latest first. */
    @Transactional(readOnly = true)
    public List<Happened> history(ClientId client, Instant until, int limit) {
        return timeline.ofClient(client.value(), until, limit);
    }

    /** What is handed in; empty while it is not assembled. */
    @Transactional(readOnly = true)
    public Optional<AssembledPack> pack(DisputeId id) {
        return packs.find(id).map(kept -> new AssembledPack(kept.facts().checklist().stream().map(item -> new Item(item.title(), item.present(), item.note())).toList(),
                kept.pdf(), kept.sha256(), kept.assembledAt()));
    }

    /** When the settings decide about a dispute that staff have not decided about. */
    public Instant decideBy(Dispute dispute) {
        return dispute.answerBy() == null ? dispute.noticedAt().plus(settings.withoutDeadline()) : dispute.answerBy().minus(settings.decideBefore());
    }

    /** Whether an undecided dispute is answered by itself then; otherwise it is lost. */
    public boolean submitsUndecided() {
        return settings.submitUndecided();
    }

    /**
     * Staff hand the evidence in: the flow does it at once, for good.
     *
     * @param words what they add in their own words; may be empty
     * @throws NotPossible when there is nothing to decide any more, or the evidence is not assembled yet
     */
    public void submit(DisputeId id, String words, String by) {
        if (words.length() > LONGEST_WORDS) {
            throw new NotPossible("That is too long: the bank reads at most %d characters. Nothing was handed in.".formatted(LONGEST_WORDS));
        }
        if (packs.find(id).isEmpty()) {
            throw new NotPossible("The evidence is still being put together. Nothing was handed in; try again in a minute.");
        }
        decide(id, DisputeDecision.SUBMIT, words.strip(), by);
    }

    /**
     * Staff accept the dispute: it is lost at once.
     *
     * @throws NotPossible when there is nothing to decide any more, or the bank only asks
     */
    public void accept(DisputeId id, String by) {
        if (dispute(id).isInquiry()) {
            throw new NotPossible("The bank only asks and has taken no money, so there is nothing to accept. To give the money back, refund the payment. Nothing was changed.");
        }
        decide(id, DisputeDecision.ACCEPT, "", by);
    }

    private void decide(DisputeId id, DisputeDecision decision, String words, String by) {
        var dispute = repository.lock(id).orElseThrow();
        if (!dispute.decisionWaits()) {
            throw new NotPossible("There is nothing to decide about %s any more: it was %s meanwhile. Nothing was changed."
                    .formatted(dispute.reference(), dispute.status() == DisputeStatus.OPEN ? "decided" : "answered or ended"));
        }
        dispute.decide(decision, words, by, clock.instant());
        repository.save(dispute);
        timeline.add(id, decision == DisputeDecision.SUBMIT ? "Decided: hand the evidence in" : "Decided: accept the dispute", by);
        events.publishEvent(new DisputeDecided(id, decision));
    }
}
