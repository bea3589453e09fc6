package dev.upfront.booking.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingFlow;
import dev.upfront.booking.BookingFlow.Agenda;
import dev.upfront.booking.BookingFlow.Collection;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.Purpose;
import dev.upfront.retainer.RetainerPeriodId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the booking process asks for. */
@Component
class BookingWorkers implements JobWorkers {

    record TakeUp(UUID bookingId, long processInstanceKey) {}

    record RequestPayment(UUID bookingId, Purpose owed) {}

    record Ask(UUID bookingId) {
        BookingId id() {
            return new BookingId(bookingId);
        }
    }

    /** @param subjectId what was not paid, such as a retainer's period */
    record OfUnpaid(UUID subjectId) {}

    private final BookingFlow flow;
    private final ForwardBookings forward;

    BookingWorkers(BookingFlow flow, ForwardBookings forward) {
        this.flow = flow;
        this.forward = forward;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("booking.requested", "bookingId")
                .sends("booking.billed", "bookingId", "bookingRef", "paymentId", "deadline", "reminderCycle")
                .sends("booking.moved")
                .sends("booking.cancelled")
                .sends("booking.notShown", "reviewEndsAt")
                .on("booking.takeUp", TakeUp.class, ask -> done(route(flow.takeUp(new BookingId(ask.bookingId()), ask.processInstanceKey()))))
                .on("booking.requestPayment", RequestPayment.class, ask ->
                        done(collect(flow.requestPayment(new BookingId(ask.bookingId()), ask.owed()), "paymentDeadline")))
                .on("booking.confirm", Ask.class, ask -> done(agenda(flow.confirm(ask.id()))))
                .on("booking.sendConfirmation", Ask.class, ask -> quietly(() -> flow.sendConfirmation(ask.id())))
                .on("booking.sendReminder", Ask.class, ask -> quietly(() -> flow.sendReminder(ask.id())))
                .on("booking.takeUpMove", Ask.class, ask -> done(agenda(flow.takeUpMove(ask.id()))))
                .on("booking.expire", Ask.class, ask -> quietly(() -> flow.expire(ask.id())))
                .on("booking.deliver", Ask.class, ask -> done(owed("balanceOwed", flow.deliver(ask.id()))))
                .on("booking.settleCancellation", Ask.class, ask -> done(owed("feeOwed", flow.settle(ask.id()))))
                .on("booking.releaseUnfunded", OfUnpaid.class, ask -> quietly(() -> forward.releaseUnpaid(new RetainerPeriodId(ask.subjectId()))))
                .on("booking.settleNoShow", Ask.class, ask -> done(owed("feeOwed", flow.settle(ask.id()))));
    }

    private static Outcome quietly(Runnable work) {
        work.run();
        return done();
    }

    private static Map<String, ?> route(Booking booking) {
        return Map.of(
                "bookingRef", booking.reference(),
                "clientId", booking.client().toString(),
                "stillWanted", !booking.status().ended(),
                "holdExpiresAt", booking.holdExpiresAt().toString(),
                "forms", booking.formsToFill(),
                "contracts", booking.contractsToSign(),
                "terms", booking.terms().name());
    }

    private static Map<String, ?> agenda(Agenda agenda) {
        return Map.of(
                "reminderDue", agenda.reminderDue(),
                "remindAt", agenda.remindAt().toString(),
                "sessionOverAt", agenda.sessionOverAt().toString());
    }

    private static Map<String, ?> owed(String question, Optional<Collection> collection) {
        var facts = new HashMap<String, Object>(collection.map(owed -> collect(owed, "deadline")).orElse(Map.of()));
        facts.put(question, collection.isPresent());
        return facts;
    }

    private static Map<String, ?> collect(Collection collection, String until) {
        return Map.of(
                "paymentId", collection.payment().toString(),
                until, collection.deadline().toString(),
                "reminderCycle", collection.reminders());
    }
}
