package dev.upfront.packages;

import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.NotAllowed;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Holder;
import dev.upfront.credits.NoCredit;
import dev.upfront.credits.RefundQuote;
import dev.upfront.dunning.DebtStatus;
import dev.upfront.dunning.Debts;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A package on real parts: from the purchase to the last credit, and where its money is at each turn. */
@UpfrontTest
class PackageJourneyTests {

    private static final Currency EURO = Currency.getInstance("EUR");

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired PackageSales sales;
    @Autowired Packages packages;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Credits credits;
    @Autowired Payments payments;
    @Autowired Debts debts;
    @Autowired PackageSharing sharing;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;
    private Offering offering;
    private PackageOffer offer;

    @BeforeEach
    void putOnSale() {
        offering = fixtures.offering().onSale();
        offer = fixtures.packageOf(offering);
    }

    @Test
    void aPaidPackageGrantsItsCreditsAndItsMoneyIsUnearned() {
        var sale = bought();

        assertThat(lot(sale)).extracting(CreditLot::free).isEqualTo(4);
        assertThat(unearned(lot(sale).id().value())).isEqualTo(euro(-40_000));
        assertThat(unearned(sale.id().value())).isEqualTo(euro(0));
        assertThat(journey.charges(sale.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(40_000));
        assertThat(awaitMail(sale, "Your 4 sessions are ready").text()).contains("Session", "Until");
    }

    @Test
    void aSessionPaidWithACreditIsEarnedWhenItTookPlace() {
        var sale = bought();
        var booking = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        assertThat(lot(sale)).extracting(CreditLot::free, CreditLot::held).containsExactly(3, 1);
        assertThat(payments.ofSubject(booking.id().value())).as("nothing is paid in money").isEmpty();
        assertThat(journey.awaitMail(booking, "Confirmed").text()).contains("one of your credits");

        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(lot(sale)).extracting(CreditLot::free, CreditLot::held, CreditLot::used).containsExactly(3, 0, 1);
        assertThat(journey.balance(Account.REVENUE, booking)).isEqualTo(euro(-10_000));
        assertThat(unearned(lot(sale).id().value())).isEqualTo(euro(-30_000));
    }

    @Test
    void aTimelyCancellationBringsTheCreditBackAndALateOneUsesIt() {
        var sale = bought();
        var timely = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        cancel(timely, false);
        await().until(() -> lot(sale).free() == 4);

        var late = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        journey.awaitMail(late, "Confirmed");
        journey.awaitEngineAtRest();
        journey.advanceTo(late.startsAt().minus(Duration.ofHours(5)));
        cancel(late, true);

        await().until(() -> lot(sale).used() == 1);
        assertThat(lot(sale)).extracting(CreditLot::free, CreditLot::held).containsExactly(3, 0);
        assertThat(journey.balance(Account.FEES, late)).isEqualTo(euro(-10_000));
        assertThat(journey.awaitMail(late, "Cancelled").text()).contains("is used up");
    }

    @Test
    void anExpiredHoldBringsTheCreditBack() {
        var withForm = fixtures.offering().forms("intake-coaching").onSale();
        offer = fixtures.packageOf(withForm);
        offering = withForm;
        var sale = bought();
        var booking = book(sale);
        assertThat(lot(sale).held()).isEqualTo(1);
        journey.awaitEngineAtRest();

        journey.advanceTo(booking.holdExpiresAt());

        journey.awaitStatus(booking, BookingStatus.EXPIRED);
        assertThat(lot(sale)).extracting(CreditLot::free, CreditLot::held).containsExactly(4, 0);
    }

    @Test
    void whatACreditDoesNotCoverIsPaidInMoney() {
        var longer = fixtures.offering().price(18_000, "EUR").onSale();
        offer = fixtures.packageWithSurcharge(6_000, longer);
        offering = longer;
        var sale = bought();

        var booking = book(sale);
        assertThat(booking.price()).isEqualTo(euro(6_000));
        journey.pay(booking, GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        journey.advanceToTheEndOf(booking);

        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        assertThat(journey.balance(Account.REVENUE, booking)).as("the credit's share and the money").isEqualTo(euro(-16_000));
    }

    @Test
    void theLastCreditIsTakenByOneBookingOfTwo() throws Exception {
        var sale = bought();
        for (var number = 0; number < 3; number++) {
            book(sale);
        }
        var first = fixtures.request(offering, Duration.ofDays(3));
        var second = fixtures.request(offering, Duration.ofDays(4));
        List<Callable<Booking>> both = List.of(() -> bookings.request(with(first, sale)), () -> bookings.request(with(second, sale)));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var outcomes = threads.invokeAll(both);
            assertThat(outcomes).filteredOn(outcome -> outcome.state() == Future.State.SUCCESS).hasSize(1);
            assertThat(outcomes).filteredOn(outcome -> outcome.state() == Future.State.FAILED).singleElement()
                    .satisfies(refused -> assertThat(refused.exceptionNow()).isInstanceOf(NoCredit.class));
        }
        assertThat(lot(sale)).extracting(CreditLot::free, CreditLot::held).containsExactly(0, 4);
    }

    @Test
    void aRenewalIsChargedToTheCardOnceHoweverManyTabsAskForIt() throws Exception {
        var sale = bought();
        List<Callable<PackageSale>> taps = List.of(() -> renew(sale), () -> renew(sale), () -> renew(sale));
        try (var threads = Executors.newFixedThreadPool(3)) {
            threads.invokeAll(taps);
        }
        var renewal = sales.renewalOf(sale.id()).orElseThrow();

        awaitStatus(renewal, PackageStatus.ACTIVE);

        assertThat(journey.charges(renewal.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(40_000));
        assertThat(lot(renewal).free()).isEqualTo(4);
        assertThat(credits.usable(new Holder.Payer(sale.subject().payer()), offering.id(), sandbox.clock().instant())).as("both lots by either link").hasSize(2);
    }

    @Test
    void aRenewalWhoseCardIsDeclinedIsPaidByTheLinkThatIsMailed() {
        var renewal = renewedWithACardThatGoesBad();
        assertThat(awaitMail(renewal, "Please pay").text()).contains("was declined, so nothing was charged");
        journey.pay(renewal.id().value(), GOOD_CARD);

        awaitStatus(renewal, PackageStatus.ACTIVE);
    }

    @Test
    void aRenewalInDunningIsNotCollectedOnceItsCreditsWouldHaveEnded() {
        var renewal = renewedWithACardThatGoesBad();
        var charges = journey.charges(renewal.id().value()).size();

        passDays(6);

        awaitStatus(renewal, PackageStatus.LAPSED);
        assertThat(payments.ofSubject(renewal.id().value())).singleElement().satisfies(payment -> {
            assertThat(payment.status()).isEqualTo(PaymentStatus.CLOSED);
            await().untilAsserted(() -> assertThat(debts.find(payment.id()).orElseThrow().status()).isEqualTo(DebtStatus.DROPPED));
        });
        assertThat(awaitMail(renewal, "Your package was not paid").text()).contains("You owe nothing");
        passDays(20);
        assertThat(journey.charges(renewal.id().value())).as("tried within its time only").hasSizeLessThanOrEqualTo(charges + 1);
        assertThat(credits.ofSource(renewal.id().value())).isEmpty();
    }

    @Test
    void aRenewalThatIsPaidAsItsCreditsWouldHaveEndedGoesBack() {
        var renewal = renewedWithACardThatGoesBad();
        passDays(4);
        journey.advanceTo(renewal.endsAt().minusSeconds(60));
        var page = journey.openCheckoutOf(renewal.id().value());
        sandbox.stripe().switches().webhooksNext(50, WebhookFault.LOST);
        sandbox.stripe().payCheckout(page, GOOD_CARD);

        journey.advanceTo(renewal.endsAt());

        awaitStatus(renewal, PackageStatus.LAPSED);
        sandbox.stripe().switches().reset();
        await().until(() -> sandbox.stripe().refunds().stream().filter(refund -> refund.status().equals("succeeded")).map(Recorded::paymentIntent)
                .anyMatch(journey.charges(renewal.id().value()).getLast().paymentIntent()::equals));
        assertThat(awaitMail(renewal, "Your package was not paid").text()).contains("on its way back");
        assertThat(credits.ofSource(renewal.id().value())).isEmpty();
        assertThat(unearned(renewal.id().value())).isEqualTo(euro(0));
        journey.awaitEngineAtRest();
    }

    @Test
    void unusedCreditsAreRefundedAndHeldOnesStayWithTheirSessions() {
        var sale = bought();
        var booking = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        var quote = sales.refundQuote(sale.id());
        assertThat(quote).isEqualTo(new RefundQuote(3, 1, euro(30_000)));

        sales.refund(sale.id(), quote, "Ada: moves away");

        await().until(() -> sandbox.stripe().refunds().stream().anyMatch(refund -> refund.amount() == 30_000 && refund.status().equals("succeeded")));
        assertThatThrownBy(() -> sales.refund(sale.id(), quote, "Ada: again")).isInstanceOf(QuoteChanged.class);
        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);
        awaitStatus(sale, PackageStatus.REFUNDED);
        assertThat(unearned(lot(sale).id().value())).isEqualTo(euro(0));
        assertThat(unearned(sale.id().value())).isEqualTo(euro(0));
    }

    @Test
    void aPackageNobodyPaysLapsesAndMoneyThatComesLaterGoesBack() {
        var sale = request();
        var session = journey.openCheckoutOf(sale.id().value());
        journey.awaitEngineAtRest();

        journey.advanceTo(sale.payUntil());

        awaitStatus(sale, PackageStatus.LAPSED);
        assertThat(payments.ofSubject(sale.id().value())).singleElement().satisfies(payment -> assertThat(payment.status()).isEqualTo(PaymentStatus.CLOSED));
        assertThat(awaitMail(sale, "Your package was not paid").text()).contains("You owe nothing");
        assertThat(sandbox.stripe().checkoutSessions()).filteredOn(each -> each.id().equals(session)).singleElement()
                .satisfies(closed -> assertThat(closed.status()).isEqualTo("expired"));
    }

    @Test
    void aPackageNotWantedAfterAllOwesNothing() {
        var sale = request();
        journey.openCheckoutOf(sale.id().value());

        sales.cancel(sale.id(), "client");

        awaitStatus(sale, PackageStatus.CANCELLED);
        await().until(() -> payments.ofSubject(sale.id().value()).getFirst().status() == PaymentStatus.CLOSED);
        assertThatThrownBy(() -> renew(sale)).isInstanceOf(NotPossible.class).hasMessageContaining("Nothing was charged");
    }

    @Test
    void theClientIsToldBeforeTheEndAndUnusedCreditsExpire() {
        var sale = bought();
        awaitMail(sale, "Your 4 sessions are ready");
        journey.awaitEngineAtRest();

        passDays(6);

        awaitStatus(sale, PackageStatus.EXPIRED);
        assertThat(mails(sale)).extracting(SandboxMail::title).filteredOn(title -> title.startsWith("4 sessions are left")).as("soon, and in the last days").hasSize(2);
        assertThat(awaitMail(sale, "Your package has ended").text()).contains("4 sessions were not used");
        assertThat(journey.balance(Account.EXPIRED_CREDITS, lot(sale).id().value(), EURO)).isEqualTo(euro(-40_000));
    }

    @Test
    void aCreditThatComesBackAfterTheEndIsUsableForTheGraceAndItsEndIsToldOnItsOwn() {
        var sale = bought();
        var booking = journey.awaitStatus(bookings.request(with(fixtures.request(offering, untilItsLastHours(sale)), sale)), BookingStatus.CONFIRMED);
        journey.awaitMail(booking, "Confirmed");
        passDays(4);
        journey.advanceTo(sale.endsAt());
        assertThat(awaitMail(sale, "Your package has ended").text()).contains("3 sessions were not used");
        journey.awaitEngineAtRest();

        cancellations.close(booking.id(), ClosingReason.STAFF_CANCELLED, cancellations.quote(booking.id(), ClosingReason.STAFF_CANCELLED), "Ada");

        await().until(() -> lot(sale).free() == 1);
        var graceEnds = lot(sale).expiresAt();
        assertThat(graceEnds).isBetween(sale.endsAt().plus(Duration.ofDays(14)), sandbox.clock().instant().plus(Duration.ofDays(14)));
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.UK).withZone(ZoneId.of("Europe/Berlin")).format(graceEnds.minusSeconds(1));
        assertThat(journey.awaitMail(booking, "Cancelled").text()).contains("is back and can be used again, until " + day);
        passDays(15);
        awaitStatus(sale, PackageStatus.EXPIRED);
        assertThat(mails(sale)).filteredOn(mail -> mail.title().startsWith("Your package has ended")).extracting(SandboxMail::text).last().asString()
                .contains("its last day was " + day, "One session was not used");
    }

    @Test
    void aSessionIsNotMovedBeyondTheEndOfThePackageThatPaysForItButByStaff() {
        var sale = bought();
        var booking = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        var beyond = sale.endsAt().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);

        assertThatThrownBy(() -> bookings.move(booking.id(), beyond, "client", false)).isInstanceOf(NotAllowed.class).hasMessageContaining("the package that pays for this session has ended");

        assertThat(bookings.move(booking.id(), beyond, "Ada", true).startsAt()).isEqualTo(beyond);
    }

    @Test
    void whoSharedAPackageSharesItsRenewal() {
        offer = packages.save(new PackageOffer(PackageOfferId.next(), "shared-" + UUID.randomUUID(), "For two", "Four of them.", 4, Money.of(40_000, "EUR"), List.of(offering.id()), List.of(0L),
                null, null, 0, true, List.of(), true));
        var sale = bought();
        var partner = clients.register("Jo Test", "jo-" + UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK);
        sharing.share(sale.id(), partner.id(), "Ada");

        var renewal = awaitStatus(renew(sale), PackageStatus.ACTIVE);

        assertThat(sharing.sharers(renewal.id())).extracting(Client::id).containsExactly(partner.id());
    }

    private Duration untilItsLastHours(PackageSale sale) {
        return Duration.between(sandbox.clock().instant(), sale.endsAt().minus(Duration.ofHours(2)));
    }

    private PackageSale renew(PackageSale sale) {
        return sales.renew(sale.id(), packages.offer(sale.offer()).version(), "client");
    }

    private PackageSale renewedWithACardThatGoesBad() {
        var sale = bought();
        sandbox.stripe().cardsOnFileBecome(journey.charges(sale.id().value()).getFirst().customer().orElseThrow(), CARD_THAT_GOES_BAD);
        var renewal = renew(sale);
        awaitMail(renewal, "Please pay");
        journey.awaitEngineAtRest();
        return renewal;
    }

    /** A package is looked at once a day. */
    private void passDays(int days) {
        for (var day = 0; day < days; day++) {
            journey.awaitEngineAtRest();
            sandbox.advance(Duration.ofDays(1));
        }
    }

    private PackageSale request() {
        var key = UUID.randomUUID().toString();
        return sales.request(new PackageRequest(key, offer.id(), "Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
    }

    private PackageSale bought() {
        var sale = request();
        journey.pay(sale.id().value(), GOOD_CARD);
        return awaitStatus(sale, PackageStatus.ACTIVE);
    }

    private Booking book(PackageSale sale) {
        return bookings.request(with(fixtures.request(offering, Duration.ofDays(2)), sale));
    }

    private static BookingRequest with(BookingRequest asked, PackageSale sale) {
        return new BookingRequest(asked.requestKey(), asked.offering(), asked.provider(), asked.startsAt(), asked.name(), asked.mail(), null, asked.zone(), asked.locale(),
                new Holder.Payer(sale.subject().payer()));
    }

    private void cancel(Booking booking, boolean usesCredit) {
        var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
        assertThat(quote.creditUsed()).isEqualTo(usesCredit);
        cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "client");
    }

    private PackageSale awaitStatus(PackageSale sale, PackageStatus status) {
        return await().alias(sale.reference() + " becomes " + status).atMost(20, TimeUnit.SECONDS).until(() -> sales.sale(sale.id()), now -> now.status() == status);
    }

    private SandboxMail awaitMail(PackageSale sale, String title) {
        return await().alias("mail: " + title).atMost(20, TimeUnit.SECONDS)
                .until(() -> mails(sale).stream().filter(mail -> mail.title().startsWith(title)).findFirst(), Optional::isPresent).orElseThrow();
    }

    private List<SandboxMail> mails(PackageSale sale) {
        return journey.mailsAbout(sale.reference());
    }

    private CreditLot lot(PackageSale sale) {
        return sales.lot(sale.id()).orElseThrow();
    }

    private Money unearned(UUID subject) {
        return journey.balance(Account.UNEARNED, subject, EURO);
    }

    private static Money euro(long minor) {
        return new Money(minor, EURO);
    }
}
