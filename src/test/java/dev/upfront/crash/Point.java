package dev.upfront.crash;

import dev.upfront.installation.Trap;
import dev.upfront.installation.Trap.Moment;
import java.util.List;

/** A step of a booking, a package or a retainer, by what the application says to the database or to Stripe when it comes there. */
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
    REFUNDED("refund settled", Plan.CANCELLED_AND_REFUNDED, "insert into ledger.entry", "refund"),

    PACKAGE_SOLD("package sold", Plan.PACKAGE_BOOKED, "INSERT INTO \"packages\".\"sale\""),
    PACKAGE_TAKEN_UP("package taken up by a flow", Plan.PACKAGE_BOOKED, "UPDATE \"packages\".\"sale\"", "REQUESTED"),
    PACKAGE_CHECKOUT("Stripe: package's checkout", Plan.PACKAGE_BOOKED, "POST /v1/checkout/sessions HTTP"),
    PACKAGE_PAID("package's payment settled", Plan.PACKAGE_BOOKED, "insert into ledger.entry", "payment.collected"),
    PACKAGE_GRANTED("package's credits granted", Plan.PACKAGE_BOOKED, "INSERT INTO \"credits\".\"lot\""),
    CREDIT_HELD("credit held", Plan.PACKAGE_BOOKED, "insert into credits.hold"),
    CREDIT_USED("credit used", Plan.PACKAGE_DELIVERED, "update credits.hold", "USED"),
    PACKAGE_CHARGE_ROW("package's renewal noted", Plan.PACKAGE_BOOKED, "INSERT INTO \"payment\".\"attempt\"", "CARD"),
    PACKAGE_CHARGE("Stripe: package's renewal", Plan.PACKAGE_BOOKED, "POST /v1/payment_intents HTTP"),

    RETAINER_AGREED("retainer agreed", Plan.RETAINER_RENEWED, "INSERT INTO \"retainer\".\"retainer\""),
    RETAINER_BEGAN("retainer began", Plan.RETAINER_RENEWED, "UPDATE \"retainer\".\"retainer\"", "ACTIVE"),
    PERIOD_OPENED("period opened", Plan.RETAINER_RENEWED, "INSERT INTO \"retainer\".\"period\"", "RENEWAL"),
    PERIOD_PAYMENT("period's payment asked for", Plan.RETAINER_RENEWED, "INSERT INTO \"payment\".\"payment\"", "RETAINER_PERIOD"),
    PERIOD_CHARGE_ROW("period's charge noted", Plan.RETAINER_RENEWED, "INSERT INTO \"payment\".\"attempt\"", "CARD"),
    PERIOD_CHARGE("Stripe: period's charge", Plan.RETAINER_RENEWED, "POST /v1/payment_intents HTTP"),
    PERIOD_PAID("period's payment settled", Plan.RETAINER_RENEWED, "insert into ledger.entry", "payment.collected"),
    PERIOD_SETTLED("period settled", Plan.RETAINER_RENEWED, "UPDATE \"retainer\".\"period\"", "PAID"),

    PLAN_CHANGE("plan changed", Plan.PLAN_CHANGED, "INSERT INTO \"retainer\".\"period\"", "CHANGE"),
    REST_CHARGE_ROW("rest's charge noted", Plan.PLAN_CHANGED, "INSERT INTO \"payment\".\"attempt\"", "CARD"),
    REST_CHARGE("Stripe: rest's charge", Plan.PLAN_CHANGED, "POST /v1/payment_intents HTTP"),
    REST_SETTLED("rest settled", Plan.PLAN_CHANGED, "UPDATE \"retainer\".\"period\"", "PAID", "CHANGE"),

    DEBT_OPENED("debt opened", Plan.CARD_REPLACED, "INSERT INTO \"dunning\".\"debt\""),
    DEBT_MAILED("debt's mail", Plan.CARD_REPLACED, "insert into notification.mail", "dunning.declined"),
    CARD_ASKED("Stripe: card asked for", Plan.CARD_REPLACED, "POST /v1/checkout/sessions HTTP"),
    CARD_KEPT("card replaced", Plan.CARD_REPLACED, "insert into payment.card"),
    DEBT_RETRY("Stripe: debt charged again", Plan.CARD_REPLACED, "POST /v1/payment_intents HTTP"),
    DEBT_RETRIED("debt's charge settled", Plan.CARD_REPLACED, "insert into dunning.change", "charged again"),
    DEBT_RECOVERED("debt recovered", Plan.CARD_REPLACED, "UPDATE \"dunning\".\"debt\"", "RECOVERED"),
    DEBT_CHECKOUT("debt paid on Stripe's page", Plan.DEBT_PAID, "UPDATE \"dunning\".\"debt\"", "RECOVERED");

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
