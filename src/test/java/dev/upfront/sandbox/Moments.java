package dev.upfront.sandbox;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.Disputes;
import dev.upfront.dunning.Debt;
import dev.upfront.dunning.Debts;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageStatus;
import dev.upfront.packages.SoldPackages;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.Retainers;
import dev.upfront.retainer.WhatIsNext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;

/** What will happen by itself, so that the sandbox's clock can go there. */
@Component
@ConditionalOnBean(Sandbox.class)
class Moments {

    /** A moment at which something will happen by itself. */
    record Moment(Instant at, String what, String reference) {}

    private static final int MOST = 16;

    private final Bookings bookings;
    private final Retainers retainers;
    private final SoldPackages packages;
    private final Debts debts;
    private final Disputes disputes;
    private final Payments payments;
    private final InstantSource clock;

    Moments(Bookings bookings, Retainers retainers, SoldPackages packages, Debts debts, Disputes disputes, Payments payments, InstantSource clock) {
        this.bookings = bookings;
        this.retainers = retainers;
        this.packages = packages;
        this.debts = debts;
        this.disputes = disputes;
        this.payments = payments;
        this.clock = clock;
    }

    /** Nearest first. */
    List<Moment> ahead() {
        var now = clock.instant();
        return Stream.of(
                        bookings.startingBetween(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(400))).stream().flatMap(Moments::of),
                        retainers.running(0, MOST).stream().flatMap(this::of),
                        packages.list(List.of(PackageStatus.ACTIVE), "", List.of(), 0, MOST).stream().flatMap(Moments::of),
                        debts.open().stream().flatMap(this::of),
                        disputes.running().stream().flatMap(Moments::of))
                .flatMap(moments -> moments).filter(moment -> moment.at().isAfter(now)).sorted(Comparator.comparing(Moment::at)).limit(MOST).toList();
    }

    private static Stream<Moment> of(Booking booking) {
        if (booking.status() == BookingStatus.HELD) {
            return Stream.of(new Moment(booking.holdExpiresAt(), "the hold ends", booking.reference()));
        }
        return booking.status() != BookingStatus.CONFIRMED ? Stream.of() : Stream.of(
                new Moment(booking.startsAt().minus(Duration.ofHours(24)), "reminder", booking.reference()),
                new Moment(booking.startsAt(), "the session begins", booking.reference()),
                new Moment(booking.endsAt().plus(Duration.ofMinutes(30)), "session over, balance collected", booking.reference()));
    }

    private Stream<Moment> of(Retainer retainer) {
        return retainers.next(retainer.id()).stream().flatMap(next -> Stream.of(
                new Moment(next.noticeAt(), "the client is told of the renewal", retainer.reference()),
                new Moment(next.at(), next.step() == WhatIsNext.Step.RENEW ? "renewal, the card is charged" : next.step() == WhatIsNext.Step.RESUME ? "the pause is over" : "the retainer ends",
                        retainer.reference())));
    }

    private static Stream<Moment> of(PackageSale sale) {
        return sale.endsAt() == null ? Stream.of() : Stream.of(new Moment(sale.endsAt(), "the package ends", sale.reference()));
    }

    private Stream<Moment> of(Debt debt) {
        return debt.nextAt() == null ? Stream.of()
                : Stream.of(new Moment(debt.nextAt(), "dunning goes on", payments.payment(debt.paymentId()).reference()));
    }

    private static Stream<Moment> of(Dispute dispute) {
        return dispute.answerBy() == null ? Stream.of() : Stream.of(new Moment(dispute.answerBy(), "the bank stops waiting", dispute.reference()));
    }
}
