package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_ALWAYS_ASKS;
import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.CARD_WHOSE_REFUNDS_FAIL;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.ledger.Account;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.payment.stripe.RefundRequest;
import dev.upfront.payment.stripe.StripeGateway;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentTest
class PaymentMailTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Refunding refunding;
    @Autowired PaymentMails mails;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired StripeGateway gateway;
    @Autowired JdbcClient database;

    @Test
    void everyCollectedPaymentHasItsReceipt() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        await().until(() -> database.sql("select count(*) from notification.mail where subject = :id").param("id", id.value()).query(Long.class).single() == 1);

        var mail = mail(id.value(), "payment.receipt");
        assertThat(mail.get("title")).isEqualTo("Receipt: €40.00 for Coaching session");
        assertThat(mail.get("text").toString()).contains("Your payment of €40.00 arrived", "Paid: €40.00", "On: 2 March 2026",
                "Payment: " + payments.payment(id).reference(), "See your booking:\n{link}");
    }

    @Test
    void aDeclinedCardIsNamedAndTheLinkIsTheWayToPay() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        collecting.chargeCard(id);
        mails.link(id);

        var mail = mail(id.value(), "payment.link");
        assertThat(mail.get("title")).isEqualTo("Please pay €80.00: Coaching session");
        assertThat(mail.get("text").toString()).contains("Your card was not charged: please pay €80.00 here", "your card (Visa ending in",
                "was declined, so nothing was charged", "Pay €80.00:\n{link}");
        assertThat(mail.get("html").toString()).contains("href=\"{link}\"").contains("Lumen Coaching");
    }

    @Test
    void aBankThatWantsToBeAskedIsSaidToBeTheReason() {
        var id = town.balanceOfClientWithCard(CARD_THAT_ALWAYS_ASKS);
        collecting.chargeCard(id);
        mails.link(id);

        assertThat(mail(id.value(), "payment.link").get("text").toString()).contains("Your bank wants you to confirm €80.00", "nothing was charged yet");
    }

    @Test
    void theReminderAndTheStaffAlertSayWhatIsOwed() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        mails.reminder(id, null);
        mails.alertStaff(id);

        assertThat(mail(id.value(), "payment.reminder").get("title")).isEqualTo("Still to pay: €80.00 for Coaching session");
        assertThat(mail(id.value(), "payment.staff-alert")).satisfies(mail -> {
            assertThat(mail.get("recipient")).isEqualTo("hello@lumen.example");
            assertThat(mail.get("text").toString()).contains("was not paid in time", "Owed: €80.00", "Decide:\n{link}");
        });
    }

    @Test
    void aRefundIsReceipted() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        var refund = refund(id);
        mails.refundReceipt(refund);

        assertThat(mail(refund.value(), "payment.refund-receipt").get("text").toString()).contains("€40.00 goes back to you",
                "Reference: " + payments.refund(refund).reference()).doesNotContain("once too often");
    }

    @Test
    void aRefundThatCameBackIsSaidToLieAtStripeAgain() {
        var id = town.deposit();
        town.pay(id, CARD_WHOSE_REFUNDS_FAIL);
        var refund = refund(id);
        stripe.settleRefunds();
        await().until(() -> payments.refund(refund).status() == RefundStatus.FAILED);

        assertThat(alert(refund)).contains("The money is at Stripe again", "Decide: try again, or pay the client another way");
    }

    @Test
    void aRefundOfCashIsSaidToGoBackAnotherWay() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        collecting.paidOutside(id, Means.CASH, "Sam");

        assertThat(alert(refund(id))).contains("It was not paid by card", "give it back another way").doesNotContain("at Stripe again", "try again");
    }

    @Test
    void aRefundThatStaffHaveMadeAtStripeIsToBeLookedUpThereFirst() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        gateway.refund(new RefundRequest("by hand " + id, "by hand", town.charges(id).getFirst().paymentIntent().orElseThrow(), 4_000));
        stripe.switches().reset();

        assertThat(alert(refund(id))).contains("Look at Stripe first", "may have been refunded there").doesNotContain("at Stripe again", "nothing");
    }

    private RefundId refund(PaymentId id) {
        var refund = payments.requestRefund(id, payments.payment(id).amount(), new RefundOrder("cancellation", RefundReason.CANCELLATION, Account.UNEARNED, "policy"));
        refunding.submit(refund);
        return refund;
    }

    /** What staff are written about it. */
    private String alert(RefundId refund) {
        mails.alertStaffOfRefund(refund);
        assertThat(payments.stuckMoney()).filteredOn(stuck -> stuck.id().equals(refund.value())).singleElement()
                .satisfies(stuck -> assertThat(mail(refund.value(), "payment.refund-staff-alert").get("text").toString()).as("the list says the same").contains(stuck.next()));
        return mail(refund.value(), "payment.refund-staff-alert").get("text").toString();
    }

    private Map<String, Object> mail(UUID subject, String kind) {
        return database.sql("select * from notification.mail where subject = :subject and kind = :kind").param("subject", subject).param("kind", kind)
                .query().singleRow();
    }
}
