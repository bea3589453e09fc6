package dev.upfront.ops.web;

import dev.upfront.client.ClientId;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.DisputeStatus;
import dev.upfront.dispute.Disputes;
import dev.upfront.payment.PaymentId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the pages of payments, bookings, packages and clients say about disputes. */
@Component
public class Disputed {

    private final Disputes disputes;

    Disputed(Disputes disputes) {
        this.disputes = disputes;
    }

    /** @param kind "waiting" or "stuck" */
    public record Notice(String kind, String sentence, String address) {
    }

    public List<Notice> payment(PaymentId payment, Wording words) {
        return notices(disputes.ofPayment(payment), words);
    }

    public List<Notice> subject(UUID subject, Wording words) {
        return notices(disputes.ofSubject(subject), words);
    }

    /** Only those that are not over: the rest stands on the timeline. */
    public List<Notice> client(ClientId client, Wording words) {
        return notices(disputes.ofClient(client).stream().filter(dispute -> !dispute.status().ended()).toList(), words);
    }

    /** How a line of a dispute's timeline is marked. */
    public static String kind(String what) {
        return what.startsWith("Won") ? "done" : what.startsWith("Lost") || what.endsWith("disputed") ? "stuck" : "neutral";
    }

    /** What was won or dropped needs no notice. */
    private static List<Notice> notices(List<Dispute> disputes, Wording words) {
        return disputes.stream().filter(dispute -> !dispute.status().ended() || dispute.status() == DisputeStatus.LOST).map(dispute -> notice(dispute, words)).toList();
    }

    private static Notice notice(Dispute dispute, Wording words) {
        var address = "/ops/disputes/" + dispute.id();
        var amount = words.money(dispute.amount());
        return switch (dispute.status()) {
            case LOST -> new Notice("stuck", "Lost in a dispute: the client’s bank has given %s back, so what is refunded of it sends no money again.".formatted(amount), address);
            case SUBMITTED -> new Notice("waiting", "Disputed: the client’s bank decides about %s.".formatted(amount), address);
            default -> new Notice("stuck", (dispute.isInquiry() ? "The client’s bank asks about %s" : "Disputed: the client’s bank has taken back %s").formatted(amount)
                    + (dispute.answerBy() == null ? "." : ", and waits for an answer until %s.".formatted(words.moment(dispute.answerBy()))), address);
        };
    }
}
