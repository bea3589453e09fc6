package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Event;
import com.stripe.model.Payout;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Automatic payouts, day by day. */
class StripeStandInPayoutTests {

    private final Scene scene = new Scene();
    private String customer;
    private String card;

    @BeforeEach
    void keepACard() throws StripeException {
        customer = scene.customer();
        card = scene.card(customer, "pm_card_visa");
        scene.standIn.bank().dailyPayouts(true);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String charged(long amount, String currency) throws StripeException {
        return scene.stripe().paymentIntents().create(Scene.offSession(amount, currency, customer, card).build()).getLatestCharge();
    }

    private List<Payout> payouts() throws StripeException {
        return scene.stripe().payouts().list(PayoutListParams.builder().build()).getData();
    }

    private List<BalanceTransaction> membersOf(Payout payout) throws StripeException {
        return scene.stripe().balanceTransactions().list(BalanceTransactionListParams.builder().setPayout(payout.getId()).build()).getData();
    }

    @Test
    void paysOutEachDayWhatIsAvailableThen() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver(scene.clock)) {
            scene.standIn.sendWebhooksTo(receiver.address(), WebhookReceiver.SECRET);
            String monday = charged(8_000, "eur");
            aDayPasses();
            String tuesday = charged(1_000, "eur");
            aDayPasses();

            Payout first = payouts().getFirst();
            assertThat(payouts()).as("Tuesday's charge is pending").hasSize(1);
            assertThat(first.getAmount()).isEqualTo(7_855);
            assertThat(first.getStatus()).isEqualTo("paid");
            assertThat(first.getAutomatic()).isTrue();
            assertThat(Instant.ofEpochSecond(first.getArrivalDate())).isEqualTo("2026-03-04T00:00:00Z");
            assertThat(membersOf(first)).extracting(BalanceTransaction::getSource).as("its own movement, then its members").containsExactly(first.getId(), monday);
            assertThat(scene.stripe().balanceTransactions().retrieve(first.getBalanceTransaction()).getNet()).isEqualTo(-7_855);

            aDayPasses();
            assertThat(payouts()).hasSize(2).first().satisfies(second -> assertThat(membersOf(second)).extracting(BalanceTransaction::getSource).contains(tuesday));
            awaitDelivery();
            assertThat(receiver.events()).filteredOn(event -> event.getType().startsWith("payout.")).extracting(Event::getType)
                    .containsExactly("payout.created", "payout.paid", "payout.created", "payout.paid");
        }
    }

    /** A webhook that is under way while the clock jumps bears an old time: it would be refused and come later. */
    private void aDayPasses() {
        awaitDelivery();
        scene.clock.advance(Duration.ofDays(1));
    }

    private void awaitDelivery() {
        await().until(() -> scene.standIn.webhooksUnderWay() == 0);
    }

    /** However far the clock jumps, each day has its own payout at its own time. */
    @Test
    void catchesUpDayByDay() throws StripeException {
        charged(8_000, "eur");
        scene.clock.advance(Duration.ofHours(20)); // into the next day
        charged(1_000, "eur");
        scene.clock.advance(Duration.ofDays(30));
        assertThat(payouts()).extracting(Payout::getAmount).containsExactly(960L, 7_855L);
        assertThat(payouts()).extracting(payout -> Instant.ofEpochSecond(payout.getCreated()).toString())
                .containsExactly("2026-03-05T00:00:00Z", "2026-03-04T00:00:00Z");
        assertThat(scene.standIn.bank().balance()).containsEntry("eur", 0L);
    }

    @Test
    void keepsCurrenciesApart() throws StripeException {
        charged(8_000, "eur");
        charged(1_500, "jpy");
        scene.clock.advance(Duration.ofDays(3));
        assertThat(payouts()).extracting(Payout::getCurrency).containsExactlyInAnyOrder("eur", "jpy");
    }

    @Test
    void waitsUntilChargesMakeUpForWhatIsBelowZero() throws StripeException {
        String charge = charged(8_000, "eur");
        scene.clock.advance(Duration.ofDays(3));
        scene.stripe().refunds().create(RefundCreateParams.builder().setCharge(charge).build());
        scene.clock.advance(Duration.ofDays(1));
        assertThat(payouts()).hasSize(1);

        charged(20_000, "eur");
        scene.clock.advance(Duration.ofDays(3));
        assertThat(payouts()).hasSize(2).first().satisfies(second -> {
            assertThat(second.getAmount()).isEqualTo(20_000 - 325 - 8_000);
            assertThat(scene.standIn.bank().paidOutBy(second.getId())).extracting(RecordedMovement::type).containsExactly("refund", "charge");
        });
    }

    @Test
    void whatTheBankSendsBackIsPartOfTheNextPayout() throws StripeException {
        charged(8_000, "eur");
        scene.clock.advance(Duration.ofDays(3));
        Payout first = payouts().getFirst();

        scene.standIn.bank().sendsBack(first.getId());
        assertThat(payouts().getFirst().getStatus()).isEqualTo("failed");
        assertThat(payouts().getFirst().getFailureCode()).isEqualTo("account_closed");
        assertThat(scene.standIn.bank().balance()).containsEntry("eur", 7_855L);
        assertThat(scene.standIn.bank().movements()).last().extracting(RecordedMovement::type, RecordedMovement::category, RecordedMovement::source)
                .containsExactly("payout_failure", "payout_reversal", first.getId());

        scene.clock.advance(Duration.ofDays(1));
        assertThat(payouts()).hasSize(2);
        assertThat(membersOf(payouts().getFirst())).extracting(BalanceTransaction::getType).containsExactlyInAnyOrder("payout", "payout_failure");
    }

    @Test
    void paysNothingOutWhenTurnedOff() throws StripeException {
        charged(8_000, "eur");
        scene.standIn.bank().dailyPayouts(false);
        scene.clock.advance(Duration.ofDays(10));
        assertThat(payouts()).isEmpty();
        scene.standIn.bank().dailyPayouts(true);
        scene.clock.advance(Duration.ofDays(1));
        assertThat(payouts()).hasSize(1);
    }
}
