package dev.upfront.portal;

import dev.upfront.booking.BookingStatus;
import dev.upfront.credits.CreditLot;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Purpose;
import dev.upfront.retainer.EndReason;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a booking stands for its client: the one thing that /s/{token} shows. Derived from the rooms each time, stored nowhere. */
public sealed interface CurrentStep {

    record FillForm(Step step) implements CurrentStep {}

    record Sign(Step step) implements CurrentStep {}

    /** The price or the deposit is due, before the booking is confirmed. */
    record Pay(PaymentId payment) implements CurrentStep {}

    /** The flow is on its way to the next step. */
    record Wait(Reason reason) implements CurrentStep {}

    /** @param moves how often it was moved: an open page shows the new time by itself */
    record Confirmed(int moves) implements CurrentStep {}

    /** The session took place or was missed or cancelled, and something is still owed. */
    record Settle(PaymentId payment, BookingStatus after) implements CurrentStep {}

    record Delivered() implements CurrentStep {}

    /** @param settled whether the flow has put the money right */
    record Cancelled(boolean settled) implements CurrentStep {}

    /** @param settled whether the fee is decided */
    record NotShown(boolean settled) implements CurrentStep {}

    record Expired() implements CurrentStep {}

    /** A package whose credits can be used. Its counts: an open page shows by itself when they change. */
    record PackageActive(int free, int held) implements CurrentStep {}

    record PackageEnded(PackageStatus how) implements CurrentStep {}

    /** A card is kept before a trial begins. */
    record KeepCard() implements CurrentStep {}

    /** @param seen differs whenever something of it does: an open page shows that by itself */
    record RetainerRunning(String seen) implements CurrentStep {}

    /** What a card did not pay of a retainer that has begun. */
    record RetainerOwed(PaymentId payment) implements CurrentStep {}

    record RetainerOver(EndReason why) implements CurrentStep {}

    enum Reason {
        /** For the first step, or the one after the last. */
        NEXT_STEP,
        /** The money has arrived and the booking is about to be confirmed. */
        CONFIRMATION,
        /** The card on file is being charged. */
        CHARGE
    }

    /** A payment, as far as the current step depends on it. */
    record Debt(PaymentId id, Purpose purpose, PaymentStatus status) {
        private boolean isBeforeTheSession() {
            return purpose == Purpose.FULL_PRICE || purpose == Purpose.DEPOSIT || purpose == Purpose.PACKAGE;
        }
    }

    /**
     * @param moves how often the booking was moved
     * @param steps what was planned for the booking, in order
     * @param closingSettled whether the flow has put the money of a cancelled or missed booking right
     */
    static CurrentStep of(BookingStatus status, int moves, List<Step> steps, List<Debt> debts, boolean closingSettled) {
        return switch (status) {
            case HELD -> held(steps, debts);
            case CONFIRMED -> new Confirmed(moves);
            case DELIVERED -> owed(debts, false).<CurrentStep>map(debt -> new Settle(debt.id(), status)).orElseGet(Delivered::new);
            case CANCELLED -> owed(debts, false).<CurrentStep>map(debt -> new Settle(debt.id(), status)).orElseGet(() -> new Cancelled(closingSettled));
            case NOT_SHOWN -> owed(debts, false).<CurrentStep>map(debt -> new Settle(debt.id(), status)).orElseGet(() -> new NotShown(closingSettled));
            case EXPIRED -> new Expired();
        };
    }

    /**
     * @param lot the credits that the package granted; null while it is not paid
     * @param charging whether the card on file is being charged, and the client has nothing to do
     */
    static CurrentStep of(PackageStatus status, @Nullable CreditLot lot, List<Step> steps, List<Debt> debts, boolean charging) {
        return switch (status) {
            case REQUESTED -> charging && held(steps, debts) instanceof Pay ? new Wait(Reason.CHARGE) : held(steps, debts);
            case ACTIVE -> lot == null ? new Wait(Reason.CONFIRMATION) : new PackageActive(lot.free(), lot.held());
            case USED_UP, EXPIRED, REFUNDED, LAPSED, CANCELLED -> new PackageEnded(status);
        };
    }

    /**
     * @param cardMissing whether it begins with a trial, for which a card is kept, and none is yet
     * @param first the period that is paid to begin; null before it was opened
     * @param asked what the client is asked to pay, as no card does it
     * @param seen differs whenever something of the retainer does
     */
    static CurrentStep of(Retainer retainer, boolean cardMissing, @Nullable RetainerPeriod first, List<Step> steps, List<Debt> debts, List<Debt> asked, String seen) {
        var debt = asked.stream().findFirst();
        return switch (retainer.status()) {
            case AGREED -> cardMissing && held(steps, List.of()) instanceof Wait ? new KeepCard() : held(steps, List.of());
            case TRIAL -> new RetainerRunning(seen);
            case ACTIVE, PAUSED -> first == null ? new Wait(Reason.NEXT_STEP) : first.status().isOwed() ? begin(first, debts, debt)
                    : debt.<CurrentStep>map(owed -> new RetainerOwed(owed.id())).orElseGet(() -> new RetainerRunning(seen));
            case ENDED -> debt.<CurrentStep>map(owed -> new RetainerOwed(owed.id())).orElseGet(() -> new RetainerOver(Objects.requireNonNull(retainer.endReason())));
        };
    }

    private static CurrentStep begin(RetainerPeriod first, List<Debt> debts, Optional<Debt> asked) {
        if (debts.stream().anyMatch(debt -> debt.id().equals(first.payment()) && debt.status() == PaymentStatus.PAID)) {
            return new Wait(Reason.CONFIRMATION);
        }
        return asked.<CurrentStep>map(debt -> new Pay(debt.id())).orElseGet(() -> new Wait(first.payment() == null ? Reason.NEXT_STEP : Reason.CHARGE));
    }

    /** Whether the flow is expected to move within seconds, by itself. */
    default boolean isMoving() {
        return this instanceof Wait || this instanceof Cancelled(var settled) && !settled;
    }

    /** A text that differs when the page should be drawn again. */
    default String seen() {
        return switch (this) {
            case FillForm(var step) -> "form-" + step.id();
            case Sign(var step) -> "contract-" + step.id();
            case Pay(var payment) -> "pay-" + payment;
            case Wait(var reason) -> "wait-" + reason;
            case Settle(var payment, var after) -> "settle-" + payment;
            case Confirmed(var moves) -> "confirmed-" + moves;
            case Delivered() -> "delivered";
            case Cancelled(var settled) -> "cancelled-" + settled;
            case NotShown(var settled) -> "not-shown-" + settled;
            case Expired() -> "expired";
            case PackageActive(var free, var held) -> "package-%d-%d".formatted(free, held);
            case PackageEnded(var how) -> "package-" + how;
            case KeepCard() -> "keep-card";
            case RetainerRunning(var state) -> "retainer-" + state;
            case RetainerOwed(var payment) -> "retainer-owed-" + payment;
            case RetainerOver(var why) -> "retainer-" + why;
        };
    }

    private static CurrentStep held(List<Step> steps, List<Debt> debts) {
        var open = steps.stream().filter(step -> step.status() == Step.Status.OPEN).findFirst();
        if (open.isPresent()) {
            return open.get().kind() == Step.Kind.FORM ? new FillForm(open.get()) : new Sign(open.get());
        }
        if (debts.stream().anyMatch(debt -> debt.isBeforeTheSession() && debt.status() == PaymentStatus.PAID)) {
            return new Wait(Reason.CONFIRMATION);
        }
        return owed(debts, true).<CurrentStep>map(debt -> new Pay(debt.id())).orElseGet(() -> new Wait(Reason.NEXT_STEP));
    }

    private static Optional<Debt> owed(List<Debt> debts, boolean beforeTheSession) {
        return debts.stream().filter(debt -> debt.status() == PaymentStatus.OWED && debt.isBeforeTheSession() == beforeTheSession).findFirst();
    }
}
