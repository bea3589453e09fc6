package dev.upfront.payment;

import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.CheckoutResult;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class CheckoutTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Ledger ledger;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired AttemptRepository attempts;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void aDepositThatIsPaidIsUnearnedAndItsCardIsKept() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);

        town.assertPaidExactlyOnce(id);
        var payment = payments.payment(id);
        assertThat(ledger.balance(Account.UNEARNED, payment.subject().id(), payment.amount().currency())).isEqualTo(payment.amount().negated());
        assertThat(payments.paid(payment.subject().id(), payment.amount().currency())).isEqualTo(payment.amount());
        assertThat(payments.cardOnFile(payment.subject().id())).get().extracting(CardOnFile::lastFour).isEqualTo("4242");
        assertThat(payments.cardThatPaid(payment.id())).get().extracting(CardOnFile::lastFour).isEqualTo("4242");
        assertThat(payments.isPaidByCard(payment.id())).isTrue();
        assertThat(payments.openCheckout(id, Town.RETURN)).isEqualTo(new CheckoutPage.Paid());
    }

    @Test
    void aBookingOwesOnceForEachPurpose() {
        var client = town.newClient();
        var booking = UUID.randomUUID();
        var first = town.owed(client, booking, Purpose.DEPOSIT, Money.of(4_000, "EUR"));

        assertThat(town.owed(client, booking, Purpose.DEPOSIT, Money.of(4_000, "EUR"))).isEqualTo(first);
        assertThatThrownBy(() -> town.owed(client, booking, Purpose.DEPOSIT, Money.of(5_000, "EUR"))).hasMessageContaining("EUR 40.00 already");
        assertThat(payments.ofSubject(booking)).hasSize(1);
    }

    @RepeatedTest(5)
    void twoTabsGetTheSameSession() throws Exception {
        var id = town.deposit();
        List<String> sessions;
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            sessions = tabs.invokeAll(IntStream.range(0, 6).<Callable<String>>mapToObj(tab -> () -> town.openSession(id)).toList()).stream()
                    .map(tab -> tab.resultNow()).distinct().toList();
        }

        assertThat(sessions).hasSize(1);
        assertThat(town.openSession(id)).isEqualTo(sessions.getFirst());
        assertThat(attempts.findByPaymentOrderByCreatedAtDesc(id)).hasSize(1);
        stripe.payCheckout(sessions.getFirst(), GOOD_CARD);
        payments.returnFromCheckout(sessions.getFirst());
        payments.returnFromCheckout(sessions.getFirst());
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aPageThatEndedIsFollowedByAnotherOnlyOnceItsEndIsKnown() {
        var id = town.deposit();
        var first = town.openSession(id);
        clock.advance(Duration.ofHours(25));

        var second = town.openSession(id);

        assertThat(second).isNotEqualTo(first);
        assertThat(attempts.findByPaymentOrderByCreatedAtDesc(id)).extracting(Attempt::status).containsExactly(AttemptStatus.OPEN, AttemptStatus.FAILED);
    }

    @Test
    void aPageThatWasPaidBeforeItEndedIsNotFollowedByAnother() {
        var id = town.deposit();
        stripe.switches().webhooksNext(10, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);
        clock.advance(Duration.ofHours(25));

        assertThat(payments.openCheckout(id, Town.RETURN)).isEqualTo(new CheckoutPage.Paid());
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void closingAnOpenPageLeavesNothingToPayAt() {
        var id = town.deposit();
        var session = town.openSession(id);

        assertThat(payments.closeCheckout(id)).isFalse();
        assertThat(payments.closeCheckout(id)).isFalse();
        assertThat(stripe.payCheckout(session, GOOD_CARD).outcome()).isEqualTo(CheckoutResult.Outcome.CLOSED);
        assertThat(town.charges(id)).isEmpty();
    }

    @Test
    void closingAPageThatWasJustPaidFindsTheMoney() {
        var id = town.deposit();
        stripe.switches().webhooksNext(10, WebhookFault.LOST);
        stripe.payCheckout(town.openSession(id), GOOD_CARD);

        assertThat(payments.closeCheckout(id)).isTrue();
        assertThat(payments.closeCheckout(id)).isTrue();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void whetherAPageIsClosedIsNotGuessed() {
        var id = town.deposit();
        town.openSession(id);
        stripe.switches().down(true);

        assertThatThrownBy(() -> payments.closeCheckout(id)).isInstanceOf(StripeUnavailable.class).hasMessageContaining("What to do");
        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.OWED);
    }

    @Test
    void aPageWhoseAnswerWasLostIsFoundAndNotMadeTwice() {
        for (var failure : List.of(Failure.TRUNCATED_ANSWER, Failure.SERVER_ERROR_500_AFTER, Failure.DROPPED_CONNECTION_AFTER)) {
            var id = town.deposit();
            stripe.switches().failNext(1, failure, "POST /v1/checkout/sessions");

            var session = town.openSession(id);

            assertThat(town.openSession(id)).isEqualTo(session);
            assertThat(stripe.checkoutSessions()).as(failure.name()).filteredOn(made -> payments.payment(id).reference()
                    .equals(made.metadata().get("upfront_payment"))).hasSize(1);
        }
    }

    @Test
    void anErrorInsideStripeDoesNotBarTheClientFromPaying() {
        var id = town.deposit();
        stripe.switches().failNext(1, Failure.SERVER_ERROR_500, "POST /v1/checkout/sessions");

        town.pay(id, GOOD_CARD);

        town.assertPaidExactlyOnce(id);
    }

    @Test
    void whenStripeIsDownTheClientReadsThatNothingWasCharged() {
        var id = town.deposit();
        stripe.switches().down(true);
        assertThatThrownBy(() -> payments.openCheckout(id, Town.RETURN)).isInstanceOf(StripeUnavailable.class).hasMessageContaining("charged twice");

        stripe.switches().reset();
        town.pay(id, GOOD_CARD);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void closedPaymentsCannotBePaid() {
        var id = town.deposit();
        town.openSession(id);

        payments.closePayments(payments.payment(id).subject().id());
        payments.closePayments(payments.payment(id).subject().id());

        assertThat(payments.payment(id).status()).isEqualTo(PaymentStatus.CLOSED);
        assertThat(payments.openCheckout(id, Town.RETURN)).isEqualTo(new CheckoutPage.Closed());
        assertThatThrownBy(() -> collecting.prepare(id)).hasMessageContaining("CLOSED");
    }

    @Test
    void amountsOfCurrenciesWithoutAndWithThreeDecimalsArriveAsTheyAre() {
        for (var amount : List.of(Money.of(4_000, "JPY"), Money.of(12_340, "KWD"))) {
            var id = town.owed(town.newClient(), UUID.randomUUID(), Purpose.FULL_PRICE, amount);
            town.pay(id, GOOD_CARD);

            assertThat(town.charges(id)).singleElement().satisfies(charge -> {
                assertThat(charge.amount()).isEqualTo(amount.minor());
                assertThat(charge.currency()).isEqualToIgnoringCase(amount.currency().getCurrencyCode());
            });
            town.assertPaidExactlyOnce(id);
        }
    }
}
