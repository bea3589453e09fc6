package dev.upfront.ops.process;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.dispute.DisputeFlow;
import dev.upfront.dispute.DisputeId;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundStatus;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What processes ask staff for. The jobs stay open until the deciding room's process completes them. */
@Component
class OpsWorkers implements JobWorkers {

    record Decide(UUID paymentId) {}

    record DecideRefund(UUID refundId) {}

    record DecideDispute(UUID disputeId) {}

    record ReviewNoShow(UUID bookingId) {}

    private final Payments payments;
    private final Bookings bookings;
    private final DisputeFlow disputes;

    OpsWorkers(Payments payments, Bookings bookings, DisputeFlow disputes) {
        this.payments = payments;
        this.bookings = bookings;
        this.disputes = disputes;
    }

    @Override
    public void register(Workers workers) {
        workers.onOpen("ops.decide", Decide.class, Decide::paymentId, ask -> decide(new PaymentId(ask.paymentId())))
                .onOpen("ops.decideRefund", DecideRefund.class, DecideRefund::refundId, ask -> decideRefund(new RefundId(ask.refundId())))
                .onOpen("ops.decideDispute", DecideDispute.class, DecideDispute::disputeId, ask -> decideDispute(new DisputeId(ask.disputeId())))
                .onOpen("ops.reviewNoShow", ReviewNoShow.class, ReviewNoShow::bookingId, ask -> reviewNoShow(new BookingId(ask.bookingId())));
    }

    private Outcome decide(PaymentId id) {
        return payments.awaitDecision(id) ? Outcome.waiting() : Outcome.done(Map.of("decision", "PAID"));
    }

    /** The money page may have been quicker than the process: then the decision is there already. */
    private Outcome decideRefund(RefundId id) {
        var refund = payments.refund(id);
        if (refund.decision() != null) {
            return Outcome.done(Map.of("decision", refund.decision().name()));
        }
        return refund.status() == RefundStatus.FAILED ? Outcome.waiting() : Outcome.done(Map.of("decision", RefundDecision.TRY_AGAIN.name()));
    }

    /** Decided in the console before the process came here, or over already: then there is nothing to wait for. */
    private Outcome decideDispute(DisputeId id) {
        var decision = disputes.decision(id);
        return decision == null ? Outcome.waiting() : Outcome.done(Map.of("decision", decision.name()));
    }

    /** A fee that staff decided about before the process came here needs no further look. */
    private Outcome reviewNoShow(BookingId id) {
        var reviewed = bookings.closing(id).map(closing -> closing.reviewed() || closing.settledAt() != null).orElse(true);
        return reviewed ? Outcome.done() : Outcome.waiting();
    }
}
