package dev.upfront.booking;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.RefundDeclined;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When money that was received becomes earned: by the session, or as a fee once a closing is settled. */
@Component
class Earnings {

    private final BookingRepository bookings;
    private final Closings closings;
    private final Ledger ledger;
    private final InstantSource clock;

    Earnings(BookingRepository bookings, Closings closings, Ledger ledger, InstantSource clock) {
        this.bookings = bookings;
        this.closings = closings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Where the money received for a booking stands in the book at this moment. */
    Account account(Booking booking) {
        return switch (booking.status()) {
            case DELIVERED -> Account.REVENUE;
            case CANCELLED, NOT_SHOWN -> closings.isSettled(booking.id()) ? Account.FEES : Account.UNEARNED;
            case HELD, CONFIRMED, EXPIRED -> Account.UNEARNED;
        };
    }

    /** The session took place: what was paid is earned, less what was given back, and so is what is still owed. */
    void delivered(Booking booking, Money paid) {
        post("booking.delivered", booking.id().value(), booking, Map.of(
                Account.UNEARNED, paid, Account.RECEIVABLE, booking.receivable(), Account.REVENUE, paid.plus(booking.receivable()).negated()));
    }

    /** A credit came for a session that took place before: its own value is earned, and nothing is to come for it any more. To be called before it pays. */
    void fundedLate(Booking booking) {
        post("booking.fundedLate", booking.id().value(), booking, Map.of(Account.RECEIVABLE, booking.sessionPrice().negated(), Account.REVENUE, booking.sessionPrice()));
    }

    /** The fee is earned, of what was paid and of what is owed now. */
    void closed(Booking booking, CancellationQuote quote) {
        post("booking.closed", booking.id().value(), booking, Map.of(
                Account.UNEARNED, quote.kept(), Account.RECEIVABLE, quote.feeDue(), Account.FEES, quote.fee().negated()));
    }

    /**
     * Money that was to go back and is kept after all is earned if the booking has ended meanwhile. In the transaction of the refund, whose lock on
     * the payment makes a delivery or settlement at the same instant wait, or be seen.
     */
    @EventListener
    void keep(RefundDeclined declined) {
        bookings.findById(new BookingId(declined.subjectId())).ifPresent(booking -> {
            var account = account(booking);
            if (declined.keptAs() == Account.UNEARNED && account != Account.UNEARNED) {
                post("booking.refundKept", declined.refund().value(), booking, Map.of(Account.UNEARNED, declined.amount(), account, declined.amount().negated()));
            }
        });
    }

    private void post(String cause, UUID causeId, Booking booking, Map<Account, Money> amounts) {
        var lines = amounts.entrySet().stream().filter(amount -> !amount.getValue().isZero())
                .map(amount -> line(amount.getKey(), amount.getValue(), booking))
                .toList();
        if (!lines.isEmpty()) {
            ledger.post(cause, causeId, clock.instant(), lines);
        }
    }

    private static Line line(Account account, Money amount, Booking booking) {
        var line = new Line(account, amount, booking.id().value(), booking.client().value());
        return account.isIncome() ? line.about(booking.offering().value()) : line;
    }
}
