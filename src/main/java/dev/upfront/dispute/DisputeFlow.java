package dev.upfront.dispute;

import dev.upfront.payment.DisputeEvidence;
import dev.upfront.payment.Disputing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the dispute process asks this room for, one method per task. Every method may be called twice and has one effect. Stripe is asked outside of transactions. */
@Service
public class DisputeFlow {

    private final DisputeRepository repository;
    private final Disputes disputes;
    private final Disputing disputing;
    private final Packs packs;
    private final Timeline timeline;
    private final DisputeSettings settings;
    private final DisputeMails mails;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    DisputeFlow(DisputeRepository repository, Disputes disputes, Disputing disputing, Packs packs, Timeline timeline, DisputeSettings settings, DisputeMails mails,
            TransactionTemplate transaction, InstantSource clock) {
        this.repository = repository;
        this.disputes = disputes;
        this.disputing = disputing;
        this.packs = packs;
        this.timeline = timeline;
        this.settings = settings;
        this.mails = mails;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What the process needs to know of a dispute that it takes up.
     *
     * @param decideBy when it is decided by default
     * @param reminders how often staff are reminded, an ISO 8601 repeating interval
     */
    public record TakenUp(Dispute dispute, Instant decideBy, String reminders) {}

    /** The process says that it leads this dispute now: Stripe is asked how it stands, and the book follows. */
    public TakenUp recordMoney(DisputeId id, long processInstanceKey) {
        disputing.ask(disputes.dispute(id).stripeDispute());
        var dispute = transaction.execute(status -> {
            var locked = lock(id);
            locked.takeUp(clock.instant(), processInstanceKey);
            return repository.save(locked);
        });
        return new TakenUp(dispute, disputes.decideBy(dispute), settings.reminders());
    }

    public void assembleEvidence(DisputeId id) {
        transaction.executeWithoutResult(status -> {
            if (packs.assemble(lock(id))) {
                timeline.add(id, "Evidence put together", Timeline.FLOW);
            }
        });
    }

    public void alertStaff(DisputeId id) {
        var dispute = disputes.dispute(id);
        mails.opened(dispute, disputes.decideBy(dispute), settings.submitUndecided());
    }

    /** Only while they can still decide. */
    public void remindStaff(DisputeId id) {
        var dispute = disputes.dispute(id);
        if (dispute.decisionWaits()) {
            mails.reminder(dispute, disputes.decideBy(dispute), settings.submitUndecided());
        }
    }

    /** What is decided, for the process: NONE when it is over or answered already; null while it is not. */
    public @org.jspecify.annotations.Nullable DisputeDecision decision(DisputeId id) {
        var dispute = disputes.dispute(id);
        return dispute.status() == DisputeStatus.OPEN ? dispute.decision() : DisputeDecision.NONE;
    }

    /** Staff have not decided in time: the settings do. */
    public DisputeDecision decideByDefault(DisputeId id) {
        return transaction.execute(status -> {
            var dispute = lock(id);
            if (dispute.decisionWaits()) {
                var decision = settings.submitUndecided() ? DisputeDecision.SUBMIT : DisputeDecision.NONE;
                dispute.decide(decision, "", Timeline.FLOW, clock.instant());
                repository.save(dispute);
                timeline.add(id, "Nobody decided in time: " + (decision == DisputeDecision.SUBMIT ? "the evidence is handed in as it is" : "it is left to be lost"), Timeline.FLOW);
            }
            return dispute.status() == DisputeStatus.OPEN ? dispute.decision() : DisputeDecision.NONE;
        });
    }

    /** Hands the evidence in, with what staff say in their own words; unless the bank takes meanwhile what it only asked about, which is decided about anew. */
    public void submitEvidence(DisputeId id) {
        askStripe(id);
        var dispute = disputes.dispute(id);
        if (dispute.status() != DisputeStatus.OPEN) {
            return;
        }
        var pack = packs.find(id).orElseThrow();
        var texts = new HashMap<>(pack.facts().texts());
        if (!dispute.words().isEmpty()) {
            texts.put(DisputeEvidence.Text.UNCATEGORIZED_TEXT, dispute.words());
        }
        disputing.submit(dispute.stripeDispute(), new DisputeEvidence(texts, pack.pdf()), dispute.submissionsBefore());
    }

    public void acceptDispute(DisputeId id) {
        disputing.accept(disputes.dispute(id).stripeDispute());
    }

    /** Whether it is over. */
    public boolean isOver(DisputeId id) {
        return disputes.dispute(id).status().ended();
    }

    public void askStripe(DisputeId id) {
        disputing.ask(disputes.dispute(id).stripeDispute());
    }

    /**
     * Asks Stripe once more, so that what came back or is lost stands in the book whatever was heard before. For its process an inquiry that became a dispute was
     * dropped: the dispute has a process of its own.
     */
    public DisputeStatus bookOutcome(DisputeId id) {
        askStripe(id);
        var status = disputes.dispute(id).status();
        if (!status.ended()) {
            throw new IllegalStateException("Dispute %s is %s: it has no outcome yet. What to do: look at it at Stripe; once it is won or lost there, retry."
                    .formatted(disputes.dispute(id).reference(), status));
        }
        return status == DisputeStatus.ESCALATED ? DisputeStatus.DROPPED : status;
    }

    /** An inquiry that became a dispute has no outcome to be told: staff are alerted of the dispute. */
    public void mailOutcome(DisputeId id) {
        var dispute = disputes.dispute(id);
        if (dispute.status() != DisputeStatus.ESCALATED) {
            mails.ended(dispute);
        }
    }

    private Dispute lock(DisputeId id) {
        return repository.lock(id).orElseThrow();
    }
}
