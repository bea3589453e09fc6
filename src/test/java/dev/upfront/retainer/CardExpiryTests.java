package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.RetainerPlanFixture;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.RetainerWorld.Desk;
import dev.upfront.sandbox.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A client is told in good time that the card which a retainer is charged to expires. */
@RetainerTest
class CardExpiryTests {

    @Autowired CardExpiries expiries;
    @Autowired Cancellations cancellations;
    @Autowired Pauses pauses;
    @Autowired RetainerFlow flow;
    @Autowired Payments payments;
    @Autowired Mails mails;
    @Autowired Desk desk;
    @Autowired MovableClock clock;

    @Test
    void itIsToldThirtyDaysBeforeAndOnceHoweverOftenItIsLookedFor() {
        var expiry = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(3);
        var retainer = paidWithCardUntil(expiry);
        look();
        assertThat(told(retainer)).as("more than thirty days before").isEmpty();

        clock.advanceTo(expiry.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(29)));
        look();
        look();

        assertThat(told(retainer)).hasSize(1);
        assertThat(desk.retainers().timeline(retainer.id())).filteredOn(change -> change.what().contains("expires")).hasSize(1);
    }

    @Test
    void nobodyIsToldWhereNothingWillBeCharged() {
        var expiry = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1);
        var retainer = paidWithCardUntil(expiry);
        cancellations.cancel(retainer.id(), cancellations.quote(retainer.id()), "client");
        clock.advanceTo(expiry.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(5)));

        look();

        assertThat(told(retainer)).isEmpty();
    }

    @Test
    void aLastInstalmentThatTheCardCanStillPayIsNoReasonToWrite() {
        var expiry = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(2);
        var retainer = paidWithCardUntil(expiry, aPlan().instalments(2));
        var more = paidWithCardUntil(expiry, aPlan().instalments(12));
        clock.advanceTo(expiry.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(29)));

        look();

        assertThat(told(retainer)).isEmpty();
        assertThat(told(more)).as("whose instalments go on").hasSize(1);
    }

    @Test
    void duringAPauseTheChargeThatEndsItCounts() {
        var expiry = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1);
        var retainer = paidWithCardUntil(expiry);
        pauses.pause(retainer.id(), clock.instant().plus(Duration.ofDays(80)), "client");
        clock.advanceTo(expiry.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(5)));

        look();

        assertThat(told(retainer)).hasSize(1);
    }

    private void look() {
        expiries.expiring().forEach(expiries::tell);
    }

    private List<SentMail> told(Retainer retainer) {
        return mails.about(retainer.id().value()).stream().filter(mail -> mail.kind().equals("retainer.card-expiring")).toList();
    }

    private Retainer paidWithCardUntil(YearMonth expiry) {
        return paidWithCardUntil(expiry, aPlan());
    }

    private Retainer paidWithCardUntil(YearMonth expiry, RetainerPlanFixture plan) {
        var retainer = desk.started(desk.onSale(plan));
        var period = flow.openPeriod(retainer.id()).orElseThrow();
        var payment = flow.requestPayment(period.id()).orElseThrow().payment();
        var address = ((CheckoutPage.Ready) payments.openCheckout(payment, URI.create("https://upfront.example/s/secret"))).address().toString();
        var session = address.substring(address.lastIndexOf('/') + 1);
        desk.stripe().payCheckout(session, RetainerWorld.GOOD_CARD, expiry);
        payments.returnFromCheckout(session);
        flow.settle(period.id());
        return retainer;
    }
}
