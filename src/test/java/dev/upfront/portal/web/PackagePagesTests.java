package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.client.Links;
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
    @Autowired Links links;
    @Autowired Journey journey;
    private TestBrowser browser;
    private Offering offering;
    private PackageOffer offer;

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(port);
        offering = fixtures.offering().onSale();
        offer = fixtures.packageOf(offering);
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

        var details = browser.open(browser.open("/book/" + offering.slug()).html().select("a.slot").last().attr("href"));
        assertThat(details.html().select("input[name=payWith][checked]").val()).isEqualTo("credit");
        var confirmed = browser.send(person(details.form("/book/" + offering.slug())).with("payWith", "credit"));

        assertThat(awaitHeading(confirmed, "Your session is confirmed").html().select(".summary").text()).contains("One session of Four sessions", "1 credit");
        assertThat(browser.open(address(sale)).html().text()).contains("3 sessions are left", "1 booked");
        var cancel = browser.open(confirmed.address().getPath() + "/cancel");
        assertThat(cancel.html().select(".figures").text()).contains("Your credit of Four sessions comes back");
    }

    @Test
    void anotherBrowserIsNotOfferedTheCredits() {
        bought();
        var stranger = new TestBrowser(port);
        var details = stranger.open(stranger.open("/book/" + offering.slug()).html().select("a.slot").last().attr("href"));
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
    void renewingIsOneTapAndNeverAtAnotherPriceThanTheOneShown() {
        var sale = bought();
        var renew = browser.open(address(sale)).form("/renew");
        assertThat(browser.send(renew.with("seen", "1")).html().text()).contains("The price has changed", "Nothing was charged");

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
