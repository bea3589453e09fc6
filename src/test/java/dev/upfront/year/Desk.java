package dev.upfront.year;

import dev.upfront.booking.BookingId;
import dev.upfront.booking.Cancellations;
import dev.upfront.dispute.DisputeId;
import dev.upfront.dispute.Disputes;
import dev.upfront.payment.Decision;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What waits for the practice's staff, and what they decide; some of it they leave for another day. */
final class Desk {

    private final Town town;
    private final Trace trace;

    Desk(Town town, Trace trace) {
        this.town = town;
        this.trace = trace;
    }

    void work(RandomGenerator luck) {
        for (var id : waiting("select id from payment.payment where decision_waits and status = 'OWED' order by client, created_at, amount_minor")) {
            var decision = luck.nextInt(3) == 0 ? Decision.WRITE_OFF : Decision.ASK_AGAIN;
            if (luck.nextInt(3) > 0) {
                decide(decision + " about " + town.payments.payment(new PaymentId(id)).reference(), () -> town.payments.decide(new PaymentId(id), decision));
            }
        }
        for (var id : waiting("select id from payment.refund where status = 'FAILED' and decision is null order by created_at, amount_minor")) {
            var decision = RefundDecision.values()[luck.nextInt(RefundDecision.values().length)];
            if (luck.nextInt(3) > 0) {
                decide(decision + " about " + town.payments.refund(new RefundId(id)).reference(), () -> town.payments.decideRefund(new RefundId(id), decision));
            }
        }
        for (var id : waiting("""
                select c.booking_id from booking.closing c where c.reason = 'NOT_SHOWN' and c.settled_at is null and c.waived_by is null and c.confirmed_by is null
                order by c.closed_at, c.fee_minor""")) {
            var kind = luck.nextInt(3);
            var booking = new BookingId(id);
            if (kind == 0) {
                decide("waives the fee of " + town.bookings.booking(booking).reference(), () -> town.world.get(Cancellations.class).waive(booking, StaffActs.SAM, "was ill"));
            } else if (kind == 1) {
                decide("confirms the fee of " + town.bookings.booking(booking).reference(), () -> town.world.get(Cancellations.class).confirmFee(booking, StaffActs.SAM));
            }
        }
    }

    /** Staff answer what clients' banks ask, or let the flow do it; the banks make up their minds some days later. */
    void disputes(RandomGenerator luck) {
        var disputes = town.world.get(Disputes.class);
        for (var id : waiting("select id from dispute.dispute where status = 'OPEN' and decision is null order by opened_at, amount_minor")) {
            var kind = luck.nextInt(8);
            var reference = disputes.dispute(new DisputeId(id)).reference();
            if (kind == 0) {
                decide("accepts " + reference, () -> disputes.accept(new DisputeId(id), StaffActs.SAM));
            } else if (kind == 1) {
                decide("answers " + reference, () -> disputes.submit(new DisputeId(id), "They were there.", StaffActs.SAM));
            }
        }
        if (!town.stripe().switches().isDown()) {
            for (var dispute : town.stripe().disputes()) {
                if (dispute.status().equals("under_review") && luck.nextInt(10) == 0) {
                    var won = luck.nextBoolean();
                    town.stripe().issuers().decideDispute(dispute.id(), won);
                    trace.did(town.now(), "a bank", "decides %s: %s".formatted(dispute.id(), won ? "won" : "lost"));
                }
            }
        }
    }

    private List<UUID> waiting(String sql) {
        return town.world.database().sql(sql).query(UUID.class).list();
    }

    private void decide(String what, Runnable decision) {
        try {
            decision.run();
            trace.did(town.now(), StaffActs.SAM, what);
        } catch (IllegalStateException | dev.upfront.booking.NotAllowed | dev.upfront.dispute.NotPossible settledMeanwhile) {
            trace.did(town.now(), StaffActs.SAM, "%s, too late: %s".formatted(what, settledMeanwhile.getMessage()));
        }
    }
}
