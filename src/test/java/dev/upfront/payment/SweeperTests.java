package dev.upfront.payment;

import static dev.upfront.payment.Collecting.ChargeResult.PAID;
import static dev.upfront.payment.PaymentWorld.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentWorld.Town;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody has told us of is asked for, in its rhythm, for as long as it takes. */
@PaymentTest
class SweeperTests {

    private static final String CHARGE = "POST /v1/payment_intents";
    private static final String LOOK_UP = "GET /v1/payment_intents";
    private static final int ALWAYS = 100_000;

    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Refunding refunding;
    @Autowired StripeBooks stripeBooks;
    @Autowired Town town;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired AttemptRepository attempts;
    @Autowired Sweeper sweeper;
    @Autowired JdbcClient database;

    @BeforeEach
    void nobodyTells() {
        stripe.switches().webhooksNext(ALWAYS, WebhookFault.LOST);
    }

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
    }

    @Test
    void whatIsUnknownIsAskedAgainAfterFiveMinutesAnHourAndThenEveryDay() {
        var id = chargedWithoutAnAnswer();
        stripe.switches().failNext(ALWAYS, Failure.SERVER_ERROR_500, LOOK_UP);

        assertThat(questionsAfter(Duration.ofMinutes(4), id)).isZero();
        assertThat(questionsAfter(Duration.ofMinutes(1), id)).as("after 5 minutes").isOne();
        assertThat(questionsAfter(Duration.ofMinutes(54), id)).isOne();
        assertThat(questionsAfter(Duration.ofMinutes(1), id)).as("after an hour").isEqualTo(2);
        for (int day = 1; day <= 40; day++) {
            assertThat(questionsAfter(Duration.ofHours(23), id)).isEqualTo(1 + day);
            assertThat(questionsAfter(Duration.ofHours(1), id)).as("every day, however long it takes").isEqualTo(2 + day);
        }

        stripe.switches().reset();
        clock.advance(Duration.ofDays(1));
        sweep();
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void aRefundWithoutAnAnswerIsAskedForInTheSameRhythm() {
        var paid = paid();
        var refund = refundedWithoutAnAnswer(paid);
        stripe.switches().failNext(ALWAYS, Failure.SERVER_ERROR_500, "GET /v1/refunds");

        assertThat(questionsAfter(Duration.ofMinutes(4), refund)).isZero();
        assertThat(questionsAfter(Duration.ofMinutes(1), refund)).isOne();
        assertThat(questionsAfter(Duration.ofMinutes(54), refund)).isOne();
        assertThat(questionsAfter(Duration.ofMinutes(1), refund)).isEqualTo(2);
        assertThat(questionsAfter(Duration.ofHours(23), refund)).isEqualTo(2);
        assertThat(questionsAfter(Duration.ofHours(1), refund)).isEqualTo(3);

        stripe.switches().reset();
        clock.advance(Duration.ofDays(1));
        sweep();
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(paid)).hasSize(1);
    }

    @Test
    void whatIsOnlyOpenKeepsItsQuickerRhythm() {
        var id = town.deposit();
        var session = town.openSession(id);
        stripe.payCheckout(session, GOOD_CARD);

        clock.advance(Duration.ofMinutes(1));
        sweep();

        town.assertPaidExactlyOnce(id);
    }

    @Test
    void beforeAnyNewAttemptTheUnknownOneIsAskedAboutHoweverLongItsTurnIsAway() {
        var id = chargedWithoutAnAnswer();
        stripe.switches().failNext(ALWAYS, Failure.SERVER_ERROR_500, LOOK_UP);
        for (int day = 0; day < 3; day++) {
            clock.advance(Duration.ofDays(1));
            sweep();
        }
        assertThatThrownBy(() -> collecting.chargeCard(id)).as("nothing new while it is unknown").isInstanceOf(StripeUnavailable.class);
        assertThat(payments.openCheckout(id, Town.RETURN)).isEqualTo(new CheckoutPage.Checking());
        assertThat(town.tries(id)).hasSize(1);

        stripe.switches().reset();
        assertThat(payments.openCheckout(id, Town.RETURN)).as("the page asks first, and nobody has waited for the sweeper").isEqualTo(new CheckoutPage.Paid());
        assertThat(collecting.chargeCard(id)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void twoDaysWithoutStripeOverTheEndOfAMonthLoseNothing() {
        var made = chargedWithoutAnAnswer();
        var refunded = paid();
        var refund = refundedWithoutAnAnswer(refunded);
        var neverMade = town.balanceOfClientWithCard(GOOD_CARD);
        var refundNeverMade = paid();
        var onThePage = town.deposit();
        stripe.payCheckout(town.openSession(onThePage), GOOD_CARD);
        var notOpened = town.deposit();
        var evening = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(2).with(TemporalAdjusters.lastDayOfMonth()).atTime(20, 0).toInstant(ZoneOffset.UTC);
        stripe.switches().down(true);
        clock.advanceTo(evening);
        assertThatThrownBy(() -> collecting.chargeCard(neverMade)).isInstanceOf(StripeUnavailable.class);
        assertThatThrownBy(() -> payments.openCheckout(notOpened, Town.RETURN)).isInstanceOf(StripeUnavailable.class);
        var wanted = payments.requestRefund(refundNeverMade, Money.of(4_000, "EUR"), order());
        assertThatThrownBy(() -> refunding.submit(wanted)).isInstanceOf(StripeUnavailable.class);

        for (int hours = 0; hours < 48; hours += 6) {
            clock.advance(Duration.ofHours(6));
            sweep();
        }
        assertThat(Stream.of(made, neverMade, onThePage, notOpened).map(payments::payment)).as("nothing is concluded").allMatch(Payment::isOwed);
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.UNKNOWN);

        stripe.switches().down(false);
        clock.advance(Duration.ofDays(1)); // each has its turn once a day
        sweep();

        town.assertPaidExactlyOnce(made);
        town.assertPaidExactlyOnce(onThePage);
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(refunded)).hasSize(1);
        assertThat(attempts.live(neverMade)).as("surely nowhere, so another may be made").isEmpty();
        assertThat(collecting.chargeCard(neverMade)).isEqualTo(PAID);
        town.assertPaidExactlyOnce(neverMade);
        assertThat(refunding.submit(wanted).status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(town.refundsAtStripe(refundNeverMade)).hasSize(1);
        town.pay(notOpened, GOOD_CARD);
        town.assertPaidExactlyOnce(notOpened);
        assertThat(stripeBooks.unknownSince(clock.instant())).isEmpty();
    }

    @Test
    void aPageOfStripesListThatFailsLeavesTheOutcomeUnknown() {
        var id = chargedWithoutAnAnswer();
        var customer = town.customer(payments.payment(id).subject().id());
        for (int more = 0; more < 110; more++) {
            intentOf(customer);
        }
        clock.advance(Duration.ofHours(25)); // its key is not sent again, so the list alone tells
        stripe.switches().failNext(1, Failure.SERVER_ERROR_500, LOOK_UP + "?starting_after");

        assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class);
        assertThat(attempts.live(id)).get().extracting(Attempt::status).isEqualTo(AttemptStatus.UNKNOWN);
        assertThat(town.charges(id)).hasSize(1);

        assertThat(collecting.chargeCard(id)).as("found on the second page").isEqualTo(PAID);
        town.assertPaidExactlyOnce(id);
    }

    @Test
    void whatIsUnknownForLongIsToldWithItsAge() {
        var id = chargedWithoutAnAnswer();
        var paid = paid();
        var refund = refundedWithoutAnAnswer(paid);
        var since = clock.instant();
        clock.advance(Duration.ofDays(4));

        assertThat(stripeBooks.unknownSince(since.plusSeconds(1))).extracting(UnknownOutcome::payment).contains(id, paid);
        assertThat(stripeBooks.unknownSince(since.minusSeconds(60))).extracting(UnknownOutcome::payment).doesNotContain(id, paid);
        assertThat(stuck(id.value()).why()).contains("not known whether the client was charged", "for 4 days");
        assertThat(stuck(refund.value()).why()).contains("did not arrive", "for 4 days");

        sweep();
        assertThat(stripeBooks.unknownSince(clock.instant())).extracting(UnknownOutcome::payment).doesNotContain(id, paid);
    }

    /** The charge is made, and its answer and the first look for it are lost. */
    private PaymentId chargedWithoutAnAnswer() {
        var id = town.balanceOfClientWithCard(GOOD_CARD);
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, CHARGE);
        whileLookUpsFail(LOOK_UP, () -> assertThatThrownBy(() -> collecting.chargeCard(id)).isInstanceOf(StripeUnavailable.class));
        assertThat(attempts.live(id)).get().extracting(Attempt::status).isEqualTo(AttemptStatus.UNKNOWN);
        return id;
    }

    private RefundId refundedWithoutAnAnswer(PaymentId paid) {
        var refund = payments.requestRefund(paid, Money.of(4_000, "EUR"), order());
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/refunds");
        whileLookUpsFail("GET /v1/refunds", () -> assertThatThrownBy(() -> refunding.submit(refund)).isInstanceOf(StripeUnavailable.class));
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.UNKNOWN);
        return refund;
    }

    private void whileLookUpsFail(String where, Runnable work) {
        stripe.switches().failNext(ALWAYS, Failure.SERVER_ERROR_500, where);
        work.run();
        stripe.switches().reset();
        nobodyTells();
    }

    private PaymentId paid() {
        var id = town.deposit();
        town.pay(id, GOOD_CARD);
        return id;
    }

    private static RefundOrder order() {
        return new RefundOrder("cancellation", RefundReason.CANCELLATION, Account.UNEARNED, "Ada");
    }

    private long questionsAfter(Duration wait, PaymentId id) {
        return questionsAfter(wait, "attempt where payment = :id and status = 'UNKNOWN'", id.value());
    }

    private long questionsAfter(Duration wait, RefundId id) {
        return questionsAfter(wait, "refund where id = :id and status = 'UNKNOWN'", id.value());
    }

    private long questionsAfter(Duration wait, String which, UUID id) {
        clock.advance(wait);
        sweep();
        return database.sql("select checks from payment." + which).param("id", id).query(Long.class).single();
    }

    /** Until all that is due has had its turn, whatever other tests left. */
    private void sweep() {
        do {
            sweeper.sweep();
        } while (Stream.of("attempt where status in ('CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN')", "refund where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED')")
                .anyMatch(open -> database.sql("select exists (select from payment." + open + " and next_check_at <= :now)")
                        .param("now", Timestamp.from(clock.instant())).query(Boolean.class).single()));
    }

    private void intentOf(String customer) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(stripe.baseUri().resolve("/v1/payment_intents")).header("Authorization", "Bearer " + StripeStandIn.API_KEY)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("amount=500&currency=eur&payment_method_types[0]=card&customer=" + customer)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private StuckMoney stuck(UUID id) {
        return payments.stuckMoney().stream().filter(stuck -> stuck.id().equals(id)).findFirst().orElseThrow();
    }
}
