package dev.upfront.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.StripeStandIn;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class PaymentMetricsTests {

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired StripeInbox inbox;
    @Autowired PaymentMetrics metrics;
    @Autowired WebhookMetrics webhookMetrics;
    @Autowired MeterRegistry registry;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void stuckMoneyIsToldByAgeAndAgreesWithTheConsole() {
        var before = young();
        var id = town.deposit();
        metrics.measure();
        assertThat(young()).isEqualTo(before + payments.payment(id).amount().minor() / 100.0);

        clock.advance(Duration.ofDays(8));
        metrics.measure();

        assertThat(young()).isZero();
        var stuck = payments.stuckMoney();
        assertThat(number("payment") + number("refund")).isEqualTo(stuck.size());
        assertThat(gauge("upfront.stuck.payments", "kind", "payment", "age", "over_7d")).isPositive();
        assertThat(gauge("upfront.stuck.oldest.age", "kind", "payment")).isGreaterThanOrEqualTo(Duration.ofDays(8).toSeconds());
    }

    @Test
    void anOutcomeThatIsNotKnownShowsWithItsAge() {
        var id = town.balanceOfClientWithCard(PaymentWorld.GOOD_CARD);
        stripe.switches().down(true);
        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        clock.advance(Duration.ofMinutes(10));

        metrics.measure();

        assertThat(gauge("upfront.payment.attempts", "status", "unknown")).isPositive();
        assertThat(gauge("upfront.payment.unknown.age")).isGreaterThanOrEqualTo(600);
        assertThat(requests("charge", "unknown")).isPositive();
    }

    @Test
    void requestsToStripeAreTimedByWhatBecameOfThem() {
        var answered = requests("openCheckout", "answered");
        town.openSession(town.deposit());
        assertThat(requests("openCheckout", "answered")).isEqualTo(answered + 1);
    }

    @Test
    void aForeignWebhookIsCountedAsSuch() {
        var before = registry.get("upfront.webhook.received").tag("receipt", "not_signed").counter().count();
        inbox.receive("{}", "t=1,v1=00");
        assertThat(registry.get("upfront.webhook.received").tag("receipt", "not_signed").counter().count()).isEqualTo(before + 1);
        webhookMetrics.measure();
        assertThat(registry.get("upfront.webhook.unprocessed").gauge().value()).isNotNegative();
    }

    private double young() {
        metrics.measure();
        return registry.find("upfront.stuck.money").tags("kind", "payment", "age", "under_1h", "currency", "EUR").gauges().stream().mapToDouble(gauge -> gauge.value()).sum();
    }

    private double number(String kind) {
        return List.of("under_1h", "under_1d", "under_3d", "under_7d", "over_7d").stream().mapToDouble(age -> gauge("upfront.stuck.payments", "kind", kind, "age", age)).sum();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private long requests(String operation, String outcome) {
        return registry.find("upfront.stripe.request").tags("operation", operation, "outcome", outcome).timers().stream().mapToLong(timer -> timer.count()).sum();
    }
}
