package dev.upfront.dispute;

import dev.upfront.payment.DisputeFacts;
import dev.upfront.payment.PaymentDisputed;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hears what Stripe says of disputes, in the transaction that books it, so that a dispute and its money are known together or not at all. */
@Component
class DisputeNews {

    private final DisputeRepository repository;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    DisputeNews(DisputeRepository repository, Timeline timeline, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void hear(PaymentDisputed told) {
        var known = repository.lockByStripeDispute(told.dispute().dispute());
        if (known.isEmpty()) {
            open(Dispute.noticed(told, clock.instant()), told.dispute(), "");
        } else if (known.get().isEscalatedBy(told.dispute())) {
            escalate(known.get(), told);
        } else if (!known.get().isNewerThan(told.dispute())) {
            note(known.get(), told.dispute());
        }
    }

    private void open(Dispute dispute, DisputeFacts facts, String before) {
        var saved = repository.save(dispute);
        var amount = saved.amount().format(Locale.ENGLISH);
        timeline.add(saved.id(), before + (saved.isInquiry() ? "The bank asks about %s".formatted(amount) : "%s disputed".formatted(amount)), Timeline.BANK);
        events.publishEvent(new DisputeOpened(saved.id()));
        note(saved, facts);
    }

    /** The inquiry is over, whatever was decided about it, and the dispute has a decision, a deadline and a process of its own. */
    private void escalate(Dispute inquiry, PaymentDisputed told) {
        var dispute = Dispute.escalated(told, clock.instant());
        inquiry.become(DisputeStatus.ESCALATED, clock.instant());
        repository.save(inquiry);
        timeline.add(inquiry.id(), "The bank takes the money now: it goes on as " + dispute.reference(), Timeline.BANK);
        events.publishEvent(new DisputeDecided(inquiry.id(), DisputeDecision.NONE));
        events.publishEvent(new DisputeEnded(inquiry.id()));
        open(dispute, told.dispute(), "After the question " + inquiry.reference() + ": ");
    }

    private void note(Dispute dispute, DisputeFacts facts) {
        dispute.read(facts);
        var status = status(facts, dispute.submissionsBefore());
        var news = dispute.become(status, clock.instant());
        var saved = repository.save(dispute);
        if (news) {
            timeline.add(saved.id(), happened(saved, facts), status == DisputeStatus.SUBMITTED ? Timeline.FLOW : Timeline.BANK);
            events.publishEvent(new DisputeDecided(saved.id(), DisputeDecision.NONE));
            if (status.ended()) {
                events.publishEvent(new DisputeEnded(saved.id()));
            }
        }
    }

    /** Won, but not back yet, it is still decided about: what is booked last is what ends it. */
    private static DisputeStatus status(DisputeFacts facts, long submissionsBefore) {
        return switch (facts.standing()) {
            case NEEDS_RESPONSE, INQUIRY -> facts.submissions() > submissionsBefore ? DisputeStatus.SUBMITTED : DisputeStatus.OPEN;
            case UNDER_REVIEW -> DisputeStatus.SUBMITTED;
            case WON -> facts.withdrawn() ? DisputeStatus.SUBMITTED : DisputeStatus.WON;
            case LOST -> DisputeStatus.LOST;
            case DROPPED -> DisputeStatus.DROPPED;
        };
    }

    private static String happened(Dispute dispute, DisputeFacts facts) {
        return switch (dispute.status()) {
            case OPEN, ESCALATED -> "";
            case SUBMITTED -> "Evidence handed in";
            case WON -> "Won: %s is back".formatted(dispute.amount().format(Locale.ENGLISH));
            case LOST -> "Lost: %s is gone".formatted(dispute.amount().minus(facts.returned()).format(Locale.ENGLISH))
                    + (facts.returned().isPositive() ? ", %s is back".formatted(facts.returned().format(Locale.ENGLISH)) : "");
            case DROPPED -> "The bank has dropped it";
        };
    }
}
