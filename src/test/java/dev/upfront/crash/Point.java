package dev.upfront.crash;

import dev.upfront.installation.Trap;
import dev.upfront.installation.Trap.Moment;
import java.util.List;

/** A step of a booking, by what the application says to the database or to Stripe when it comes there. */
enum Point {
    REQUEST("request", Plan.CANCELLED_AND_REFUNDED, "INSERT INTO \"booking\".\"booking\""),
    TAKEN_UP("taken up by a flow", Plan.CANCELLED_AND_REFUNDED, "UPDATE \"booking\".\"booking\"", "HELD"),
    FORM("form", Plan.DELIVERED_AND_COLLECTED, "insert into form.answer"),
    SIGN("sign", Plan.DELIVERED_AND_COLLECTED, "insert into onboarding.evidence"),
    PAYMENT("payment asked for", Plan.CANCELLED_AND_REFUNDED, "INSERT INTO \"payment\".\"payment\""),
    PAY_STEP("pay step opened", Plan.CANCELLED_AND_REFUNDED, false, "insert into engine.open_job", "payment.payOnline"),
    CHECKOUT_ROW("checkout noted", Plan.DELIVERED_AND_COLLECTED, "INSERT INTO \"payment\".\"attempt\"", "CHECKOUT"),
    CHECKOUT("Stripe: checkout", Plan.CANCELLED_AND_REFUNDED, "POST /v1/checkout/sessions HTTP"),
    WEBHOOK("webhook", Plan.CANCELLED_AND_REFUNDED, "insert into payment.stripe_event"),
    SETTLED("payment settled", Plan.CANCELLED_AND_REFUNDED, "insert into ledger.entry", "payment.collected"),
    CONFIRM("confirm", Plan.CANCELLED_AND_REFUNDED, "UPDATE \"booking\".\"booking\"", "CONFIRMED"),
    CONFIRMATION("confirmation mail", Plan.DELIVERED_AND_COLLECTED, "insert into notification.mail", "booking.confirmation"),
    MAIL_SENT("mail sent", Plan.CANCELLED_AND_REFUNDED, false, "update notification.mail set sent_at"),
    REMINDER("reminder", Plan.DELIVERED_AND_COLLECTED, "insert into notification.mail", "booking.reminder"),
    DELIVER("session over", Plan.DELIVERED_AND_COLLECTED, "UPDATE \"booking\".\"booking\"", "DELIVERED"),
    CHARGE_ROW("balance noted", Plan.DELIVERED_AND_COLLECTED, "INSERT INTO \"payment\".\"attempt\"", "CARD"),
    CHARGE("Stripe: balance", Plan.DELIVERED_AND_COLLECTED, "POST /v1/payment_intents HTTP"),
    RECEIPT("receipt", Plan.DELIVERED_AND_COLLECTED, "insert into notification.mail", "payment.receipt"),
    CANCEL("cancel", Plan.CANCELLED_AND_REFUNDED, "insert into booking.closing"),
    CLOSED("cancellation settled", Plan.CANCELLED_AND_REFUNDED, "update booking.closing set settled_at"),
    REFUND("Stripe: refund", Plan.CANCELLED_AND_REFUNDED, "POST /v1/refunds HTTP"),
    REFUNDED("refund settled", Plan.CANCELLED_AND_REFUNDED, "insert into ledger.entry", "refund");

    final String words;
    final Plan plan;
    private final boolean inTransaction;
    private final List<String> said;

    Point(String words, Plan plan, String... said) {
        this(words, plan, true, said);
    }

    /** @param inTransaction whether it is done only by the COMMIT that follows */
    Point(String words, Plan plan, boolean inTransaction, String... said) {
        this.words = words;
        this.plan = plan;
        this.inTransaction = inTransaction;
        this.said = List.of(said);
    }

    boolean isAtStripe() {
        return said.getFirst().startsWith("POST");
    }

    /** @param whenSprung done when the point is reached, before an answer is passed on */
    Trap trap(Moment moment, Runnable whenSprung) {
        var commits = inTransaction && !isAtStripe() && moment != Moment.BEFORE;
        return new Trap(commits ? List.of(said, List.of("COMMIT")) : List.of(said), moment, whenSprung);
    }

    /** The moment in the words of the table. */
    String words(Moment moment) {
        return switch (moment) {
            case BEFORE -> isAtStripe() ? "before the call" : "before it is written";
            case DONE -> isAtStripe() ? "done, before the answer" : "committed, before the answer";
            case ANSWERED -> isAtStripe() ? "answered, before it is written" : "after the commit, before the engine is told";
        };
    }
}
