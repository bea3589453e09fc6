package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Balance.Available;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundRetrieveParams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moves the account's balance, what it costs and when it is there. */
class StripeStandInBalanceTests {

    private final Scene scene = new Scene();
    private String customer;

    @BeforeEach
    void someone() throws StripeException {
        customer = scene.customer();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String charged(long amount, String currency) throws StripeException {
        return charged("pm_card_visa", amount, currency);
    }

    private String charged(String token, long amount, String currency) throws StripeException {
        return scene.stripe().paymentIntents().create(Scene.offSession(amount, currency, customer, scene.card(customer, token)).build()).getLatestCharge();
    }

    private BalanceTransaction movementOf(String charge) throws StripeException {
        return scene.stripe().charges().retrieve(charge, ChargeRetrieveParams.builder().addExpand("balance_transaction").build()).getBalanceTransactionObject();
    }

    private List<BalanceTransaction> movements(BalanceTransactionListParams.Builder asked) throws StripeException {
        return scene.stripe().balanceTransactions().list(asked.build()).getData();
    }

    /** 1.5 % of 1,033 is 15.495, of 1,100 is 16.5: a half goes up. */
    @ParameterizedTest
    @CsvSource({"8000,eur,145", "1033,eur,40", "1100,eur,42", "1500,jpy,0", "12350,kwd,0"})
    void takesAFeeInTheCurrencyItKnows(long amount, String currency, long fee) throws StripeException {
        BalanceTransaction movement = movementOf(charged(amount, currency));
        assertThat(movement.getType()).isEqualTo("charge");
        assertThat(movement.getReportingCategory()).isEqualTo("charge");
        assertThat(movement.getAmount()).isEqualTo(amount);
        assertThat(movement.getFee()).isEqualTo(fee);
        assertThat(movement.getNet()).isEqualTo(amount - fee);
        assertThat(movement.getFeeDetails()).extracting(BalanceTransaction.FeeDetail::getAmount).isEqualTo(fee == 0 ? List.of() : List.of(fee));
    }

    @Test
    void takesAnotherFeeFromNowOn() throws StripeException {
        scene.standIn.bank().fees("jpy", 360, 0, 0);
        assertThat(movementOf(charged(1_500, "jpy")).getFee()).isEqualTo(54);
    }

    @Test
    void aMovementThatNoListShowsCountsInTheBalance() throws StripeException {
        charged(8_000, "eur");
        String movement = movementOf(charged(4_000, "eur")).getId();
        scene.standIn.bank().listed(movement, false);
        assertThat(movements(BalanceTransactionListParams.builder())).hasSize(1);
        assertThat(pending()).isEqualTo(7_855 + 3_915);

        scene.standIn.bank().listed(movement, true);
        assertThat(movements(BalanceTransactionListParams.builder())).extracting(BalanceTransaction::getId).hasSize(2).contains(movement);
    }

    @Test
    void aMovementMayBecomeAnother() throws StripeException {
        String charge = charged(8_000, "eur");
        scene.standIn.bank().becomes(movementOf(charge).getId(), 7_900, 200);
        assertThat(movementOf(charge).getNet()).isEqualTo(7_700);
        assertThat(pending()).isEqualTo(7_700);
    }

    @Test
    void holdsWhatWasChargedForTwoDays() throws StripeException {
        String charge = charged(8_000, "eur");
        assertThat(movementOf(charge).getStatus()).isEqualTo("pending");
        assertThat(pending()).isEqualTo(7_855);
        scene.clock.advance(Duration.ofHours(38)); // 23:00 on the next day
        assertThat(movementOf(charge).getStatus()).isEqualTo("pending");
        scene.clock.advance(Duration.ofHours(1));
        assertThat(movementOf(charge).getStatus()).isEqualTo("available");
        assertThat(pending()).isZero();
        assertThat(available()).isEqualTo(7_855);
    }

    private long available() throws StripeException {
        return scene.stripe().balance().retrieve().getAvailable().stream().filter(each -> each.getCurrency().equals("eur")).mapToLong(Available::getAmount).sum();
    }

    private long pending() throws StripeException {
        return scene.stripe().balance().retrieve().getPending().stream().mapToLong(each -> each.getAmount()).sum();
    }

    @Test
    void takesARefundAtOnceAndGivesItBackWhenItFails() throws StripeException {
        String charge = charged("pm_card_refundFail", 8_000, "eur");
        Refund refund = scene.stripe().refunds().create(RefundCreateParams.builder().setCharge(charge).setAmount(3_000L).build());
        BalanceTransaction taken = scene.stripe().refunds().retrieve(refund.getId(), RefundRetrieveParams.builder().addExpand("balance_transaction").build())
                .getBalanceTransactionObject();
        assertThat(taken.getType()).isEqualTo("refund");
        assertThat(taken.getAmount()).isEqualTo(-3_000);
        assertThat(taken.getFee()).isZero();
        assertThat(available()).isEqualTo(-3_000);

        scene.standIn.settleRefunds();
        String back = scene.stripe().refunds().retrieve(refund.getId()).getFailureBalanceTransaction();
        assertThat(scene.stripe().balanceTransactions().retrieve(back).getType()).isEqualTo("refund_failure");
        assertThat(available()).isZero();
    }

    @Test
    void hasNoMovementForADecline() throws StripeException {
        String card = scene.card(customer, "pm_card_chargeCustomerFail");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> scene.charge(customer, card, "k1")).isInstanceOf(StripeException.class);
        assertThat(movements(BalanceTransactionListParams.builder())).isEmpty();
    }

    @Test
    void listsByTimeTypeAndSource() throws StripeException {
        String first = charged(1_000, "eur");
        scene.clock.advance(Duration.ofSeconds(10));
        long then = scene.clock.instant().getEpochSecond();
        String second = charged(2_000, "eur");
        Refund refund = scene.stripe().refunds().create(RefundCreateParams.builder().setCharge(first).build());
        scene.clock.advance(Duration.ofSeconds(10));
        String third = charged(3_000, "eur");

        assertThat(movements(BalanceTransactionListParams.builder())).extracting(BalanceTransaction::getSource)
                .as("newest first").containsExactly(third, refund.getId(), second, first);
        assertThat(movements(created(BalanceTransactionListParams.Created.builder().setGte(then)))).hasSize(3);
        assertThat(movements(created(BalanceTransactionListParams.Created.builder().setGt(then)))).hasSize(1);
        assertThat(movements(created(BalanceTransactionListParams.Created.builder().setLte(then)))).hasSize(3);
        assertThat(movements(created(BalanceTransactionListParams.Created.builder().setLt(then)))).extracting(BalanceTransaction::getSource).containsExactly(first);
        assertThat(movements(BalanceTransactionListParams.builder().setType("refund"))).extracting(BalanceTransaction::getSource).containsExactly(refund.getId());
        assertThat(movements(BalanceTransactionListParams.builder().setSource(second))).extracting(BalanceTransaction::getAmount).containsExactly(2_000L);
        assertThat(movements(BalanceTransactionListParams.builder().setSource("ch_nobody"))).isEmpty();
    }

    private static BalanceTransactionListParams.Builder created(BalanceTransactionListParams.Created.Builder created) {
        return BalanceTransactionListParams.builder().setCreated(created.build());
    }

    @Test
    void turnsPagesInBothDirections() throws StripeException {
        for (int n = 1; n <= 5; n++) {
            charged(n * 100, "eur");
        }
        var page = scene.stripe().balanceTransactions().list(BalanceTransactionListParams.builder().setLimit(2L).build());
        assertThat(page.getData()).extracting(BalanceTransaction::getAmount).containsExactly(500L, 400L);
        assertThat(page.autoPagingIterable()).extracting(BalanceTransaction::getAmount).containsExactly(500L, 400L, 300L, 200L, 100L);

        String oldest = movements(BalanceTransactionListParams.builder()).getLast().getId();
        var back = scene.stripe().balanceTransactions().list(BalanceTransactionListParams.builder().setLimit(2L).setEndingBefore(oldest).build());
        assertThat(back.getData()).extracting(BalanceTransaction::getAmount).containsExactly(300L, 200L);
        assertThat(back.getHasMore()).isTrue();
    }

    @Test
    void showsTheSourceInFull() throws StripeException {
        String charge = charged(1_000, "eur");
        assertThat(movements(BalanceTransactionListParams.builder().addExpand("data.source")).getFirst().getSourceObject())
                .isInstanceOfSatisfying(Charge.class, found -> assertThat(found.getId()).isEqualTo(charge));
    }
}
