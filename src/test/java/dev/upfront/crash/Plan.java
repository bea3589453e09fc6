package dev.upfront.crash;

import java.util.List;
import java.util.stream.Stream;

/** What a client does with a booking, a package or a retainer, and what must have become of it in the end. Amounts in cents of a euro. */
enum Plan {

    /** Pays the full price, then cancels in time: everything goes back. */
    CANCELLED_AND_REFUNDED("full", "CANCELLED", List.of(12_000L), 12_000, List.of(),
            List.of("booking.held", "booking.closed", "payment.receipt", "payment.refund-receipt"),
            List.of("booking.confirmation")), // whoever cancels at once may be quicker than the mail, which is not written then

    /** Fills the form, signs, pays a deposit; the session takes place and the balance is taken from the card. */
    DELIVERED_AND_COLLECTED("deposit", "DELIVERED", List.of(4_000L, 8_000L), 0, List.of("REVENUE -12000", "STRIPE_BALANCE 12000"),
            List.of("booking.held", "booking.confirmation", "onboarding.contractSigned", "payment.receipt", "payment.receipt"),
            List.of("booking.reminder")),

    /** Fills the form, signs, pays a deposit, and waits for a session in some days. */
    BOOKED("deposit", "CONFIRMED", List.of(4_000L), 0, List.of("STRIPE_BALANCE 4000", "UNEARNED -4000"),
            List.of("booking.held", "booking.confirmation", "onboarding.contractSigned", "payment.receipt"), List.of()),

    /** Buys a package, books a session in some days with one of its credits, and renews the package with the card on file. */
    PACKAGE_BOOKED("bundle", List.of(20_000L, 20_000L), List.of("2: 1 free, 1 held, 0 used", "2: 2 free, 0 held, 0 used"), 0),

    /** The same with a session that takes place. */
    PACKAGE_DELIVERED("bundle", List.of(20_000L, 20_000L), List.of("2: 1 free, 0 held, 1 used", "2: 2 free, 0 held, 0 used"), 10_000),

    /** Agrees to a retainer and pays its first period; the second is charged when its time has come. */
    RETAINER_RENEWED("weekly", List.of(10_001L, 10_001L), List.of("2: 2 free, 0 held, 0 used", "2: 2 free, 0 held, 0 used"), 0),

    /** Goes on with a larger plan at once: the difference is charged to the card. */
    PLAN_CHANGED("weekly", List.of(10_001L, 10_000L), List.of("2: 2 free, 0 held, 0 used", "2: 2 free, 0 held, 0 used"), 0),

    /** The card is declined at the renewal; a new one is kept, which the debt is charged to at once. */
    CARD_REPLACED("weekly", List.of(10_001L, 10_001L), List.of("2: 2 free, 0 held, 0 used", "2: 2 free, 0 held, 0 used"), 0),

    /** The card is declined at the renewal; the client pays what is owed on Stripe's page. */
    DEBT_PAID("weekly", List.of(10_001L, 10_001L), List.of("2: 2 free, 0 held, 0 used", "2: 2 free, 0 held, 0 used"), 0);

    final String slug;
    final String ends;
    final List<Long> charges;
    final long refunded;
    /** Accounts of the booking that are not zero. */
    final List<String> ledger;
    final List<String> mails;
    /** Mails that depend on when things happened. */
    final List<String> furtherMails;
    /** The credit lots of money that repeats, as {@link RepeatingAudit} says them. */
    final List<String> lots;

    Plan(String slug, String ends, List<Long> charges, long refunded, List<String> ledger, List<String> mails, List<String> furtherMails) {
        this.slug = slug;
        this.ends = ends;
        this.charges = charges;
        this.refunded = refunded;
        this.ledger = ledger;
        this.mails = mails;
        this.furtherMails = furtherMails;
        lots = List.of();
    }

    /** Money that repeats. @param earned of it, in the end; the rest is unearned */
    Plan(String slug, List<Long> charges, List<String> lots, long earned) {
        this.slug = slug;
        ends = "";
        this.charges = charges;
        refunded = 0;
        var charged = charges.stream().mapToLong(Long::longValue).sum();
        ledger = Stream.of("REVENUE " + -earned, "STRIPE_BALANCE " + charged, "UNEARNED " + (earned - charged)).filter(line -> !line.endsWith(" 0")).toList();
        mails = List.of();
        furtherMails = List.of();
        this.lots = lots;
    }

    /** Whether the booking's flow still waits in the end. */
    boolean flowGoesOn() {
        return ends.equals("CONFIRMED");
    }

    /** Whether it is about a package or a retainer rather than one booking. */
    boolean repeats() {
        return !lots.isEmpty();
    }

    boolean isPackage() {
        return this == PACKAGE_BOOKED || this == PACKAGE_DELIVERED;
    }

    /** Whether its session takes place, minutes after it was booked. */
    boolean isDelivered() {
        return this == DELIVERED_AND_COLLECTED || this == PACKAGE_DELIVERED;
    }

    /** Whether the card fails at the renewal. */
    boolean isDunned() {
        return this == CARD_REPLACED || this == DEBT_PAID;
    }
}
