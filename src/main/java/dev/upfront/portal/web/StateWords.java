package dev.upfront.portal.web;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.dunning.Debts;
import dev.upfront.payment.CardOnFile;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentMails;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundStatus;
import dev.upfront.portal.BookingVisit;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.Reader;
import dev.upfront.portal.When;
import dev.upfront.portal.web.StateView.Confirmed;
import dev.upfront.portal.web.StateView.Debt;
import dev.upfront.portal.web.StateView.Pay;
import dev.upfront.portal.web.StateView.Told;
import dev.upfront.portal.web.StateView.Wait;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a booking stands: what happened, what it means for the client's money, and what comes next. */
@Component
class StateWords {

    private final Catalog catalog;
    private final Bookings bookings;
    private final Payments payments;
    private final PaymentMails paymentMails;
    private final Debts debts;
    private final InstantSource clock;

    StateWords(Catalog catalog, Bookings bookings, Payments payments, PaymentMails paymentMails, Debts debts, InstantSource clock) {
        this.catalog = catalog;
        this.bookings = bookings;
        this.payments = payments;
        this.paymentMails = paymentMails;
        this.debts = debts;
        this.clock = clock;
    }

    StateView of(BookingVisit visit, Reader reader) {
        return switch (visit.current()) {
            case CurrentStep.Wait(var reason) -> waiting(visit, reason);
            case CurrentStep.Pay(var id) -> pay(visit, visit.payment(id), reader);
            case CurrentStep.Confirmed(var moves) -> confirmed(visit, reader);
            case CurrentStep.Settle(var id, var after) -> settle(visit, visit.payment(id), after, reader);
            case CurrentStep.Delivered() -> new Told("done", visit.booking().isUnfunded() ? "Thank you for coming" : "Thank you, everything is settled", List.of(visit.booking().isUnfunded() ? "Your session took place. It will be paid by your retainer’s renewal." : visit.booking().price().isZero() && visit.payments().isEmpty()
                    ? "Your session took place; there is nothing to pay." : "Your session took place and nothing is open any more."), null, again(visit.booking()));
            case CurrentStep.Cancelled(var settled) -> cancelled(visit, settled, reader);
            case CurrentStep.NotShown(var settled) -> notShown(visit, settled, reader);
            case CurrentStep.Expired() -> new Told("waiting", "The time is free again", Stream.concat(Stream.of(
                    "It was held for you until %s, and not every step was done by then.".formatted(reader.momentSeenAt(visit.booking().holdExpiresAt(), clock.instant())),
                    "Nothing is charged. Should a payment have been on its way, it goes back to your card by itself."), credit(visit, reader).stream()).toList(), null, again(visit.booking()));
            default -> throw new IllegalArgumentException("No state of a booking, or one that speaks for itself: " + visit.current());
        };
    }

    /** The sentence by which a client lets the practice keep the card; null when the card is not kept. */
    @Nullable String keepCardConsent(BookingVisit visit, Payment payment, Reader reader) {
        if (!payment.keepCard()) {
            return null;
        }
        var practice = catalog.practice().name();
        var later = visit.booking().dueLater();
        return later.isPositive()
                ? "By continuing you let %s keep this card at Stripe and collect the balance of %s from it after the session, and a fee by the cancellation terms should one become due. Each time you are told by mail.".formatted(practice, reader.money(later))
                : "By continuing you let %s keep this card at Stripe, for a fee by the cancellation terms should one become due. You would be told by mail.".formatted(practice);
    }

    private static Wait waiting(BookingVisit visit, CurrentStep.Reason reason) {
        return switch (reason) {
            case NEXT_STEP -> new Wait("One moment", "Your time is held and the next step is being prepared.",
                    "This usually takes less than a second. The page moves on by itself; nothing is charged meanwhile.");
            case CONFIRMATION, CHARGE -> new Wait("Your payment has arrived", "The booking is being confirmed. Please do not pay again.",
                    "This usually takes less than a second. The page moves on by itself.");
        };
    }

    private Pay pay(BookingVisit visit, Payment payment, Reader reader) {
        var booking = visit.booking();
        var later = booking.dueLater();
        var isDeposit = payment.purpose() == Purpose.DEPOSIT;
        return new Pay(payment.id().toString(), isDeposit ? "Pay the deposit" : "Pay for the session",
                "The time is yours as soon as this is paid.", reader.money(payment.amount()), later.isPositive() ? reader.money(later) : null,
                "after the session on " + reader.day(booking.startsAt()) + (payment.keepCard() ? ", from the same card" : ""), keepCardConsent(visit, payment, reader));
    }

    private Confirmed confirmed(BookingVisit visit, Reader reader) {
        var booking = visit.booking();
        var when = When.of(booking.startsAt(), booking.endsAt(), reader, visit.provider().zone());
        var next = new ArrayList<String>();
        next.add("The confirmation, with the time for your calendar, goes to %s.".formatted(visit.client().mail()));
        if (bookings.willBeReminded(booking)) {
            next.add("You get a reminder by mail before the session.");
        }
        if (booking.isUnfunded()) {
            next.add("It is not paid yet: %s. Should that not be paid, the session is released, you get a mail, and you owe nothing for it.".formatted(visit.paidByRenewalAt() == null
                    ? "it waits for a credit of your retainer" : "it will be paid by your retainer’s renewal on " + reader.dateWithYear(visit.paidByRenewalAt())));
        }
        if (booking.dueLater().isPositive()) {
            next.add(payments.cardOnFile(visit.booking().id().value()).map(card -> "After the session %s is collected from your %s; you get a receipt.".formatted(reader.money(booking.dueLater()), card))
                    .orElseGet(() -> "After the session you get a link to pay the balance of %s.".formatted(reader.money(booking.dueLater()))));
        }
        return new Confirmed("%s, %s (%s), with %s.".formatted(when.day(), when.times(), when.zone(), visit.provider().name()), next, moved(visit, reader), bookings.whyNotMovable(booking, false).isEmpty());
    }

    /** From when to when, in the reader's zone; null when it stands where it was booked. */
    private static @Nullable String moved(BookingVisit visit, Reader reader) {
        var before = visit.booking().movedFrom();
        if (before == null) {
            return null;
        }
        var zone = visit.provider().zone();
        var from = When.of(before, before.plus(visit.booking().length()), reader, zone);
        var to = When.of(visit.booking().startsAt(), visit.booking().endsAt(), reader, zone);
        return "It was moved from %s, %s to %s, %s (%s).%s".formatted(from.day(), from.times(), to.day(), to.times(), to.zone(),
                Summaries.kept(visit).isPositive() ? " What you paid stays with it." : "");
    }

    private Told settle(BookingVisit visit, Payment payment, BookingStatus after, Reader reader) {
        var amount = reader.money(payment.amount().minus(payment.collected()));
        var first = switch (after) {
            case DELIVERED -> "Your session took place. The balance of %s is open.".formatted(amount);
            case CANCELLED -> "This booking is cancelled. The part of the fee that was not yet paid, %s, is open, as you saw before cancelling.".formatted(amount);
            default -> "You missed this session. By the terms you booked with, %s is open.".formatted(amount);
        };
        var card = payments.cardOnFile(visit.booking().id().value());
        var second = (debts.isDebt(payment.id()) || paymentMails.sentLink(payment.id())) ? whyHere(visit, payment, card.map(CardOnFile::toString).orElse(null))
                : card
                .map(kept -> "It is collected from your %s. If that does not work, or you would rather pay in another way, pay here; you are never charged twice.".formatted(kept))
                .orElse("You can pay it here; you get a receipt by mail.");
        return new Told("waiting", after == BookingStatus.DELIVERED ? "The balance is open" : "The fee is open", List.of(first, second),
                new Debt(payment.id().toString(), Summaries.purpose(payment), payment.reference(), amount), null);
    }

    /** Why the client is asked to pay what no card on file did. */
    private String whyHere(BookingVisit visit, Payment payment, @Nullable String card) {
        var tries = payments.declinedTries(visit.booking().id().value()).stream().filter(declined -> declined.payment().equals(payment.id())).toList();
        if (!tries.isEmpty() && tries.getLast().bankAsksClient()) {
            return "Your bank wants you to confirm this payment yourself. Nothing was charged yet: please confirm it here, on Stripe’s page; you are never charged twice.";
        }
        return "%s could not be charged for it, so please pay it here; you are never charged twice.".formatted(card == null ? "No card" : "Your " + card);
    }

    private Told cancelled(BookingVisit visit, boolean settled, Reader reader) {
        var sentences = new ArrayList<String>();
        var closing = visit.closing();
        if (closing != null && closing.because() != null) {
            sentences.add("It was released: %s.".formatted(closing.because()));
        }
        if (closing != null && closing.fee().isPositive()) {
            sentences.add("The cancellation fee was %s, as shown before.".formatted(reader.money(closing.fee())));
        }
        credit(visit, reader).ifPresent(sentences::add);
        if (!settled) {
            sentences.add("What you paid is being put right now; this page shows it in a moment.");
        } else if (visit.refunds().stream().anyMatch(refund -> refund.status() != RefundStatus.FAILED && refund.status() != RefundStatus.CLOSED)) {
            sentences.add("Your money goes back to the card you paid with. Banks usually take 5 to 10 days to show it; you get a mail when it is sent.");
        } else if (visit.refunds().stream().anyMatch(refund -> refund.status() == RefundStatus.FAILED)) {
            sentences.add("What goes back to you could not be sent by itself. %s looks after it and gets in touch with you.".formatted(catalog.practice().name()));
        } else {
            sentences.add("Nothing more is owed and nothing will be charged.");
        }
        return new Told("neutral", closing != null && closing.because() != null ? "This booking is released" : "This booking is cancelled", sentences, null, again(visit.booking()));
    }

    private Told notShown(BookingVisit visit, boolean settled, Reader reader) {
        var closing = visit.closing();
        var fee = closing == null || closing.fee().isZero() ? null : reader.money(closing.fee());
        var paid = Summaries.kept(visit);
        var counts = paid.isPositive() ? " The %s you paid counts towards it.".formatted(reader.money(paid)) : "";
        var credit = credit(visit, reader);
        if (credit.isPresent()) {
            var looks = settled ? "" : " %s looks at it first.".formatted(catalog.practice().name());
            var more = fee == null ? "" : " A fee of %s is due as well.".formatted(fee);
            return new Told("neutral", "You missed this session", List.of(credit.get() + more + looks), null, again(visit.booking()));
        }
        var sentence = fee == null ? "No fee is due for it." : settled ? "The fee of %s by the terms you booked with is settled.".formatted(fee)
                : "By the terms you booked with a fee of %s would be due. %s looks at it first; nothing is charged before that.%s".formatted(fee, catalog.practice().name(), counts);
        return new Told("neutral", "You missed this session", List.of(sentence), null, again(visit.booking()));
    }

    /** What became of the credit that was to pay for a session which did not take place. */
    private Optional<String> credit(BookingVisit visit, Reader reader) {
        var lot = visit.returned();
        if (lot != null) {
            var until = lot.expiresAt() == null ? "" : ", until " + reader.in(catalog.practice().zone()).dateWithYear(lot.expiresAt().minusSeconds(1));
            return Optional.of(lot.hasEnded(clock.instant()) ? "Your credit of %s came back after its time was over and can’t be used any more.".formatted(lot.name())
                    : "Your credit of %s is back and can be used again%s.".formatted(lot.name(), until));
        }
        return visit.credit() != null && visit.closing() != null && visit.closing().creditUsed()
                ? Optional.of("By the terms you booked with your credit of %s is used up.".formatted(visit.credit().name())) : Optional.empty();
    }

    private String again(Booking booking) {
        var offering = catalog.offering(booking.offering());
        return offering.active() ? "/book/" + offering.slug() : "/";
    }
}
