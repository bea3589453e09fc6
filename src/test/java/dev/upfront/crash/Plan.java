package dev.upfront.crash;

import java.util.List;

/** What a client does with a booking, and what must have become of it in the end. Amounts in cents of a euro. */
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
            List.of("booking.held", "booking.confirmation", "onboarding.contractSigned", "payment.receipt"), List.of());

    final String slug;
    final String ends;
    final List<Long> charges;
    final long refunded;
    /** Accounts of the booking that are not zero. */
    final List<String> ledger;
    final List<String> mails;
    /** Mails that depend on when things happened. */
    final List<String> furtherMails;

    Plan(String slug, String ends, List<Long> charges, long refunded, List<String> ledger, List<String> mails, List<String> furtherMails) {
        this.slug = slug;
        this.ends = ends;
        this.charges = charges;
        this.refunded = refunded;
        this.ledger = ledger;
        this.mails = mails;
        this.furtherMails = furtherMails;
    }

    /** Whether the booking's flow still waits in the end. */
    boolean flowGoesOn() {
        return ends.equals("CONFIRMED");
    }
}
