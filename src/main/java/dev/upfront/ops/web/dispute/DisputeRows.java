package dev.upfront.ops.web.dispute;

import dev.upfront.client.Clients;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.DisputeReason;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Wording;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Disputes as the list and the page show them. */
@Component
class DisputeRows {

    private static final Duration URGENT = Duration.ofDays(3);

    private final Clients clients;

    DisputeRows(Clients clients) {
        this.clients = clients;
    }

    /**
     * @param deadline until when the bank waits, or what happens instead
     * @param next what is to be done, or happens by itself
     */
    record Row(Dispute dispute, String client, String amount, String why, Chip status, Chip deadline, String next, SubjectLink about) {
    }

    Row of(Dispute dispute, Wording words) {
        return new Row(dispute, clients.client(dispute.client()).name(), words.money(dispute.amount()), DisputeReason.words(dispute.reason()), status(dispute), deadline(dispute, words),
                next(dispute), SubjectLink.of(dispute.subject()));
    }

    static Chip status(Dispute dispute) {
        return switch (dispute.status()) {
            case OPEN -> dispute.decisionWaits() ? new Chip("stuck", "Needs you") : new Chip("waiting", "Being answered");
            case SUBMITTED -> new Chip("waiting", "With the bank");
            case WON -> new Chip("done", "Won");
            case LOST -> new Chip("stuck", "Lost");
            case DROPPED -> new Chip("neutral", "Dropped");
            case ESCALATED -> new Chip("neutral", "Became a dispute");
        };
    }

    /** Amber while there is time, red when it runs out. */
    static Chip deadline(Dispute dispute, Wording words) {
        if (dispute.status().ended()) {
            return new Chip("neutral", words.moment(dispute.closedAt()));
        }
        if (dispute.answerBy() == null || !dispute.decisionWaits()) {
            return new Chip("neutral", dispute.answeredAt() == null ? "No deadline" : "Answered " + words.moment(dispute.answeredAt()));
        }
        var left = Duration.between(words.now(), dispute.answerBy());
        return new Chip(left.compareTo(URGENT) < 0 ? "stuck" : "waiting", left.isNegative() ? "The time is over" : words.length(left) + " left");
    }

    private static String next(Dispute dispute) {
        return switch (dispute.status()) {
            case OPEN -> dispute.decisionWaits() ? "Look at the evidence; hand it in, or accept." : "Upfront is answering.";
            case SUBMITTED -> "The bank decides, often after weeks. Upfront asks Stripe every day.";
            case WON, LOST, DROPPED, ESCALATED -> "";
        };
    }
}
