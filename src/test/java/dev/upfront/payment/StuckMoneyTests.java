package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.CARD_THAT_GOES_BAD;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class StuckMoneyTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired Ledger ledger;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void whatIsOwedShowsWhySinceWhenAndWhatIsNextOldestFirst() {
        var first = town.deposit();
        clock.advance(Duration.ofHours(1));
        var declined = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        collecting.chargeCard(declined);

        assertThat(stuck(first)).satisfies(stuck -> {
            assertThat(stuck.why()).isEqualTo("The client has not opened the pay page yet.");
            assertThat(stuck.since()).isEqualTo(payments.payment(first).createdAt());
            assertThat(stuck.reference()).startsWith("PAY-");
            assertThat(stuck.decisionWaits()).isFalse();
        });
        assertThat(stuck(declined).why()).isEqualTo("The card on file was declined; the bank did not say why.");
        assertThat(payments.stuckMoney()).isSortedAccordingTo(Comparator.comparing(StuckMoney::since));
        town.pay(first, GOOD_CARD);
        assertThat(payments.stuckMoney()).noneMatch(stuck -> stuck.id().equals(first.value()));
    }

    @Test
    void anUnknownOutcomeSaysThatNothingIsChargedMeanwhile() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().webhooksNext(50, WebhookFault.LOST);
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/payment_intents");
        stripe.switches().failNext(10, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);

        assertThat(stuck(id).why()).contains("it is not known whether the client was charged");
        assertThat(stuck(id).next()).contains("nothing is charged meanwhile");
    }

    @Test
    void staffDecideOnceAboutWhatWasNotPaidInTime() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        assertThatThrownBy(() -> payments.decide(id, Decision.WRITE_OFF)).hasMessageContaining("nothing to decide");
        assertThat(payments.awaitDecision(id)).isTrue();
        assertThat(stuck(id).decisionWaits()).isTrue();

        payments.decide(id, Decision.ASK_AGAIN);
        assertThat(stuck(id).decisionWaits()).isFalse();
        assertThatThrownBy(() -> payments.decide(id, Decision.WRITE_OFF)).hasMessageContaining("nothing to decide");
    }

    @Test
    void aDebtThatIsWrittenOffIsNoLongerReceivable() {
        var id = town.balanceOfClientWithCard(CARD_THAT_GOES_BAD);
        var payment = payments.payment(id);
        collecting.writeOff(id);
        collecting.writeOff(id);

        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.WRITTEN_OFF);
        assertThat(ledger.balance(Account.WRITTEN_OFF, payment.subject().id(), payment.amount().currency())).isEqualTo(payment.amount());
        assertThat(payments.awaitDecision(id)).isFalse();
    }

    private StuckMoney stuck(PaymentId id) {
        return payments.stuckMoney().stream().filter(stuck -> stuck.id().equals(id.value())).findFirst().orElseThrow();
    }
}
