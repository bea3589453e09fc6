package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_ALWAYS_ASKS;
import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.ledger.Account;
import dev.upfront.payment.PaymentWorld.Town;
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
        var refund = payments.requestRefund(id, payments.payment(id).amount(), new RefundOrder("cancellation", RefundReason.CANCELLATION, Account.UNEARNED, "policy"));
        refunding.submit(refund);
        mails.refundReceipt(refund);

        assertThat(mail(refund.value(), "payment.refund-receipt").get("text").toString()).contains("€40.00 goes back to you",
                "Reference: " + payments.refund(refund).reference()).doesNotContain("once too often");
    }

    private Map<String, Object> mail(UUID subject, String kind) {
        return database.sql("select * from notification.mail where subject = :subject and kind = :kind").param("subject", subject).param("kind", kind)
                .query().singleRow();
    }
}
