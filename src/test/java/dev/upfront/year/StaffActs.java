package dev.upfront.year;

import static dev.upfront.year.Act.did;
import static dev.upfront.year.Act.nothing;

import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.Goodwill;
import dev.upfront.dunning.Debts;
import dev.upfront.payment.Means;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.PeriodRefunds;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** What the practice's staff do about a client of their own accord. */
final class StaffActs {

    static final String SAM = "Sam";

    private StaffActs() {}

    /** Gives a part of a payment back, before the session or after it. */
    static final class GiveGoodwill implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var share = 1 + scene.luck().nextInt(10_000);
            var paid = town.bookings.ofClient(scene.person().client().id()).stream().flatMap(booking -> town.payments.ofSubject(booking.id().value()).stream())
                    .filter(payment -> payment.subject().kind() == Subject.Kind.BOOKING && payment.kept().isPositive()).toList();
            return Town.any(paid, scene.luck()).flatMap(payment -> {
                var amount = payment.kept().share(share).min(payment.kept());
                if (!amount.isPositive()) {
                    return nothing();
                }
                town.world.get(Goodwill.class).give(payment.id(), amount, "%s %d".formatted(SAM, town.now().getEpochSecond()), SAM + ": goodwill");
                return did("is given %s of %s back", amount, payment.reference());
            });
        }
    }

    static final class CancelSession implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return Town.any(scene.town().toCome(scene.person()), scene.luck()).flatMap(booking -> SessionActs.close(scene.town(), booking, ClosingReason.STAFF_CANCELLED, SAM));
        }
    }

    /** Whoever did not come to the session that goes on now is marked so. */
    static final class MarkNoShow implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var now = scene.town().now();
            return scene.town().bookings.ofClient(scene.person().client().id()).stream()
                    .filter(booking -> booking.status() == BookingStatus.CONFIRMED && !booking.startsAt().isAfter(now)).findFirst()
                    .flatMap(booking -> SessionActs.close(scene.town(), booking, ClosingReason.NOT_SHOWN, SAM));
        }
    }

    /** Refunds the unused credits of a package. */
    static final class RefundPackage implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            return Town.any(town.packagesOf(scene.person(), sale -> town.sales.lot(sale.id()).filter(lot -> lot.free() > 0).isPresent()), scene.luck()).flatMap(sale -> {
                var quote = town.sales.refundQuote(sale.id());
                town.sales.refund(sale.id(), quote, SAM + ": moves away");
                return did("is refunded %d unused credits of %s: %s", quote.credits(), sale.reference(), quote.amount());
            });
        }
    }


    /** Refunds the unused credits of a retainer's period. */
    static final class RefundPeriod implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var refunds = town.world.get(PeriodRefunds.class);
            var paid = town.retainersOf(scene.person()).stream().flatMap(retainer -> town.retainers.periods(retainer.id()).stream()).filter(period -> period.lot() != null).toList();
            return Town.any(paid, scene.luck()).flatMap(period -> {
                var quote = refunds.quote(period.id());
                refunds.refund(period.id(), quote, SAM);
                return did("is refunded %d unused credits of period %d: %s", quote.credits(), period.renewal(), quote.amount());
            });
        }
    }

    /** Takes cash, or finds the money in the bank account. */
    static final class TakeMoney implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var means = Means.values()[scene.luck().nextInt(Means.values().length)];
            return debt(scene).flatMap(debt -> did("pays %s to Sam by %s: %s", debt.reference(), means, debts(scene).paidOutside(debt.paymentId(), means, SAM)));
        }
    }

    static final class GiveTime implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var until = LocalDate.ofInstant(scene.town().now(), scene.town().zone()).plusDays(scene.luck().nextInt(30));
            return debt(scene).flatMap(debt -> {
                debts(scene).extend(debt.paymentId(), until, SAM);
                return did("gets time for %s until %s", debt.reference(), until);
            });
        }
    }

    static final class ChargeNow implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return debt(scene).flatMap(debt -> {
                debts(scene).retryNow(debt.paymentId(), SAM);
                return did("has the card tried for %s", debt.reference());
            });
        }
    }

    static final class WriteOff implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return debt(scene).flatMap(debt -> did("is let off %s: %s", debt.reference(), debts(scene).writeOff(debt.paymentId(), "too little to ask for", SAM)));
        }
    }

    private record Owed(PaymentId paymentId, String reference) {
    }

    private static Optional<Owed> debt(Act.Scene scene) {
        var open = debts(scene).open().stream().map(debt -> scene.town().payments.payment(debt.paymentId())).filter(payment -> payment.clientId().equals(scene.person().client().id()))
                .sorted(Comparator.comparing(Payment::createdAt)).map(payment -> new Owed(payment.id(), payment.reference())).toList();
        return Town.any(open, scene.luck());
    }

    private static Debts debts(Act.Scene scene) {
        return scene.town().world.get(Debts.class);
    }
}
