package dev.upfront.dispute;

import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.Goodwill;
import dev.upfront.client.Clients;
import dev.upfront.credits.Holder;
import dev.upfront.dispute.pack.EvidencePack;
import dev.upfront.dispute.pack.PackPdf;
import dev.upfront.engine.Processes;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.Disputing;
import dev.upfront.payment.Means;
import dev.upfront.payment.MoneyDisputed;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundStatus;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Disputes on real parts: from the bank's claim to the outcome in the book, and what it does to bookings, credits and refunds. */
@UpfrontTest
class DisputeJourneyTests {

    private static final Money FEE = euro(2_000);

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    @Autowired Disputes disputes;
    @Autowired DisputeFlow flow;
    @Autowired Disputing disputing;
    @Autowired Payments payments;
    @Autowired Collecting collecting;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Goodwill goodwill;
    @Autowired PackageSales sales;
    @Autowired Clients clients;
    @Autowired Processes processes;
    @Autowired Mails mails;
    @Autowired Ledger ledger;
    @Autowired PackPdf pages;
    @Autowired Packs packs;

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
    }

    @Test
    void handedInByStaffAndWonTheMoneyIsBackAndTheFeeGone() {
        var booking = delivered();
        var dispute = disputed(booking);
        assertThat(dispute.answerBy()).isNotNull();
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(12_000));
        assertThat(mailKinds(dispute)).containsOnlyOnce("dispute.opened");

        disputes.submit(dispute.id(), "She was here, and we have spoken for an hour.", "Sam");

        awaitStatus(dispute, DisputeStatus.SUBMITTED);
        assertThat(sandbox.stripe().files()).anySatisfy(file -> assertThat(file.sha256()).isEqualTo(disputes.pack(dispute.id()).orElseThrow().sha256()));
        await().until(() -> processes.waitsAt("dispute.awaitOutcome", dispute.id().value()));
        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), true);
        awaitEnd(dispute, DisputeStatus.WON);

        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(0));
        assertThat(journey.disputeFees(booking)).isEqualTo(FEE);
        assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(12_000));
        assertThat(payment(booking).refundable()).isEqualTo(euro(12_000));
        assertThat(disputes.timeline(dispute.id())).extracting(Change::what)
                .contains("Evidence put together", "Decided: hand the evidence in", "Evidence handed in", "Won: €120.00 is back");
    }

    @Test
    void handedInAndLostTheRevenueStaysAndTheLossIsShown() {
        var booking = delivered();
        var dispute = disputed(booking);
        disputes.submit(dispute.id(), "", "Sam");
        awaitStatus(dispute, DisputeStatus.SUBMITTED);
        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), false);
        awaitEnd(dispute, DisputeStatus.LOST);

        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-12_000));
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(12_000));
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
        assertThat(payment(booking).lost()).isEqualTo(euro(12_000));
    }

    @Test
    void acceptedItIsLostAtOnceAndCancellingTheSessionPaysNothingTwice() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = disputed(booking);
        disputes.accept(dispute.id(), "Sam");
        awaitEnd(dispute, DisputeStatus.LOST);
        assertThat(journey.balance(Account.UNEARNED, booking)).as("the session is still to come").isEqualTo(euro(-12_000));

        cancel(booking);

        await().untilAsserted(() -> assertThat(journey.balance(Account.UNEARNED, booking)).isEqualTo(euro(0)));
        assertThat(payments.refundsOf(booking.id().value())).singleElement().satisfies(refund -> {
            assertThat(refund.status()).isEqualTo(RefundStatus.CLOSED);
            assertThat(refund.decision()).isEqualTo(RefundDecision.GIVEN_BACK_BY_BANK);
        });
        assertThat(journey.refunds(booking)).isEmpty();
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).as("it was owed to the client anyway").isEqualTo(euro(0));
        assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(0));
    }

    @Test
    void aCancellationDuringADisputeWaitsForItAndIsRefundedWhenItIsWon() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = disputed(booking);
        assertThatThrownBy(() -> goodwill.give(payment(booking).id(), euro(1_000), "kindness", "Sam")).isInstanceOf(MoneyDisputed.class).hasMessageContaining("would leave twice");
        cancel(booking);
        await().until(() -> payments.refundsOf(booking.id().value()).stream().anyMatch(refund -> refund.status() == RefundStatus.FAILED));
        assertThat(journey.refunds(booking)).isEmpty();

        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), true);

        awaitEnd(dispute, DisputeStatus.WON);
        await().until(() -> payments.refundsOf(booking.id().value()).getFirst().status() == RefundStatus.SUCCEEDED);
        assertThat(journey.refunds(booking)).singleElement().satisfies(refund -> assertThat(refund.amount()).isEqualTo(12_000));
        assertThat(journey.balance(Account.REFUNDS, booking)).isEqualTo(euro(0));
        assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(0));
    }

    @Test
    void aCancellationDuringADisputeIsOverWhenItIsLost() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = disputed(booking);
        cancel(booking);
        await().until(() -> payments.refundsOf(booking.id().value()).stream().anyMatch(refund -> refund.status() == RefundStatus.FAILED));

        disputes.accept(dispute.id(), "Sam");

        awaitEnd(dispute, DisputeStatus.LOST);
        await().until(() -> payments.refundsOf(booking.id().value()).getFirst().status() == RefundStatus.CLOSED);
        assertThat(journey.refunds(booking)).isEmpty();
        assertThat(journey.balance(Account.REFUNDS, booking)).isEqualTo(euro(0));
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(0));
    }

    @Test
    void undecidedItIsHandedInBeforeTheDeadline() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = disputed(booking);
        journey.awaitEngineAtRest();

        journey.advanceTo(disputes.decideBy(dispute));

        awaitStatus(dispute, DisputeStatus.SUBMITTED);
        assertThat(disputes.dispute(dispute.id()).decidedBy()).isEqualTo("flow");
        assertThatThrownBy(() -> disputes.accept(dispute.id(), "Sam")).isInstanceOf(NotPossible.class).hasMessageContaining("nothing to decide").hasMessageContaining("Nothing was changed");
        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), false);
        awaitEnd(dispute, DisputeStatus.LOST);
    }

    @Test
    void answeredOrClosedAtStripesDashboardItGoesOnByItself() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var dispute = disputed(booking);

        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), true);

        awaitEnd(dispute, DisputeStatus.WON);
        await().until(() -> !processes.waitsAt("ops.decideDispute", dispute.id().value()) && !processes.waitsAt("dispute.awaitOutcome", dispute.id().value()));
        assertThat(disputes.dispute(dispute.id()).decision()).isNull();
    }

    @Test
    void ofWhichNoWebhookCameItIsFoundAndItsEndToo() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        sandbox.stripe().switches().webhooksNext(50, WebhookFault.LOST);
        sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "fraudulent");
        disputing.lookSince(sandbox.clock().instant().minus(Duration.ofHours(1)));
        var dispute = awaitDispute(booking);
        awaitDecision(dispute);
        disputes.submit(dispute.id(), "", "Sam");
        awaitStatus(dispute, DisputeStatus.SUBMITTED);
        await().until(() -> processes.waitsAt("dispute.awaitOutcome", dispute.id().value()));
        journey.awaitEngineAtRest();
        sandbox.stripe().issuers().decideDispute(dispute.stripeDispute(), false);

        sandbox.advance(Duration.ofDays(1).plusSeconds(1)); // the flow asks

        awaitEnd(dispute, DisputeStatus.LOST);
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(12_000));
    }

    @Test
    void anAnsweredInquiryThatBecomesADisputeIsDecidedAboutAndAnsweredAnew() {
        var booking = delivered();
        var id = sandbox.stripe().issuers().openInquiry(journey.charges(booking).getFirst().id(), "product_not_received");
        var inquiry = awaitDispute(booking);
        awaitDecision(inquiry);
        assertThat(inquiry.isInquiry()).isTrue();
        disputes.submit(inquiry.id(), "She was here.", "Sam");
        awaitStatus(inquiry, DisputeStatus.SUBMITTED);
        await().until(() -> processes.waitsAt("dispute.awaitOutcome", inquiry.id().value()));
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofHours(2));

        var dispute = escalated(inquiry);

        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(12_000));
        assertThat(dispute.answerBy()).as("the dispute's own deadline").isAfter(inquiry.answerBy());
        assertThat(dispute.decisionWaits()).isTrue();
        assertThat(mailKinds(dispute)).containsExactly("dispute.opened");
        assertThat(disputes.timeline(inquiry.id())).extracting(Change::what).contains("The bank takes the money now: it goes on as " + dispute.reference());
        disputes.submit(dispute.id(), "She was here, as we have said.", "Sam");
        awaitStatus(dispute, DisputeStatus.SUBMITTED);
        assertThat(disputing.ask(id).submissions()).as("one for the inquiry, one for the dispute").isEqualTo(2);
        sandbox.stripe().issuers().decideDispute(id, true);
        awaitEnd(dispute, DisputeStatus.WON);
        assertThat(mailKinds(inquiry)).as("it had no outcome of its own").containsExactly("dispute.opened");
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
    }

    @Test
    void anUndecidedInquiryThatBecomesADisputeCanBeAcceptedAsOne() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        sandbox.stripe().issuers().openInquiry(journey.charges(booking).getFirst().id(), "fraudulent");
        var inquiry = awaitDispute(booking);
        awaitDecision(inquiry);
        assertThatThrownBy(() -> disputes.accept(inquiry.id(), "Sam")).isInstanceOf(NotPossible.class).hasMessageContaining("only asks");

        var dispute = escalated(inquiry);

        assertThatThrownBy(() -> disputes.submit(inquiry.id(), "", "Sam")).isInstanceOf(NotPossible.class).hasMessageContaining("Nothing was changed");
        disputes.accept(dispute.id(), "Sam");
        awaitEnd(dispute, DisputeStatus.LOST);
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(12_000));
    }

    @Test
    void webhooksTwiceAndOutOfOrderAreOneDisputeWithOneProcess() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        sandbox.stripe().switches().webhooksNext(3, WebhookFault.OUT_OF_ORDER);
        var id = sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "general");
        sandbox.stripe().issuers().decideDispute(id, false);

        var dispute = awaitDispute(booking);
        awaitEnd(dispute, DisputeStatus.LOST);
        assertThat(disputes.ofSubject(booking.id().value())).hasSize(1);
        assertThat(mailKinds(dispute)).doesNotHaveDuplicates();
        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(euro(12_000));
    }

    @Test
    void onlyWhatIsLeftOfAPartlyRefundedPaymentIsDisputed() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        var refund = goodwill.give(payment(booking).id(), euro(5_000), "kindness", "Sam");
        await().until(() -> payments.refund(refund).status() == RefundStatus.SUCCEEDED);
        var dispute = disputed(booking);
        assertThat(dispute.amount()).isEqualTo(euro(7_000));
        disputes.accept(dispute.id(), "Sam");
        awaitEnd(dispute, DisputeStatus.LOST);

        assertThat(payment(booking).refundable()).isEqualTo(euro(0));
        assertThat(journey.atStripeBeforeFees(booking)).isEqualTo(euro(0));
    }

    @Test
    void aLostPackageWithHalfItsCreditsUsedKeepsItsBooksAndItsRestCanBeTakenBack() {
        var offering = fixtures.offering().onSale();
        var key = UUID.randomUUID().toString();
        var sale = sales.request(new PackageRequest(key, fixtures.packageOf(offering).id(), "Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
        journey.pay(sale.id().value(), GOOD_CARD);
        await().until(() -> sales.sale(sale.id()).status() == PackageStatus.ACTIVE);
        for (var session = 0; session < 2; session++) {
            var wanted = fixtures.request(offering, Duration.ofHours(30));
            var booking = bookings.request(new dev.upfront.booking.BookingRequest(wanted.requestKey(), wanted.offering(), wanted.provider(), wanted.startsAt(), "Mira Test",
                    "mira-" + key + "@client.example", null, wanted.zone(), wanted.locale(), new Holder.Signed(sale.client())));
            journey.awaitStatus(booking, BookingStatus.CONFIRMED);
            journey.advanceToTheEndOf(booking);
            journey.awaitStatus(booking, BookingStatus.DELIVERED);
        }
        sandbox.stripe().issuers().openDispute(journey.charges(sale.id().value()).getFirst().id(), "product_unacceptable");
        var dispute = await().until(() -> disputes.ofSubject(sale.id().value()), found -> !found.isEmpty()).getFirst();
        awaitDecision(dispute);
        var facts = packs.find(dispute.id()).orElseThrow().facts();
        assertThat(facts.sessions()).hasSize(2).allSatisfy(session -> assertThat(session.state()).isEqualTo("Took place"));
        assertThat(facts.answer()).anyMatch(sentence -> sentence.contains("Of 4 sessions bought, 2 used"));
        disputes.accept(dispute.id(), "Sam");
        awaitEnd(dispute, DisputeStatus.LOST);
        var lot = sales.lot(sale.id()).orElseThrow();
        assertThat(journey.balance(Account.UNEARNED, lot.id().value(), sale.price().currency())).as("free credits are unearned still").isEqualTo(lot.valueLeft().negated());

        sales.refund(sale.id(), sales.refundQuote(sale.id()), "Sam");

        assertThat(journey.balance(Account.UNEARNED, sale.id().value(), sale.price().currency())).isEqualTo(euro(0));
        assertThat(journey.balance(Account.DISPUTE_LOSSES, sale.id().value(), sale.price().currency())).as("what the sessions were worth is lost").isEqualTo(euro(20_000));
        assertThat(sandbox.stripe().refunds()).noneMatch(refund -> refund.paymentIntent().equals(journey.charges(sale.id().value()).getFirst().paymentIntent()));
    }

    @Test
    void twoPaymentsOfABookingAreTwoDisputes() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        journey.advanceToTheEndOf(booking);
        journey.awaitPaid(booking, Purpose.BALANCE);
        journey.charges(booking).forEach(charge -> sandbox.stripe().issuers().openDispute(charge.id(), "fraudulent"));

        var both = await().until(() -> disputes.ofSubject(booking.id().value()), found -> found.size() == 2);
        both.forEach(this::awaitDecision);
        disputes.accept(both.getFirst().id(), "Sam");
        awaitEnd(both.getFirst(), DisputeStatus.LOST);
        sandbox.stripe().issuers().decideDispute(both.getLast().stripeDispute(), true);
        awaitEnd(both.getLast(), DisputeStatus.WON);

        assertThat(journey.balance(Account.DISPUTE_LOSSES, booking)).isEqualTo(both.getFirst().amount());
        assertThat(journey.balance(Account.DISPUTES, booking)).isEqualTo(euro(0));
        assertThat(journey.disputeFees(booking)).isEqualTo(FEE.plus(FEE));
    }

    @Test
    void theEvidenceSaysWhatIsOnRecordAndIsTheSameHoweverOftenItIsDrawn() {
        var booking = journey.book(fixtures.offering().onSale());
        var consent = clients.recordConsent(booking.client(), "booking-terms", "I agree to these terms: %s".formatted(booking.policy().sentence(Locale.UK)), "192.0.2.7", "Browser 1.0",
                sandbox.clock().instant());
        journey.pay(booking, GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        var dispute = disputed(booking);

        var pack = packs.find(dispute.id()).orElseThrow();
        flow.assembleEvidence(dispute.id());
        assertThat(disputes.pack(dispute.id()).orElseThrow().sha256()).isEqualTo(pack.sha256());
        assertThat(pages.draw(pack.facts())).as("drawn again from the same facts").isEqualTo(pack.pdf());
        assertThat(new String(pack.pdf(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pack.facts().policy()).isNotNull().satisfies(policy -> {
            assertThat(policy.textSha256()).isEqualTo(consent.textSha256());
            assertThat(policy.address()).isEqualTo("192.0.2.7");
        });
        assertThat(pack.facts().sessions()).singleElement().satisfies(session -> assertThat(session.confirmed()).contains("neither cancelled nor reported as missed"));
        assertThat(pack.facts().mails()).extracting(EvidencePack.Letter::title).anyMatch(title -> title.startsWith("Confirmed"));
        assertThat(pack.facts().checklist()).filteredOn(item -> !item.present()).extracting(EvidencePack.Item::title).contains("Signed contract");
        assertThat(pack.facts().texts().values()).noneMatch(String::isBlank);
    }

    @Test
    void theEvidenceNamesTheCardThatPaid() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());

        assertThat(evidence(booking, Purpose.DEPOSIT).summary()).anyMatch(fact -> fact.label().equals("Paid") && fact.value().endsWith(", Visa ending in 4242"));
    }

    @Test
    void theEvidenceNamesNoCardThatDidNotPay() {
        var booking = deliveredWithADeclinedBalance();
        journey.pay(booking, "5555555555554444");
        journey.awaitPaid(booking, Purpose.BALANCE);

        assertThat(evidence(booking, Purpose.DEPOSIT).summary()).as("the card on file has another number by now").noneMatch(fact -> fact.value().contains("ending in"));
        assertThat(evidence(booking, Purpose.BALANCE).summary()).as("paid on the page with another card").noneMatch(fact -> fact.value().contains("ending in"));
    }

    @Test
    void theEvidenceSaysOfNoCashThatItWasPaidByCard() {
        var booking = deliveredWithADeclinedBalance();
        collecting.paidOutside(journey.awaitOwed(booking).id(), Means.CASH, "Sam");

        assertThat(evidence(booking, Purpose.DEPOSIT).timeline()).extracting(EvidencePack.Happening::what)
                .contains("Paid €40.00 by card (the disputed payment)", "Paid €80.00");
    }

    private Booking deliveredWithADeclinedBalance() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        var owed = journey.awaitOwed(journey.awaitStatus(booking, BookingStatus.DELIVERED));
        await().until(() -> journey.asksTheClient(owed.id()));
        return booking;
    }

    /** What the bank is shown when that payment is disputed. */
    private EvidencePack evidence(Booking booking, Purpose purpose) {
        var payment = payments.ofSubject(booking.id().value()).stream().filter(each -> each.purpose() == purpose).findFirst().orElseThrow();
        var charge = journey.charges(booking).stream().filter(each -> each.metadata().containsValue(payment.reference())).findFirst().orElseThrow();
        sandbox.stripe().issuers().openDispute(charge.id(), "fraudulent");
        var dispute = await().until(() -> disputes.ofPayment(payment.id()), found -> !found.isEmpty()).getFirst();
        awaitDecision(dispute);
        return packs.find(dispute.id()).orElseThrow().facts();
    }

    private Booking delivered() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        journey.advanceToTheEndOf(booking);
        return journey.awaitStatus(booking, BookingStatus.DELIVERED);
    }

    private Dispute disputed(Booking booking) {
        sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "product_not_received");
        var dispute = awaitDispute(booking);
        awaitDecision(dispute);
        return disputes.dispute(dispute.id());
    }

    /** The dispute that the inquiry becomes, once staff are asked about it and nobody about the inquiry. */
    private Dispute escalated(Dispute inquiry) {
        sandbox.stripe().issuers().escalate(inquiry.stripeDispute());
        awaitStatus(inquiry, DisputeStatus.ESCALATED);
        var dispute = disputes.ofPayment(inquiry.payment()).getLast();
        awaitDecision(dispute);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !processes.waitsAt("ops.decideDispute", inquiry.id().value()) && !processes.waitsAt("dispute.awaitOutcome", inquiry.id().value()));
        return disputes.dispute(dispute.id());
    }

    private Dispute awaitDispute(Booking booking) {
        return await().until(() -> disputes.ofSubject(booking.id().value()), found -> !found.isEmpty()).getFirst();
    }

    private void awaitDecision(Dispute dispute) {
        await().atMost(Duration.ofSeconds(20)).until(() -> processes.waitsAt("ops.decideDispute", dispute.id().value()));
    }

    private void awaitStatus(Dispute dispute, DisputeStatus status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> disputes.dispute(dispute.id()).status() == status);
    }

    private void awaitEnd(Dispute dispute, DisputeStatus status) {
        awaitStatus(dispute, status);
        await().atMost(Duration.ofSeconds(20)).until(() -> mailKinds(dispute).contains("dispute.ended"));
    }

    private java.util.List<String> mailKinds(Dispute dispute) {
        return mails.about(dispute.id().value()).stream().map(SentMail::kind).toList();
    }

    private Payment payment(Booking booking) {
        return payments.ofSubject(booking.id().value()).getFirst();
    }

    private void cancel(Booking booking) {
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED), "client");
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }
}
