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
        var dispute = known.orElseGet(() -> Dispute.noticed(told, clock.instant()));
        dispute.read(told.dispute());
        var status = status(told.dispute());
        var news = dispute.become(status, clock.instant());
        var saved = repository.save(dispute);
        if (known.isEmpty()) {
            timeline.add(saved.id(), saved.isInquiry() ? "The bank asks about %s".formatted(saved.amount().format(Locale.ENGLISH)) : "%s disputed".formatted(saved.amount().format(Locale.ENGLISH)), Timeline.BANK);
            events.publishEvent(new DisputeOpened(saved.id()));
        }
        if (news) {
            timeline.add(saved.id(), happened(saved), status == DisputeStatus.SUBMITTED ? Timeline.FLOW : Timeline.BANK);
            events.publishEvent(new DisputeDecided(saved.id(), DisputeDecision.NONE));
            if (status.ended()) {
                events.publishEvent(new DisputeEnded(saved.id()));
            }
        }
    }

    /** Won, but not back yet, it is still decided about: what is booked last is what ends it. */
    private static DisputeStatus status(DisputeFacts facts) {
        return switch (facts.standing()) {
            case NEEDS_RESPONSE, INQUIRY -> facts.submissions() > 0 ? DisputeStatus.SUBMITTED : DisputeStatus.OPEN;
            case UNDER_REVIEW -> DisputeStatus.SUBMITTED;
            case WON -> facts.withdrawn() ? DisputeStatus.SUBMITTED : DisputeStatus.WON;
            case LOST -> DisputeStatus.LOST;
            case DROPPED -> DisputeStatus.DROPPED;
        };
    }

    private static String happened(Dispute dispute) {
        return switch (dispute.status()) {
            case OPEN -> "";
            case SUBMITTED -> "Evidence handed in";
            case WON -> "Won: %s is back".formatted(dispute.amount().format(Locale.ENGLISH));
            case LOST -> "Lost: %s is gone".formatted(dispute.amount().format(Locale.ENGLISH));
            case DROPPED -> "The bank has dropped it";
        };
    }
}
