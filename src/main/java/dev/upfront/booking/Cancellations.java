package dev.upfront.booking;

import dev.upfront.calendar.Calendar;
import dev.upfront.engine.Processes;
import dev.upfront.money.Money;
import dev.upfront.payment.Payments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ending a booking without a session: what it would cost, and then exactly that. The fee comes from the decision table
 * {@code cancellation-policy}, asked with the policy that was copied when it was booked.
 */
@Service
public class Cancellations {

    private final BookingRepository repository;
    private final Payments payments;
    private final Calendar calendar;
    private final Closings closings;
    private final Timeline timeline;
    private final Processes processes;
    private final BookingSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Cancellations(BookingRepository repository, Payments payments, Calendar calendar, Closings closings, Timeline timeline,
            Processes processes, BookingSettings settings, TransactionTemplate transaction, ApplicationEventPublisher events,
            InstantSource clock) {
        this.repository = repository;
        this.payments = payments;
        this.calendar = calendar;
        this.closings = closings;
        this.timeline = timeline;
        this.processes = processes;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What ending the booking now would mean in money. Changes nothing.
     *
     * @throws NotAllowed when the booking can't end that way now
     * @throws dev.upfront.engine.EngineUnavailable when the decision table can't be asked
     */
    public CancellationQuote quote(BookingId id, ClosingReason reason) {
        var booking = repository.findById(id).orElseThrow(() -> new BookingUnknown(id.toString()));
        check(booking, reason);
        var share = feeBasisPoints(booking, reason);
        return CancellationQuote.of(payments.paid(id.value(), booking.price().currency()), booking.priceForFee().share(share), booking.creditLot() != null && share > 0);
    }

    /**
     * Ends the booking and sets the slot free at once; the flow then moves the money as agreed. Repeating it changes nothing.
     *
     * @param agreed the quote that was shown
     * @param by who ends it, such as "client" or a staff member's name
     * @throws QuoteChanged when the amounts are others by now; nothing was done
     */
    public void close(BookingId id, ClosingReason reason, CancellationQuote agreed, String by) {
        if (closings.find(id).isPresent()) {
            return;
        }
        var quote = quote(id, reason);
        if (!quote.equals(agreed)) {
            throw new QuoteChanged(quote);
        }
        transaction.executeWithoutResult(status -> end(lock(id), reason, quote, by, null));
    }

    /** Ends a session that waited in vain, at no cost, in the caller's transaction. @param because a sentence's end, such as "the retainer has ended" */
    void release(Booking locked, String because) {
        end(locked, ClosingReason.RELEASED, CancellationQuote.of(Money.zero(locked.price().currency()), Money.zero(locked.price().currency()), false), Timeline.FLOW, because);
    }

    /** How long staff may waive a no-show's fee before it is charged. */
    public Duration noShowReview() {
        return settings.noShowReview();
    }

    /**
     * Staff waive the fee of a no-show while it is under review.
     *
     * @throws NotAllowed when the review is over and the fee is settled
     */
    public void waive(BookingId id, String by, String because) {
        transaction.executeWithoutResult(status -> {
            repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
            if (!closings.waive(id, by, because)) {
                throw new NotAllowed("The fee is settled already and can't be waived any more. Give it back as a refund instead.");
            }
            timeline.add(id, "Fee waived: " + because, by);
            events.publishEvent(new FeeReviewed(id));
        });
    }

    /** Staff let the fee of a no-show stand before the review window ends. A repeat, or a confirmation of what is settled, changes nothing. */
    public void confirmFee(BookingId id, String by) {
        transaction.executeWithoutResult(status -> {
            repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
            if (closings.confirm(id, by)) {
                timeline.add(id, "Fee confirmed", by);
                events.publishEvent(new FeeReviewed(id));
            }
        });
    }

    private void end(Booking booking, ClosingReason reason, CancellationQuote quote, String by, @Nullable String because) {
        var id = booking.id();
        if (!booking.moveTo(reason == ClosingReason.NOT_SHOWN ? BookingStatus.NOT_SHOWN : BookingStatus.CANCELLED)) {
            return;
        }
        repository.save(booking);
        var now = clock.instant();
        var reviewEndsAt = reason == ClosingReason.NOT_SHOWN ? now.plus(settings.noShowReview()) : null;
        closings.add(id, reason, by, now, quote.fee(), quote.creditUsed(), reviewEndsAt, because);
        calendar.release(id.value());
        timeline.add(id, switch (reason) {
            case NOT_SHOWN -> "Marked as not shown";
            case CLIENT_CANCELLED, STAFF_CANCELLED -> "Cancelled";
            case RELEASED -> "Released: " + because;
        }, by);
        events.publishEvent(new BookingClosed(id, reason, reviewEndsAt));
    }

    private Booking lock(BookingId id) {
        return repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
    }

    private void check(Booking booking, ClosingReason reason) {
        var begun = !clock.instant().isBefore(booking.startsAt());
        if (booking.status().ended()) {
            throw new NotAllowed("This booking has ended already; nothing more is charged or cancelled.");
        }
        if (reason == ClosingReason.NOT_SHOWN && !(begun && booking.status() == BookingStatus.CONFIRMED)) {
            throw new NotAllowed("Only a confirmed session that has begun can be marked as not shown.");
        }
        if (reason == ClosingReason.CLIENT_CANCELLED && begun) {
            throw new NotAllowed("The session has begun and can't be cancelled any more. Please get in touch with us.");
        }
    }

    /** A credit can't be divided: any fee uses it up. */
    private int feeBasisPoints(Booking booking, ClosingReason reason) {
        var answer = processes.decide("cancellation-policy", Map.of(
                "reason", reason.name(),
                "stage", booking.status().name(),
                "inTime", !clock.instant().isAfter(booking.freeUntil()),
                "lateFeeBasisPoints", booking.policy().lateFeeBasisPoints(),
                "noShowFeeBasisPoints", booking.policy().noShowFeeBasisPoints()));
        return basisPoints(answer.values().stream().findFirst().orElse(null));
    }

    private static int basisPoints(@Nullable Object answer) {
        if (answer instanceof Number number && number.intValue() >= 0 && number.intValue() <= 10_000) {
            return number.intValue();
        }
        throw new IllegalStateException("The decision table cancellation-policy answered %s; it must be 0 to 10000".formatted(answer));
    }
}
