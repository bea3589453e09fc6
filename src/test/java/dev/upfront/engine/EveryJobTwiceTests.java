package dev.upfront.engine;

import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.Goodwill;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanFixture;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Clients;
import dev.upfront.dispute.Dispute;
import dev.upfront.dispute.Disputes;
import dev.upfront.dunning.Change;
import dev.upfront.dunning.DebtStatus;
import dev.upfront.dunning.Debts;
import dev.upfront.engine.Workers.Registration;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Signature;
import dev.upfront.onboarding.Step;
import dev.upfront.onboarding.Submission;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.Decision;
import dev.upfront.payment.CardSetups;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundStatus;
import dev.upfront.reconciliation.Reconciliation;
import dev.upfront.sandbox.stripe.StripeStandIn;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Recorded;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * The engine delivers a job at least once. Here every job of the application is done twice before it is answered, as after a crash between its
 * work and its completion; and the flows end as if each had been done once. The last look names what no flow came to.
 */
@UpfrontTest
@Import(EveryJobTwiceTests.EveryJobTwice.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryJobTwiceTests {

    private static final String CARD_WHOSE_REFUNDS_FAIL = "4000000000005126";
    private static final String CARD_WHOSE_REFUNDS_TAKE_TIME = "4000000000007726";
    private static final Map<String, List<String>> ANSWERS = Map.of("answer.before", List.of("no"), "answer.topics", List.of("decision"),
            "answer.goal", List.of("To decide without waiting."), "answer.notTherapy", List.of("true"));
    private static final Set<String> DONE_TWICE = new ConcurrentSkipListSet<>();

    /** Wraps the work of every registration. */
    @TestConfiguration
    static class EveryJobTwice {
        @Bean
        static BeanPostProcessor twice() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof Workers workers) {
                        @SuppressWarnings("unchecked")
                        var registrations = (Map<String, Registration<?>>) ReflectionTestUtils.getField(workers, "registrations");
                        registrations.replaceAll((type, registration) -> twice(registration));
                    }
                    return bean;
                }
            };
        }

        private static <C> Registration<C> twice(Registration<C> once) {
            return new Registration<>(once.jobType(), once.command(), once.subject(), command -> {
                once.work().perform(command);
                var again = once.work().perform(command);
                DONE_TWICE.add(once.jobType());
                return again;
            });
        }
    }

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired PackageSales sales;
    @Autowired Retainers retainers;
    @Autowired CardSetups cardSetups;
    @Autowired Pauses pauses;
    @Autowired dev.upfront.retainer.Cancellations retainerCancellations;
    @Autowired RetainerPlans plans;
    @Autowired Clients clients;
    @Autowired Disputes disputes;
    @Autowired Goodwill goodwill;
    @Autowired Onboarding onboarding;
    @Autowired Payments payments;
    @Autowired Processes processes;
    @Autowired Mails mails;
    @Autowired Reconciliation reconciliation;
    @Autowired Sandbox sandbox;
    @Autowired Workers workers;
    @Autowired Debts debts;
    @Autowired CamundaClient engine;

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        sandbox.stripe().settleRefundsAfter(Duration.ofHours(1));
    }

    @AfterAll
    void noJobWasLeftOut() {
        var missed = new TreeSet<String>();
        workers.registrations().forEach(registration -> missed.add(registration.jobType()));
        missed.removeAll(DONE_TWICE);
        assertThat(missed).as("jobs that no flow of this test came to").isEmpty();
    }

    @Test
    void theLifeOfAPackageHasOneOfEverything() {
        var sale = buy();
        journey.pay(sale.id().value(), GOOD_CARD);
        await().until(() -> sales.sale(sale.id()).status() == PackageStatus.ACTIVE);
        for (var day = 0; day < 6; day++) {
            journey.awaitEngineAtRest();
            sandbox.advance(Duration.ofDays(1));
        }
        await().until(() -> sales.sale(sale.id()).status() == PackageStatus.EXPIRED);

        assertThat(mails.about(sale.id().value())).extracting(SentMail::kind).containsOnlyOnce("packages.welcome", "packages.expired");
        assertThat(journey.charges(sale.id().value())).hasSize(1);
        assertThat(journey.balance(Account.EXPIRED_CREDITS, sales.lot(sale.id()).orElseThrow().id().value(), sale.price().currency()))
                .isEqualTo(sale.price().negated());
    }

    @Test
    void aPackageNobodyPaysAndOneNotWantedEndOnce() {
        var unpaid = buy();
        journey.openCheckoutOf(unpaid.id().value());
        var unwanted = buy();
        journey.openCheckoutOf(unwanted.id().value());
        sales.cancel(unwanted.id(), "client");
        journey.awaitEngineAtRest();

        journey.advanceTo(unpaid.payUntil());

        await().until(() -> sales.sale(unpaid.id()).status() == PackageStatus.LAPSED);
        assertThat(mails.about(unpaid.id().value())).extracting(SentMail::kind).containsOnlyOnce("packages.lapsed");
        await().until(() -> payments.ofSubject(unwanted.id().value()).getFirst().status() == PaymentStatus.CLOSED);
    }

    @Test
    void booksThatDifferAreComparedOnceAndToldOnce() throws StripeException {
        StripeClient.builder().setApiKey(StripeStandIn.API_KEY).setApiBase(sandbox.stripe().baseUri().toString()).build().v1().paymentIntents().create(
                PaymentIntentCreateParams.builder().setAmount(900L).setCurrency("eur").setPaymentMethod("pm_card_visa").addPaymentMethodType("card").setConfirm(true).build());
        sandbox.advance(Duration.ofMinutes(10)); // news of a charge of ours would have come

        var run = reconciliation.ask("Ada");

        await().until(() -> reconciliation.run(run).outcome() != null);
        await().until(() -> !mails.about(run.value()).isEmpty());
        journey.awaitEngineAtRest();
        assertThat(mails.about(run.value())).extracting(SentMail::kind).containsExactly("reconciliation.differences");
    }

    @Test
    void aTrialKeepsOneCardAndBeginsOnce() {
        var retainer = agree(RetainerPlanFixture.aPlan().trialDays(14).build());
        await().until(() -> retainers.retainer(retainer.id()).takenUpAt() != null);
        journey.awaitEngineAtRest();
        var page = cardSetups.open(retainer.subject().payer(), retainer.client(), retainer.reference(), URI.create("http://localhost/s/journey"));
        sandbox.stripe().payCheckout(page.getPath().substring(page.getPath().lastIndexOf('/') + 1), GOOD_CARD);

        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.TRIAL);

        assertThat(retainers.timeline(retainer.id())).filteredOn(change -> change.what().equals("The trial began")).hasSize(1);
        assertThat(payments.cardsOnFile(retainer.client())).hasSize(1);
    }

    @Test
    void aTrialThatIsCancelledAsItsFirstPeriodIsDueOpensNothingAndItsFlowGoesOn() {
        var retainer = agree(RetainerPlanFixture.aPlan().trialDays(14).build());
        await().until(() -> retainers.retainer(retainer.id()).takenUpAt() != null);
        retainerCancellations.cancel(retainer.id(), retainerCancellations.quote(retainer.id()), "client");

        // The renewal that was due a moment before the cancellation was heard.
        var period = engine.newCreateInstanceCommand().bpmnProcessId("retainer-period").latestVersion().variables(Map.of("retainerId", retainer.id().toString(), "retainerRef", retainer.reference()))
                .withResult().requestTimeout(Duration.ofSeconds(20)).send().join();

        assertThat(period.getVariablesAsMap().get("periodStatus")).isNull();
        assertThat(retainers.periods(retainer.id())).isEmpty();
        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ENDED);
    }

    @Test
    void theLifeOfARetainerHasOneOfEverything() {
        var retainer = agree();
        journey.pay(awaitPeriods(retainer, 1).getFirst().id().value(), GOOD_CARD);
        await().until(() -> awaitPeriods(retainer, 1).getFirst().status() == PeriodStatus.PAID);
        journey.awaitEngineAtRest();
        journey.advanceTo(retainers.next(retainer.id()).orElseThrow().noticeAt());
        journey.awaitEngineAtRest();
        journey.advanceTo(retainers.next(retainer.id()).orElseThrow().at());
        await().until(() -> awaitPeriods(retainer, 2).getLast().status() == PeriodStatus.PAID);
        journey.awaitEngineAtRest();
        var until = sandbox.clock().instant().plus(Duration.ofDays(3));
        pauses.pause(retainer.id(), until, "client");
        journey.awaitEngineAtRest();
        journey.advanceTo(until);
        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ACTIVE);
        journey.awaitEngineAtRest();
        var quote = retainerCancellations.quote(retainer.id());
        retainerCancellations.cancel(retainer.id(), quote, "client");
        journey.awaitEngineAtRest();
        journey.advanceTo(quote.endsAt());
        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ENDED);

        assertThat(mails.about(retainer.id().value())).extracting(SentMail::kind).containsOnlyOnce("retainer.began", "retainer.renewal-notice", "retainer.ended");
        assertThat(retainers.periods(retainer.id())).hasSize(2).allSatisfy(period -> assertThat(journey.charges(period.id().value())).hasSize(1));
    }

    @Test
    void aRetainerNobodyPaysIsGivenUpOnce() {
        var retainer = agree();
        journey.openCheckoutOf(awaitPeriods(retainer, 1).getFirst().id().value());
        journey.awaitEngineAtRest();

        sandbox.advance(Duration.ofDays(3).plusMinutes(1));

        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ENDED);
        assertThat(mails.about(retainer.id().value())).extracting(SentMail::kind).containsOnlyOnce("retainer.ended");
    }

    @Test
    void theMainJobHasOneOfEverything() {
        var booking = journey.book(fixtures.offering().deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale());
        var form = awaitStep(booking, Step.Kind.FORM);
        journey.awaitEngineAtRest();
        journey.advanceTo(sandbox.clock().instant().plus(Duration.ofMinutes(11)));
        journey.awaitMail(booking, "Still to do");
        assertThat(onboarding.submitForm(form.id(), ANSWERS, null)).isInstanceOf(Submission.Done.class);
        var contract = awaitStep(booking, Step.Kind.CONTRACT);
        onboarding.sign(contract.id(), new Signature("Mira Test", null, true, onboarding.contract(contract.id()).textSha256(), "192.0.2.1", "Browser"));
        journey.pay(booking, GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        journey.awaitMail(booking, "Confirmed");
        bookings.move(booking.id(), booking.startsAt().plus(Duration.ofDays(2)), "client", false);
        journey.awaitMail(booking, "Moved");
        journey.advanceToTheEndOf(booking);
        journey.awaitPaid(booking, Purpose.BALANCE);
        journey.awaitMail(booking, "Receipt", "80");
        journey.awaitEngineAtRest();

        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-12_000));
        assertThat(onboarding.stepsOf(booking.id().value())).hasSize(2);
        assertThat(mailKinds(booking)).doesNotHaveDuplicates();
        assertThat(bookings.timeline(booking.id())).doesNotHaveDuplicates();
    }

    @Test
    void aHoldThatExpiresFreesItsSlotAndClosesItsPayPageOnce() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.openCheckout(booking);
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.holdExpiresAt());
        journey.awaitStatus(booking, BookingStatus.EXPIRED);
        journey.awaitEngineAtRest();

        assertThat(journey.charges(booking)).isEmpty();
        assertThat(mailKinds(booking)).containsOnlyOnce("booking.expired");
    }

    @Test
    void aLateCancellationRefundsAndCollectsOnce() {
        var booking = journey.bookUntilItsSession(offeringWithDeposit());
        journey.advanceTo(booking.startsAt().minus(Duration.ofHours(2)));
        close(booking, ClosingReason.CLIENT_CANCELLED);
        journey.awaitPaid(booking, Purpose.FEE);

        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 2_000L);
        assertThat(journey.balance(Account.FEES, booking)).isEqualTo(euro(-6_000));
        assertThat(mailKinds(booking)).containsOnlyOnce("booking.closed");
    }

    @Test
    void anEarlyCancellationGivesTheMoneyBackOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        close(booking, ClosingReason.CLIENT_CANCELLED);

        await().untilAsserted(() -> assertThat(amounts(journey.refunds(booking))).containsExactly(12_000L));
        journey.awaitMail(booking, "Refund");
        journey.awaitEngineAtRest();
        assertThat(amounts(journey.refunds(booking))).containsExactly(12_000L);
        assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0));
    }

    @Test
    void aNoShowIsReviewedAndItsFeeCollectedOnce() {
        var booking = journey.bookUntilItsSession(offeringWithDeposit());
        journey.advanceTo(booking.startsAt().plus(Duration.ofMinutes(15)));
        close(booking, ClosingReason.NOT_SHOWN);
        await().until(() -> processes.waitsAt("ops.reviewNoShow", booking.id().value()));
        cancellations.confirmFee(booking.id(), "Sam");
        journey.awaitPaid(booking, Purpose.FEE);

        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L, 8_000L);
        assertThat(journey.balance(Account.FEES, booking)).isEqualTo(euro(-12_000));
    }

    /** Its deadline, its staff's decision and its alert are in dunning now; what began before goes on as it was drawn. */
    @Test
    void aCollectionThatBeganBeforeDunningIsRemindedDecidedAndWrittenOffOnce() {
        engine.newDeployResourceCommand().addResourceFromClasspath("flows/payment-collection-before-dunning.bpmn").send().join();
        var booking = journey.bookAndConfirm(offeringWithDeposit());
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        var balance = journey.awaitOwed(booking);
        engine.newCreateInstanceCommand().bpmnProcessId("payment-collection-before-dunning").latestVersion().variables(Map.of("paymentId", balance.id().toString(),
                "deadline", sandbox.clock().instant().plus(Duration.ofDays(2)).toString(), "reminderCycle", "R1/P1D", "staffDecides", true)).send().join();
        journey.awaitMail(booking, "Please pay");
        until(() -> processes.waitsAt("ops.decide", balance.id().value()), Duration.ofDays(1));
        until(() -> mails.about(balance.id().value()).stream().anyMatch(mail -> mail.kind().equals("payment.staff-alert")), Duration.ofDays(3));
        payments.decide(balance.id(), Decision.WRITE_OFF);
        await().until(() -> payments.payment(balance.id()).status() == PaymentStatus.WRITTEN_OFF);
        await().until(() -> debts.find(balance.id()).orElseThrow().status() == DebtStatus.WRITTEN_OFF);
        journey.awaitEngineAtRest();

        assertThat(amounts(journey.charges(booking))).containsExactly(4_000L);
        assertThat(journey.balance(Account.WRITTEN_OFF, booking)).isEqualTo(euro(8_000));
        assertThat(journey.balance(Account.RECEIVABLE, booking)).isEqualTo(euro(0));
    }

    @Test
    void aRenewalNobodyPaysGoesThroughTheWholeScheduleOnce() {
        var retainer = agree();
        journey.pay(awaitPeriods(retainer, 1).getFirst().id().value(), GOOD_CARD);
        var first = await().until(() -> retainers.periods(retainer.id()).getFirst(), period -> period.status() == PeriodStatus.PAID);
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        var payment = await().until(() -> awaitPeriods(retainer, 2).get(1).payment(), java.util.Objects::nonNull);
        await().until(() -> processes.waitsAt("dunning.awaitMoney", payment.value()));
        until(() -> debts.find(payment).orElseThrow().status() == DebtStatus.WRITTEN_OFF, Duration.ofHours(12));
        await().until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ENDED);

        assertThat(mails.about(payment.value())).extracting(SentMail::kind).containsExactly("dunning.large-debt", "dunning.declined", "dunning.reminder", "dunning.staff-alert",
                "dunning.suspended", "dunning.reminder");
        assertThat(payments.declinedTries(payments.payment(payment).subject().id())).hasSize(4);
        assertThat(debts.timeline(payment)).extracting(Change::what).containsOnlyOnce("The client can't book until it is paid", "Written off: its schedule is at its end");
    }

    @Test
    void aRefundThatTakesDaysIsAskedForAndSettledOnce() {
        sandbox.stripe().settleRefundsAfter(Duration.ofDays(365)); // only when this test says so
        var booking = journey.book(fixtures.offering().onSale());
        journey.pay(booking, CARD_WHOSE_REFUNDS_TAKE_TIME);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        var refund = goodwill.give(payments.ofSubject(booking.id().value()).getFirst().id(), euro(2_000), "kindness", "Sam");
        await().until(() -> processes.waitsAt("payment.awaitRefund", refund.value()));
        until(() -> DONE_TWICE.contains("payment.askRefund"), Duration.ofDays(1));
        sandbox.stripe().settleRefunds();
        await().until(() -> payments.refund(refund).status() == RefundStatus.SUCCEEDED);
        journey.awaitMail(booking, "Refund");
        journey.awaitEngineAtRest();

        assertThat(amounts(journey.refunds(booking))).containsExactly(2_000L);
        assertThat(mails.about(refund.value())).extracting(SentMail::kind).containsOnlyOnce("payment.refund-receipt");
    }

    @Test
    void aRefundThatFailsIsDecidedOnce() {
        var booking = journey.book(fixtures.offering().onSale());
        journey.pay(booking, CARD_WHOSE_REFUNDS_FAIL);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        var refund = goodwill.give(payments.ofSubject(booking.id().value()).getFirst().id(), euro(2_000), "kindness", "Sam");
        awaitFailed(refund);
        // A refund that comes back while its first process still ends meets no new one at once: the sweeper asks again.
        until(() -> processes.waitsAt("ops.decideRefund", refund.value()), Duration.ofMinutes(6));
        until(() -> mails.about(refund.value()).stream().anyMatch(mail -> mail.kind().contains("alert")), Duration.ofDays(1));
        payments.decideRefund(refund, RefundDecision.DECLINE);
        await().until(() -> payments.refund(refund).status() == RefundStatus.CLOSED);
        journey.awaitEngineAtRest();

        assertThat(journey.balance(Account.REFUNDS, booking)).isEqualTo(euro(0));
    }

    private void until(Callable<Boolean> there, Duration step) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(300)).until(() -> {
            if (there.call()) {
                return true;
            }
            journey.awaitEngineAtRest();
            sandbox.advance(step);
            return false;
        });
    }

    private void awaitFailed(RefundId refund) {
        await().until(() -> {
            sandbox.stripe().settleRefunds();
            return payments.refund(refund).status() == RefundStatus.FAILED;
        });
    }

    private void close(Booking booking, ClosingReason reason) {
        cancellations.close(booking.id(), reason, cancellations.quote(booking.id(), reason), "Sam");
    }

    private Offering offeringWithDeposit() {
        return fixtures.offering().deposit(4_000).onSale();
    }

    private Step awaitStep(Booking booking, Step.Kind kind) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> onboarding.openStep(booking.id().value()),
                step -> step.isPresent() && step.get().kind() == kind).orElseThrow();
    }

    private List<String> mailKinds(Booking booking) {
        return mails.about(booking.id().value()).stream().map(SentMail::kind).toList();
    }

    private static List<Long> amounts(List<Recorded> movements) {
        return movements.stream().map(Recorded::amount).toList();
    }

    @Test
    void aDisputeHandedInByItselfIsHandedInOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = dispute(booking);
        await().until(() -> processes.waitsAt("ops.decideDispute", dispute.id().value()));
        journey.awaitEngineAtRest();
        until(() -> DONE_TWICE.contains("dispute.remindStaff"), Duration.ofDays(2));
        journey.awaitEngineAtRest();
        journey.advanceTo(disputes.decideBy(dispute));
        await().until(() -> processes.waitsAt("dispute.awaitOutcome", dispute.id().value()));
        journey.awaitEngineAtRest();
        until(() -> DONE_TWICE.contains("dispute.askStripe"), Duration.ofDays(1));
        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), true);
        await().until(() -> mails.about(dispute.id().value()).stream().anyMatch(mail -> mail.kind().equals("dispute.ended")));

        assertThat(mails.about(dispute.id().value())).extracting(SentMail::kind).containsOnlyOnce("dispute.opened", "dispute.ended");
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
        assertThat(journey.disputeFees(booking)).isEqualTo(euro(2_000));
        assertThat(disputes.timeline(dispute.id())).doesNotHaveDuplicates();
    }

    @Test
    void anAcceptedDisputeIsLostOnce() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = dispute(booking);
        await().until(() -> processes.waitsAt("ops.decideDispute", dispute.id().value()));
        disputes.accept(dispute.id(), "Sam");
        await().until(() -> mails.about(dispute.id().value()).stream().anyMatch(mail -> mail.kind().equals("dispute.ended")));

        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(12_000));
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
    }

    private Dispute dispute(Booking booking) {
        sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "product_not_received");
        return await().until(() -> disputes.ofSubject(booking.id().value()), found -> !found.isEmpty()).getFirst();
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }

    private Retainer agree() {
        return agree(RetainerPlanFixture.aPlan().build());
    }

    private Retainer agree(RetainerPlan plan) {
        var key = UUID.randomUUID().toString();
        var client = clients.register("Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK);
        return retainers.agree(new RetainerRequest(key, client.id(), plans.save(plan).id(), "client"));
    }

    private List<RetainerPeriod> awaitPeriods(Retainer retainer, int count) {
        return await().until(() -> retainers.periods(retainer.id()), periods -> periods.size() >= count);
    }

    private PackageSale buy() {
        var key = UUID.randomUUID().toString();
        return sales.request(new PackageRequest(key, fixtures.packageOf(fixtures.offering().onSale()).id(), "Mira Test", "mira-" + key + "@client.example", null,
                ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
    }
}
