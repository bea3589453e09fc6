package dev.upfront.booking;

import dev.upfront.calendar.Calendar;
import dev.upfront.credits.Credits;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import dev.upfront.payment.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the booking process asks this room for, one method per task. Every method may be called twice and has one effect. */
@Service
@Transactional
public class BookingFlow {

    private final BookingRepository repository;
    private final Payments payments;
    private final Earnings earnings;
    private final Credits credits;
    private final ForwardBookings forward;
    private final Calendar calendar;
    private final Closings closings;
    private final BookingMails mails;
    private final Timeline timeline;
    private final BookingSettings settings;
    private final InstantSource clock;

    BookingFlow(BookingRepository repository, Payments payments, Earnings earnings, Credits credits, ForwardBookings forward, Calendar calendar, Closings closings, BookingMails mails,
            Timeline timeline, BookingSettings settings, InstantSource clock) {
        this.repository = repository;
        this.payments = payments;
        this.earnings = earnings;
        this.credits = credits;
        this.forward = forward;
        this.calendar = calendar;
        this.closings = closings;
        this.mails = mails;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /** A payment that the process shall collect, until when, and how often the client is reminded (an ISO 8601 repeating interval). */
    public record Collection(PaymentId payment, Instant deadline, String reminders) {}

    /** When a confirmed booking's timers are due. */
    public record Agenda(boolean reminderDue, Instant remindAt, Instant sessionOverAt) {}

    /**
     * The process says that it leads this booking now. A confirmed booking is taken up anew when the engine lost its flow: everything on the way to
     * the confirmation is done already, so the flow comes to the session by itself.
     */
    public Booking takeUp(BookingId id, long processInstanceKey) {
        var booking = lock(id);
        if (!booking.status().ended()) {
            booking.takeUp(clock.instant(), processInstanceKey);
            return repository.save(booking);
        }
        return booking;
    }

    /**
     * Makes a payment of what is owed before the booking is confirmed.
     *
     * @throws NotAllowed when it was cancelled at this moment: nobody would close the payment any more
     */
    public Collection requestPayment(BookingId id, Purpose purpose) {
        var booking = lock(id);
        if (booking.status().ended()) {
            throw new NotAllowed("Booking %s has ended; nothing is collected for it before a session.".formatted(booking.reference()));
        }
        var amount = purpose == Purpose.FULL_PRICE ? booking.price() : booking.dueAtBooking();
        var payment = payments.request(paymentOf(booking, purpose, amount, purpose == Purpose.DEPOSIT || hasFee(booking)));
        return new Collection(payment, booking.holdExpiresAt(), settings.stepReminders());
    }

    public Agenda confirm(BookingId id) {
        var booking = lock(id);
        if (booking.moveTo(BookingStatus.CONFIRMED)) {
            booking = repository.save(booking);
            timeline.add(id, "Confirmed", Timeline.FLOW);
        }
        return agenda(booking);
    }

    /** Nothing is confirmed to a client who has cancelled meanwhile. */
    public void sendConfirmation(BookingId id) {
        var booking = lock(id);
        if (booking.status() == BookingStatus.CONFIRMED) {
            mails.sendConfirmation(booking);
        }
    }

    public void sendReminder(BookingId id) {
        var booking = lock(id);
        if (booking.status() == BookingStatus.CONFIRMED) {
            mails.sendReminder(booking);
        }
    }

    /** The booking's time has changed: tells the client and the process's timers. */
    public Agenda takeUpMove(BookingId id) {
        var booking = lock(id);
        if (booking.status() == BookingStatus.CONFIRMED) {
            mails.sendMoved(booking);
        }
        return agenda(booking);
    }

    /** The steps were not completed while the slot was held: frees the slot. Money that came in all the same goes back. */
    public void expire(BookingId id) {
        var booking = lock(id);
        if (!booking.moveTo(BookingStatus.EXPIRED)) {
            return;
        }
        repository.save(booking);
        calendar.release(id.value());
        credits.release(id.value());
        refund(booking, paid(booking), "expired");
        mails.sendExpired(booking);
        timeline.add(id, "The hold ended before the steps were complete; the slot is free again", Timeline.FLOW);
    }

    /**
     * The session took place: the price is earned, less what was given back. What was never paid of it becomes a payment, which is returned; while a
     * renewal may still pay for it, nothing does.
     *
     * @throws NotAllowed when the session is not over, such as when the flow has not heard that it was moved: nothing is collected early
     */
    public Optional<Collection> deliver(BookingId id) {
        var booking = lock(id);
        if (clock.instant().isBefore(booking.endsAt())) {
            throw new NotAllowed("The session of booking %s is not over yet.".formatted(booking.reference()));
        }
        if (booking.moveTo(BookingStatus.DELIVERED)) {
            repository.save(booking);
            earnings.delivered(booking, paid(booking));
            credits.use(id.value(), booking.offering(), Account.REVENUE);
            timeline.add(id, "The session took place", Timeline.FLOW);
            forward.billIfLost(booking);
        }
        return booking.isUnfunded() ? Optional.empty() : balance(booking);
    }

    /** What is collected for a session that took place, once nothing else can pay for it. */
    public Optional<Collection> balance(BookingId id) {
        return balance(lock(id));
    }

    /**
     * Puts the money right after a cancellation or a no-show, by the fee that was shown: keeps it of what was paid, sends back the rest,
     * asks for what is missing. Money that arrived while it was cancelled goes back as well.
     */
    public Optional<Collection> settle(BookingId id) {
        var booking = lock(id);
        var closing = closings.find(id).orElseThrow(() -> new NotAllowed("Booking %s was not closed.".formatted(booking.reference())));
        var quote = CancellationQuote.of(paid(booking), closing.fee(), closing.creditUsed());
        if (closings.settle(id, clock.instant())) {
            earnings.closed(booking, quote);
            settleCredit(booking, closing.creditUsed());
            var withBank = payments.isWithBank(id.value());
            refund(booking, quote.refund(), "closing");
            if (quote.feeDue().isPositive()) {
                payments.request(paymentOf(booking, Purpose.FEE, quote.feeDue(), false));
            }
            mails.sendClosed(booking, closing, quote, withBank, booking.creditLot() == null ? null : credits.lot(booking.creditLot()));
            timeline.add(id, "Settled: fee %s, of which %s kept; refund %s".formatted(quote.fee().format(Locale.UK), quote.kept().format(Locale.UK), quote.refund().format(Locale.UK)), Timeline.FLOW);
        }
        return payments.ofSubject(id.value()).stream()
                .filter(payment -> payment.purpose() == Purpose.FEE)
                .findFirst()
                .map(payment -> later(payment.id()));
    }

    private Optional<Collection> balance(Booking booking) {
        return booking.receivable().isPositive() ? Optional.of(later(payments.request(balanceOf(booking)))) : Optional.empty();
    }

    private void settleCredit(Booking booking, boolean used) {
        if (used) {
            credits.use(booking.id().value(), booking.offering(), Account.FEES);
        } else {
            credits.release(booking.id().value());
        }
    }

    private void refund(Booking booking, Money amount, String because) {
        if (amount.isPositive()) {
            payments.refundSubject(booking.id().value(), amount, new RefundOrder(because, RefundReason.CANCELLATION, Account.UNEARNED, Timeline.FLOW));
        }
    }

    private Money paid(Booking booking) {
        return payments.paidFixed(booking.id().value(), booking.price().currency());
    }

    private Collection later(PaymentId payment) {
        return new Collection(payment, clock.instant().plus(settings.balanceWithin()), settings.balanceReminders());
    }

    private Agenda agenda(Booking booking) {
        var remindAt = settings.remindAt(booking);
        return new Agenda(remindAt.isAfter(clock.instant()), remindAt, booking.endsAt().plus(settings.settleAfter()));
    }

    private static boolean hasFee(Booking booking) {
        return booking.policy().lateFeeBasisPoints() > 0 || booking.policy().noShowFeeBasisPoints() > 0;
    }

    static PaymentRequest balanceOf(Booking booking) {
        return paymentOf(booking, Purpose.BALANCE, booking.receivable(), false);
    }

    private static PaymentRequest paymentOf(Booking booking, Purpose purpose, Money amount, boolean keepCard) {
        var description = "%s (%s)".formatted(booking.offeringName(), booking.reference());
        return new PaymentRequest(Subject.booking(booking.id().value(), booking.reference()), booking.client(), purpose, amount, description, keepCard);
    }

    private Booking lock(BookingId id) {
        return repository.lock(id).orElseThrow(() -> new BookingUnknown(id.toString()));
    }
}
