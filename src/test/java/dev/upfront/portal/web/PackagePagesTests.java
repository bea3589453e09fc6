package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.client.Links;
import dev.upfront.money.Money;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Buying a package and using it over HTTP, as a browser without scripts meets it. */
@UpfrontTest
class PackagePagesTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired PackageSales sales;
    @Autowired Packages packages;
    @Autowired Links links;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Journey journey;
    @Autowired InstantSource clock;
    private TestBrowser browser;
    private Offering offering;
    private PackageOffer offer;

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(port);
        offering = fixtures.offering().onSale();
        var id = PackageOfferId.next();
        offer = packages.save(new PackageOffer(id, "package-" + id, "Four sessions", "Four of them.", 4, Money.of(40_000, "EUR"), List.of(offering.id()), List.of(0L), 90, null, 14, false,
                List.of(), true));
    }

    @Test
    void aPackageOnSaleStandsBesideItsOfferingWithThePriceOfEachSession() {
        assertThat(browser.open("/book/" + offering.slug()).html().text()).contains("Four sessions", "4 sessions, €100.00 each");
        assertThat(browser.open("/").html().select("a[href=/packages/" + offer.slug() + "]")).isNotEmpty();
        assertThat(browser.open("/packages/" + offer.slug()).html().text()).contains("You pay €400.00 at the last step", "can be refunded");
        assertThat(browser.open("/packages/unknown").status()).isEqualTo(404);
    }

    @Test
    void whatIsMissingIsSaidAtItsFieldAndNothingTypedIsLost() {
        var refused = browser.send(buyForm().with("mail", "mira@"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#mail-error").text()).contains("name@example.com");
        assertThat(refused.html().select("#name").val()).isEqualTo("Mira Test");
    }

    @Test
    void boughtInABrowserItsCreditsPayForASessionThere() {
        var sale = bought();
        var page = browser.open(address(sale));
        assertThat(page.heading()).isEqualTo("4 sessions are left");

        var details = details(browser);
        assertThat(details.html().select("input[name=payWith][checked]").val()).isEqualTo("credit");
        var confirmed = browser.send(person(details.form("/book/" + offering.slug())).with("payWith", "credit"));

        assertThat(awaitHeading(confirmed, "Your session is confirmed").html().select(".summary").text()).contains("One session of Four sessions", "1 credit");
        assertThat(browser.open(address(sale)).html().text()).contains("3 sessions are left", "1 booked");
        var cancel = browser.open(confirmed.address().getPath() + "/cancel");
        assertThat(cancel.html().select(".figures").text()).contains("Your credit of Four sessions comes back");
    }

    @Test
    void aCreditThatIsBackNoLongerStandsAsPaid() {
        var confirmed = bookedWithACredit();
        var address = confirmed.address().getPath();

        browser.send(browser.open(address + "/cancel").form("/cancel"));

        var page = await().until(() -> browser.open(address), now -> now.heading().equals("This booking is cancelled") && now.html().text().contains("is back"));
        assertThat(page.html().text()).contains("Your credit of Four sessions is back and can be used again, until");
        assertThat(page.html().select(".summary").text()).doesNotContain("1 credit");
    }

    @Test
    void whoMissedASessionPaidWithACreditReadsWhatBecomesOfIt() {
        var address = bookedWithACredit().address().getPath();
        var booking = bookings.booking(new BookingId(links.open(address.substring("/s/".length())).orElseThrow().subject()));
        journey.awaitMail(booking, "Confirmed");
        journey.awaitEngineAtRest();
        journey.advanceTo(booking.startsAt());
        cancellations.close(booking.id(), ClosingReason.NOT_SHOWN, cancellations.quote(booking.id(), ClosingReason.NOT_SHOWN), "Ada");

        var page = awaitHeading(browser.open(address), "You missed this session");

        assertThat(page.html().text()).contains("your credit of Four sessions is used up", "looks at it first").doesNotContain("No fee is due");
    }

    private Page bookedWithACredit() {
        browser.open(address(bought()));
        var details = details(browser);
        return awaitHeading(browser.send(person(details.form("/book/" + offering.slug())).with("payWith", "credit")), "Your session is confirmed");
    }

    @Test
    void anotherBrowserIsNotOfferedTheCredits() {
        bought();
        var stranger = new TestBrowser(port);
        var details = details(stranger);
        assertThat(details.html().select("input[name=payWith]")).isEmpty();

        var tried = stranger.send(person(details.form("/book/" + offering.slug())).with("payWith", "credit"));

        assertThat(awaitHeading(tried, "Pay for the session").html().text()).contains("€120.00");
    }

    @Test
    void aSecondTabOfAPurchaseComesToTheFirstOnes() {
        var secondTab = buyForm();
        var first = awaitHeading(browser.send(buyForm()), "Pay for the package");

        var second = browser.send(secondTab);

        assertThat(sale(second).id()).isEqualTo(sale(first).id());
        assertThat(browser.open("/packages/" + offer.slug()).html().text()).contains("You have begun to buy this package");
    }

    @Test
    void aPackageThatWasChangedMeanwhileIsNotRenewedAsItIsNow() {
        var sale = bought();
        var renew = browser.open(address(sale)).form("/renew");
        packages.save(new PackageOffer(offer.id(), offer.slug(), offer.name(), offer.description(), 2, offer.price(), offer.offerings(), offer.surchargesMinor(), offer.validDays(),
                offer.validUntil(), offer.graceDays(), offer.shareable(), offer.contracts(), true, packages.offer(offer.id()).version()));

        var refused = browser.send(renew);

        assertThat(refused.html().text()).contains("has changed since this page was drawn", "Nothing was charged", "2 sessions for €400.00");
        assertThat(sales.renewalOf(sale.id())).isEmpty();
    }

    @Test
    void renewingIsOneTap() {
        var sale = bought();
        var renew = browser.open(address(sale)).form("/renew");

        var renewed = awaitHeading(browser.send(renew), "4 sessions are left");

        assertThat(sale(renewed).renews()).isEqualTo(sale.id());
        assertThat(browser.send(renew).address().getPath()).as("tapped again").startsWith("/s/");
        assertThat(journey.charges(sale(renewed).id().value())).hasSize(1);
    }

    @Test
    void whoDoesNotWantItAfterAllOwesNothing() {
        var pay = awaitHeading(browser.send(buyForm()), "Pay for the package");
        var ended = awaitHeading(browser.send(pay.form("/give-up")), "This package was not bought");
        assertThat(ended.html().text()).contains("nothing is charged");
    }

    /** Of a session so far ahead that cancelling it is free. */
    private Page details(TestBrowser who) {
        var nextWeek = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(8);
        return who.open(who.open("/book/" + offering.slug() + "?week=" + nextWeek).html().select("a.slot").last().attr("href"));
    }

    private PackageSale bought() {
        var pay = awaitHeading(browser.send(buyForm()), "Pay for the package");
        var sale = sale(pay);
        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        await().until(() -> sales.sale(sale.id()).status() == PackageStatus.ACTIVE);
        return sale;
    }

    private Form buyForm() {
        return person(browser.open("/packages/" + offer.slug()).form("/packages/" + offer.slug()));
    }

    private static Form person(Form form) {
        return form.with("name", "Mira Test").with("mail", "mira-" + UUID.randomUUID() + "@client.example").with("agreed", "yes");
    }

    private PackageSale sale(Page page) {
        var token = page.address().getPath().substring("/s/".length());
        return sales.sale(new PackageSaleId(links.open(token).orElseThrow().subject()));
    }

    private String address(PackageSale sale) {
        var mail = await().until(() -> journey.mailsAbout(sale.reference()).stream().findFirst(), Optional::isPresent).orElseThrow();
        return URI.create(mail.text().lines().filter(line -> line.contains("/s/")).findFirst().orElseThrow()).getPath();
    }

    private Page awaitHeading(Page page, String heading) {
        return await().until(() -> browser.open(page.address().getPath()), now -> now.heading().equals(heading));
    }
}
