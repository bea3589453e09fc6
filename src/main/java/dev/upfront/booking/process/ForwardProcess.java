package dev.upfront.booking.process;

import dev.upfront.booking.BookingBilled;
import dev.upfront.booking.BookingFlow;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.credits.CreditsChanged;
import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.retainer.PeriodSettled;
import dev.upfront.retainer.PlanChanged;
import dev.upfront.retainer.RetainerCancelled;
import dev.upfront.retainer.RetainerEnded;
import dev.upfront.retainer.RetainerPaused;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What happens to a retainer, for the sessions that wait for its renewals. */
@Component
class ForwardProcess {

    private final ForwardBookings forward;
    private final Bookings bookings;
    private final BookingFlow flow;
    private final Processes processes;

    ForwardProcess(ForwardBookings forward, Bookings bookings, BookingFlow flow, Processes processes) {
        this.forward = forward;
        this.bookings = bookings;
        this.flow = flow;
        this.processes = processes;
    }

    @AfterCommit
    void on(PeriodSettled settled) {
        forward.settled(settled.periodId());
    }

    /** A credit that came back pays for the next session that waits. */
    @AfterCommit
    void on(CreditsChanged changed) {
        forward.fund(changed.lot());
    }

    @AfterCommit
    void on(PlanChanged changed) {
        forward.planChanged(changed.retainerId());
    }

    @AfterCommit
    void on(RetainerCancelled cancelled) {
        forward.endsAt(cancelled.retainerId(), cancelled.endsAt());
    }

    @AfterCommit
    void on(RetainerPaused paused) {
        forward.paused(paused.retainerId());
    }

    @AfterCommit
    void on(RetainerEnded ended) {
        forward.ended(ended.retainerId());
    }

    @AfterCommit
    void on(BookingBilled billed) {
        var booking = bookings.booking(billed.bookingId());
        flow.balance(booking.id()).ifPresent(owed -> processes.start("booking.billed", booking.id().value(), Map.of(
                "bookingId", booking.id().toString(), "bookingRef", booking.reference(), "paymentId", owed.payment().toString(),
                "deadline", owed.deadline().toString(), "reminderCycle", owed.reminders())));
    }
}
