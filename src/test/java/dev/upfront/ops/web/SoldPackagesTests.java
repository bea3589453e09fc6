package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Holder;
import dev.upfront.money.Money;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What staff see of a sold package and do about it: selling, sharing, refunding what is unused, cancelling what is not paid. */
@UpfrontTest
class SoldPackagesTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Packages packages;
    @Autowired PackageSales sales;
    @Autowired Credits credits;
    @Autowired Bookings bookings;
    @Autowired Clients clients;
    @Autowired Payments payments;
    @Autowired Sandbox sandbox;
    @Value("${upfront.base-address}") URI base;
    private Offering offering;
    private PackageOffer offer;

    @BeforeEach
    void putOnSale() {
        offering = fixtures.offering().onSale();
        offer = fixtures.packageOf(offering);
    }

    @Test
    void aPackageIsFoundByItsReferenceItsClientAndItsState() {
        var sale = request();
        var mail = clients.client(sale.client()).mail();
        var desk = Desk.signedIn(base);

        desk.open("/ops/packages?q=" + sale.reference().toLowerCase(Locale.ROOT));
        assertThat(desk.path()).isEqualTo("/ops/packages/" + sale.id());
        assertThat(desk.open("/ops/packages").select("tbody tr").first().text()).as("the latest stands first").contains(sale.reference());
        assertThat(desk.open("/ops/packages?q=" + mail).select("tbody tr").text()).contains(sale.reference(), "Not paid yet", "€400.00");
        assertThat(desk.open("/ops/packages?status=REQUESTED&q=" + mail).text()).contains(sale.reference());
        assertThat(desk.open("/ops/packages?status=ACTIVE&q=" + mail).text()).contains("Nothing found").doesNotContain(sale.reference());
        assertThat(desk.open("/ops/packages?q=" + mail + "&page=1").text()).contains("Nothing found");
    }

    @Test
    void onePageTellsItsCreditsItsMoneyAndWhatHappened() {
        var sale = bought();
        var booking = journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        var desk = Desk.signedIn(base);

        var page = desk.open("/ops/packages/" + sale.id());

        assertThat(page.select(".credits > span").eachAttr("class")).containsExactly("held", "free", "free", "free");
        assertThat(page.text()).contains("0 used, 1 booked, 3 free", "Active", "€100.00 each", "Session");
        assertThat(page.select(".figures").text()).contains("Price €400.00", "Collected €400.00", "Paid and kept €400.00", "Unearned €400.00");
        assertThat(page.select(".timeline a[href=/ops/bookings/" + booking.id() + "]").text()).contains("A credit is held for", booking.reference());
        var payment = payments.ofSubject(sale.id().value()).getFirst();
        assertThat(page.select("a[href=/ops/payments/" + payment.id() + "]").text()).contains(payment.reference(), "Paid: package €400.00");
        assertThat(page.select(".timeline").text()).contains("Paid; 4 credits granted", "Mail “Your 4 sessions are ready");
        assertThat(page.select("button, a.button").eachText()).contains("Refund what is unused…").doesNotContain("Cancel…", "Share");

        journey.advanceToTheEndOf(booking);
        journey.awaitStatus(booking, BookingStatus.DELIVERED);

        desk.open("/ops/packages/" + sale.id());
        assertThat(desk.page().text()).contains("1 used, 0 booked, 3 free", "The credit is used: Session");
        assertThat(desk.page().select(".figures").text()).contains("Unearned €300.00");
        assertThat(desk.open("/ops/bookings/" + booking.id()).select(".summary").text()).contains("A credit of Four sessions (" + sale.reference() + ") is used.").doesNotContain("free of charge");
        assertThat(desk.open("/ops/bookings?q=" + clients.client(booking.client()).mail()).select("tr:contains(" + booking.reference() + ")").text()).contains("A credit");
    }

    @Test
    void unusedCreditsAreRefundedAfterTheAmountsWereShown() {
        var sale = bought();
        journey.awaitStatus(book(sale), BookingStatus.CONFIRMED);
        var desk = Desk.signedIn(base);
        desk.open("/ops/packages/" + sale.id() + "/refund");
        assertThat(desk.page().select(".figures").text()).contains("Sessions taken back", "3", "Stay with booked sessions", "1", "€300.00");
        assertThat(desk.press("Give back", Map.of("reason", " ")).select("#reason-error").text()).contains("Say why");
        assertThat(desk.status()).isEqualTo(422);
        for (var seen : List.of("", "nonsense", "3:1:30001", "4:0:40000")) {
            assertThat(desk.press("Give back", Map.of("seen", seen, "reason", "Moves away")).text()).as(seen).contains("The amounts have changed", "€300.00", "Keep the package");
            assertThat(desk.page().select("#reason").val()).isEqualTo("Moves away");
        }
        assertThat(payments.refundsOf(sale.id().value())).isEmpty();

        desk.press("Give back", Map.of("reason", "Moves away"));

        assertThat(desk.path()).isEqualTo("/ops/packages/" + sale.id());
        assertThat(desk.page().select(".told").text()).contains("on its way to the client");
        assertThat(desk.page().text()).contains("0 used, 1 booked, 0 free, 3 refunded");
        assertThat(desk.page().select(".timeline").text()).contains("3 unused credits refunded", "Moves away");
        await().atMost(20, TimeUnit.SECONDS).until(() -> payments.ofSubject(sale.id().value()).getFirst().refunded(), Money.of(30_000, "EUR")::equals);
        assertThat(desk.open("/ops/packages/" + sale.id() + "/refund").select(".told").text()).contains("there is nothing to refund");
    }

    @Test
    void aPackageNobodyPaidIsCancelledAndAPaidOneIsNot() {
        var sale = request();
        journey.openCheckoutOf(sale.id().value());
        var desk = Desk.signedIn(base);
        assertThat(desk.open("/ops/packages/" + sale.id() + "/refund").select(".told").text()).contains("not paid yet");
        assertThat(desk.open("/ops/packages/" + sale.id() + "/cancel").select(".figures").text()).contains("No longer asked for €400.00");

        desk.press("Cancel the package");

        assertThat(desk.page().text()).contains("nothing is asked for any more", "Cancelled before it was paid");
        await().atMost(20, TimeUnit.SECONDS).until(() -> payments.ofSubject(sale.id().value()).getFirst().status(), PaymentStatus.CLOSED::equals);
        assertThat(desk.open("/ops/packages/" + sale.id() + "/cancel").select(".told").text()).contains("has ended already");

        var paid = bought();
        assertThat(desk.open("/ops/packages/" + paid.id() + "/cancel").select(".told").text()).contains("can be refunded instead");
        assertThat(desk.sendLate("/ops/packages/" + paid.id() + "/cancel", Map.of()).select(".told").text()).contains("This package is paid");
        assertThat(sales.sale(paid.id()).status()).isEqualTo(PackageStatus.ACTIVE);
    }

    @Test
    void moneyOfAPackageIsNotGivenBackFromItsPayment() {
        var sale = bought();
        var payment = payments.ofSubject(sale.id().value()).getFirst();
        var desk = Desk.signedIn(base);
        desk.open("/ops/payments/" + payment.id());
        assertThat(desk.page().select("a.button")).isEmpty();
        assertThat(desk.page().select("a[href=/ops/packages/" + sale.id() + "]").eachText()).contains(sale.reference(), "the package’s page");

        desk.open("/ops/payments/" + payment.id() + "/refund");
        assertThat(desk.path()).isEqualTo("/ops/packages/" + sale.id());
        desk.sendLate("/ops/payments/" + payment.id() + "/refund", Map.of("amount", "400", "reason", "why", "wish", "1", "confirmed", "yes"));

        assertThat(desk.path()).isEqualTo("/ops/packages/" + sale.id());
        assertThat(desk.page().select(".told").text()).contains(payment.reference(), "together with the credits that are unused", "Nothing was refunded yet");
        assertThat(payments.refundsOf(sale.id().value())).isEmpty();
    }

    @Test
    void staffSellAPackageAndTheClientPaysByTheMailedLink() {
        var known = request();
        var client = clients.client(known.client());
        var desk = Desk.signedIn(base);
        desk.open("/ops/packages/new?client=" + client.id());
        assertThat(desk.page().select("#name").val()).isEqualTo(client.name());
        assertThat(desk.page().select("#mail").val()).isEqualTo(client.mail());
        var key = desk.page().select("[name=requestKey]").val();

        desk.press("Sell", Map.of("offer", offer.id().toString()));

        var sale = sales.byRequestKey(key).orElseThrow();
        assertThat(desk.path()).isEqualTo("/ops/packages/" + sale.id());
        assertThat(desk.page().select(".told").text()).contains("gets a mail with the link to pay €400.00");
        assertThat(sale).extracting(PackageSale::client, PackageSale::soldBy, PackageSale::clientZone).containsExactly(client.id(), "First member of staff", client.zone());
        assertThat(awaitMail(sale, "Your package is ready to be paid").text()).contains("€400.00 is due");
        desk.open("/ops/packages/new");
        desk.press("Sell", Map.of("offer", offer.id().toString(), "name", client.name(), "mail", client.mail(), "requestKey", key));
        assertThat(desk.path()).as("sent twice").isEqualTo("/ops/packages/" + sale.id());

        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        awaitStatus(sale, PackageStatus.ACTIVE);
    }

    @Test
    void whatIsRefusedWhenSellingIsToldAtItsField() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/packages/new");
        desk.press("Sell", Map.of("name", "", "mail", ""));
        assertThat(desk.status()).isEqualTo(422);
        assertThat(desk.page().select(".error").eachAttr("id")).containsExactlyInAnyOrder("offer-error", "name-error", "mail-error");
        desk.press("Sell", Map.of("offer", offer.id().toString(), "name", "Noor <b>Test</b>", "mail", "no address"));
        assertThat(desk.page().select(".error").eachAttr("id")).containsExactly("mail-error");
        assertThat(desk.page().select("#name").val()).isEqualTo("Noor <b>Test</b>");
        assertThat(desk.page().select("[name=offer][checked]").val()).isEqualTo(offer.id().toString());
    }

    @Test
    void aPackageSoldToBeSharedIsUsedByAnotherClient() {
        offer = packages.save(new PackageOffer(offer.id(), offer.slug(), offer.name(), offer.description(), offer.credits(), offer.price(), offer.offerings(),
                offer.surchargesMinor(), offer.validDays(), offer.validUntil(), offer.graceDays(), true, offer.contracts(), true, offer.version()));
        var sale = bought();
        var partner = clients.client(request().client());
        var desk = Desk.signedIn(base);
        desk.open("/ops/packages/" + sale.id());
        assertThat(desk.press("Share", Map.of("mail", "nobody@client.example")).select("#mail-error").text()).contains("There is no client");
        assertThat(desk.press("Share", Map.of("mail", clients.client(sale.client()).mail())).select(".told").text()).contains("own already");

        assertThat(desk.press("Share", Map.of("mail", partner.mail())).text()).contains("may use these credits too", "Shared with " + partner.name());

        assertThat(credits.usable(new Holder.Signed(partner.id()), offering.id(), sandbox.clock().instant())).hasSize(1);
        assertThat(desk.press("End").text()).contains("No longer shared with " + partner.name());
        assertThat(credits.usable(new Holder.Signed(partner.id()), offering.id(), sandbox.clock().instant())).isEmpty();
    }

    @Test
    void aPackageNotSoldToBeSharedIsNotShared() {
        var sale = bought();
        var partner = clients.client(request().client());
        var desk = Desk.signedIn(base);
        assertThat(desk.sendLate("/ops/packages/" + sale.id() + "/share", Map.of("mail", partner.mail())).select(".told").text()).contains("was not sold to be shared");
        assertThat(credits.usable(new Holder.Signed(partner.id()), offering.id(), sandbox.clock().instant())).isEmpty();
    }

    @Test
    void theClientGetsANewLinkAndTheOldOnesCanBeMadeUseless() {
        var sale = request();
        var desk = Desk.signedIn(base);
        desk.open("/ops/packages/" + sale.id());
        assertThat(desk.press("Send a new link").select(".told").text()).contains("is on its way to");
        var address = URI.create(awaitMail(sale, "Your link").link()).getPath();
        assertThat(desk.open(address).text()).contains("Four sessions");

        desk.open("/ops/packages/" + sale.id());
        assertThat(desk.press("Make all links useless").text()).contains("None of the links");
        assertThat(desk.open(address).text()).doesNotContain("Four sessions");
    }

    @Test
    void whatIsNotThereIsTold() {
        var desk = Desk.signedIn(base);
        var nobody = "7b0c1e3a-0000-4000-8000-000000000000";
        for (var path : List.of("/ops/packages/" + nobody, "/ops/packages/" + nobody + "/refund", "/ops/packages/" + nobody + "/cancel", "/ops/packages/nonsense",
                "/ops/packages/new?client=" + nobody, "/ops/packages/" + request().id() + "/contracts/" + nobody, "/ops/package-offers/" + nobody)) {
            desk.open(path);
            assertThat(desk.status()).as(path).isEqualTo(404);
        }
    }

    private PackageSale request() {
        var key = UUID.randomUUID().toString();
        return sales.request(new PackageRequest(key, offer.id(), "Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Lisbon"), Locale.UK, "client"));
    }

    private PackageSale bought() {
        var sale = request();
        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        return awaitStatus(sale, PackageStatus.ACTIVE);
    }

    private Booking book(PackageSale sale) {
        var asked = fixtures.request(offering, Duration.ofDays(2));
        return bookings.request(new BookingRequest(asked.requestKey(), asked.offering(), asked.provider(), asked.startsAt(), asked.name(), asked.mail(), null, asked.zone(),
                asked.locale(), new Holder.Payer(sale.subject().payer())));
    }

    private PackageSale awaitStatus(PackageSale sale, PackageStatus status) {
        return await().alias(sale.reference() + " becomes " + status).atMost(20, TimeUnit.SECONDS).until(() -> sales.sale(sale.id()), now -> now.status() == status);
    }

    private SandboxMail awaitMail(PackageSale sale, String title) {
        return await().alias("mail: " + title).atMost(20, TimeUnit.SECONDS)
                .until(() -> SandboxMail.all(sandbox.mail()).stream().filter(mail -> mail.text().contains(sale.reference()) && mail.title().startsWith(title)).findFirst(),
                        Optional::isPresent).orElseThrow();
    }
}
