package dev.upfront.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.payment.StripeMovement;
import dev.upfront.reconciliation.ReconciliationWorld.Accountant;
import dev.upfront.reconciliation.Run.Outcome;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** An account at Stripe that others used before this installation began. */
@RoomTest
@Import(ReconciliationWorld.class)
@TestPropertySource(properties = {"upfront.payment.sweep-interval=1h", "upfront.mail.interval=1h", "upfront.engine.outbox-interval=1h", "upfront.reconciliation.ask-interval=2d"})
class OlderAccountTests {

    @Autowired ReconciliationView view;
    @Autowired Accountant accountant;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;

    @Test
    void aPayoutOfWhatIsOlderThanTheInstallationIsNoDifference() {
        accountant.chargedByOthers(5_000);
        clock.advance(Duration.ofHours(30)); // older than what the first run reads, and not available yet
        accountant.run();
        accountant.paidAtStripe(4_000);
        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(4));

        var run = accountant.run();

        assertThat(view.open()).isEmpty();
        assertThat(run.outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(view.payouts(10).stream().flatMap(payout -> view.membersOf(payout.movement().source()).stream())).as("the one that is ours")
                .singleElement().satisfies(member -> assertThat(member.kind()).isEqualTo(StripeMovement.Kind.CHARGE));
        assertThat(view.payouts(10)).as("each is known to have its part").isNotEmpty().allSatisfy(payout -> assertThat(payout.parts()).isPositive());
    }
}
