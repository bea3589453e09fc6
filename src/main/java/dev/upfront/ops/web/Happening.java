package dev.upfront.ops.web;

import dev.upfront.notification.SentMail;
import dev.upfront.payment.MoneyEvent;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.RefundStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param kind "done", "waiting", "stuck" or "neutral"
 * @param by who or which flow did it, null when that says nothing
 * @param address where more can be seen, null when nowhere
 */
public record Happening(Instant at, String kind, String what, @Nullable String by, @Nullable String address) {

    public static Happening of(SentMail mail) {
        return mail.problem() == null || mail.sentAt() != null
                ? new Happening(mail.writtenAt(), "neutral", "Mail “%s” to %s".formatted(mail.title(), mail.recipient()),
                        mail.sentAt() == null ? "waits to be sent" : null, null)
                : new Happening(mail.writtenAt(), "stuck", "Mail “%s” to %s could not be sent yet: %s".formatted(mail.title(), mail.recipient(), mail.problem()), null, null);
    }

    public static Happening of(MoneyEvent event, Wording words) {
        var payment = words.purpose(event.purpose()) + " " + words.money(event.amount()) + " (" + event.reference() + ")";
        var refund = "Refund of " + words.money(event.amount()) + " (" + event.reference() + ")";
        return switch (event.what()) {
            case ASKED -> of(event, "waiting", "Asked for " + lowerFirst(payment));
            case PAID -> of(event, Chip.of(PaymentStatus.PAID), payment);
            case CLOSED -> of(event, Chip.of(PaymentStatus.CLOSED), payment);
            case WRITTEN_OFF -> of(event, Chip.of(PaymentStatus.WRITTEN_OFF), payment);
            case DECLINED -> of(event, "stuck", "Tried to collect " + lowerFirst(payment) + ". " + event.why());
            case REFUND_ASKED -> of(event, "waiting", refund + " asked for");
            case REFUND_SUCCEEDED -> ended(event, Chip.of(RefundStatus.SUCCEEDED), refund);
            case REFUND_FAILED -> ended(event, Chip.of(RefundStatus.FAILED), refund);
            case REFUND_CLOSED -> ended(event, Chip.of(RefundStatus.CLOSED), refund);
        };
    }

    /** The same, with where it belongs told beside who did it. */
    public Happening about(String reference) {
        return new Happening(at, kind, what, by == null ? reference : by + ", " + reference, address);
    }

    private static Happening of(MoneyEvent event, Chip chip, String payment) {
        return of(event, chip.kind(), chip.word() + ": " + lowerFirst(payment));
    }

    private static Happening ended(MoneyEvent event, Chip chip, String refund) {
        return of(event, chip.kind(), refund + ": " + lowerFirst(chip.word()) + (event.why() == null ? "" : ": " + event.why()));
    }

    private static Happening of(MoneyEvent event, String kind, String what) {
        return new Happening(event.at(), kind, what, event.by(), "/ops/payments/" + event.payment());
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
