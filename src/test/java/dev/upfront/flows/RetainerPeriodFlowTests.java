package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class RetainerPeriodFlowTests {

    private static final FlowCoverage coverage = new FlowCoverage("retainer-period");

    private Story period;

    @AfterEach
    void endsTheStory() {
        if (period != null) {
            period.close();
        }
    }

    @Test
    void aRenewalIsChargedToTheCardAndSettled() {
        renewal();
        requested();
        assertThat(period.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"))).containsEntry("paymentId", "pay-1");
        period.answers("payment.chargeCard", Map.of("chargeResult", "PAID"));
        settled("PAID");
        period.ends("End_PeriodPaid");
    }

    @Test
    void aPeriodThatCostsNothingIsSettledAtOnce() {
        renewal();
        period.answers("retainer.requestPayment", Map.of("amountOwed", false));
        settled("PAID");
        period.ends("End_PeriodPaid");
        assertThat(period.seen()).doesNotContain("Call_CollectPayment");
    }

    @Test
    void theRestOfAPeriodAfterAChangeOfPlanIsCollectedByItself() {
        period = Story.startedBy("retainer.restOpened", "p-1", Map.of("retainerId", "r-1", "retainerRef", "RT-1", "periodId", "p-1"));
        requested();
        period.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"));
        period.answers("payment.chargeCard", Map.of("chargeResult", "PAID"));
        settled("PAID");
        period.ends("End_PeriodPaid");
        assertThat(period.seen()).doesNotContain("Task_OpenPeriod");
    }

    @Test
    void nothingIsChargedWhenNothingIsOpened() {
        period = Story.called("retainer-period", Map.of("retainerId", "r-1", "retainerRef", "RT-1"));
        period.answers("retainer.openPeriod");
        period.ends("End_NothingOpened");
        assertThat(period.seen()).doesNotContain("Task_RequestPayment");
    }

    @Test
    void aPeriodWhoseDebtIsWrittenOffIsGivenUp() {
        renewal();
        requested();
        period.answers("payment.prepare", Map.of("collectFrom", "CARD_ON_FILE"));
        period.answers("payment.chargeCard", Map.of("chargeResult", "DECLINED"));
        period.answers("dunning.lookAtDebt", Map.of("debtStatus", "WRITTEN_OFF"));
        settled("GIVEN_UP");
        period.ends("End_PeriodGivenUp");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowWasSeen() {
        assertThat(coverage.missing()).isEmpty();
    }

    private void renewal() {
        period = Story.called("retainer-period", Map.of("retainerId", "r-1", "retainerRef", "RT-1"));
        assertThat(period.answers("retainer.openPeriod", Map.of("periodId", "p-1"))).containsEntry("retainerId", "r-1");
    }

    private void requested() {
        var deadline = FlowEngine.shared().now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        assertThat(period.answers("retainer.requestPayment", Map.of("amountOwed", true, "paymentId", "pay-1", "paymentDeadline", deadline.toString(),
                "reminderCycle", "R1/P300D", "staffDecides", true))).containsEntry("periodId", "p-1");
    }

    private void settled(String status) {
        assertThat(period.answers("retainer.settlePeriod", Map.of("periodStatus", status))).containsEntry("periodId", "p-1");
    }
}
