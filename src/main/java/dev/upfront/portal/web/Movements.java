package dev.upfront.portal.web;

import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Refund;
import dev.upfront.portal.Reader;
import dev.upfront.portal.StepPage.Movement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes what was paid, is still to be paid, and goes back, oldest first. What was never charged is not shown. */
public final class Movements {

    private Movements() {}

    private record Dated(Instant at, Movement movement) {}

    public static List<Movement> of(List<Payment> payments, List<Refund> refunds, Reader reader) {
        var paid = payments.stream().filter(payment -> payment.status() != PaymentStatus.CLOSED || payment.collected().isPositive()).map(payment -> paid(payment, reader));
        return Stream.concat(paid, refunds.stream().map(refund -> refunded(refund, reader)))
                .sorted(Comparator.comparing(Dated::at)).map(Dated::movement).toList();
    }

    private static Dated paid(Payment payment, Reader reader) {
        var at = payment.settledAt() == null ? payment.createdAt() : payment.settledAt();
        var collected = payment.collected().isPositive();
        var word = switch (payment.status()) {
            case OWED -> "Open";
            case PAID -> "Paid";
            case CLOSED -> "Paid, no longer owed";
            case WRITTEN_OFF -> "No longer asked for";
        };
        var kind = payment.status() == PaymentStatus.OWED ? "waiting" : collected ? "done" : "neutral";
        return new Dated(at, new Movement(reader.dateWithYear(at), Summaries.purpose(payment), payment.reference(), kind, word,
                reader.money(collected ? payment.collected() : payment.amount())));
    }

    private static Dated refunded(Refund refund, Reader reader) {
        var at = refund.settledAt() == null ? refund.createdAt() : refund.settledAt();
        return switch (refund.status()) {
            case SUCCEEDED -> refunded(refund, at, "done", "Refunded", reader);
            case REQUESTED, SUBMITTED, UNKNOWN, PENDING -> refunded(refund, at, "waiting", "On its way", reader);
            case FAILED -> refunded(refund, at, "stuck", "Held up, we look after it", reader);
            case CLOSED -> refunded(refund, at, "neutral", "Settled with you", reader);
        };
    }

    private static Dated refunded(Refund refund, Instant at, String kind, String word, Reader reader) {
        return new Dated(at, new Movement(reader.dateWithYear(at), "Refund", refund.reference(), kind, word, reader.money(refund.amount().negated())));
    }
}
