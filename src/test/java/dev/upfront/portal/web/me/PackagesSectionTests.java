package dev.upfront.portal.web.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageSharing;
import dev.upfront.packages.PackageStatus;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What of a client's packages stands on their page. */
@UpfrontTest
class PackagesSectionTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired Packages packages;
    @Autowired PackageSales sales;
    @Autowired PackageSharing sharing;
    @Autowired Bookings bookings;
    @Autowired Clients clients;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    private Visitor visitor;
    private Client client;
    private Offering offering;

    @BeforeEach
    void aClient() {
        client = client("Mira Test");
        visitor = new Visitor(new TestBrowser(port), client.mail(), sandbox);
        offering = fixtures.offering().onSale();
    }

    @Test
    void whoHasNoneReadsWhatComesHere() {
        assertThat(section().text()).contains("Sessions that you buy together stand here");
    }

    @Test
    void aPaidOneSaysWhatIsLeftUntilWhenAndWhatRenewingItCosts() {
        var sale = bought(client);
        var section = section();
        assertThat(section.text()).contains("Four sessions", "4 free", "Book them for sessions until", "0 used, 0 booked, 4 free", "Renew: 4 sessions for €400.00", sale.reference());

        var page = visitor.browser().open(section.select("h3 a").attr("href"));
        assertThat(page.address().getPath()).startsWith("/s/");
        assertThat(page.heading()).isEqualTo("4 sessions are left");
    }

    @Test
    void oneThatIsNotPaidLeadsToItsPayment() {
        request(client);
        assertThat(section().text()).contains("To be paid", "Its sessions are yours as soon as it is paid");
    }

    @Test
    void oneThatHasEndedSaysHow() {
        var sale = bought(client);
        sales.refund(sale.id(), sales.refundQuote(sale.id()), "Ada: moves away");
        await().until(() -> sales.sale(sale.id()).status() == PackageStatus.REFUNDED);
        assertThat(section().text()).contains("Ended", "4 unused sessions were refunded");
    }

    @Test
    void whatAnotherSharesStandsThereWithTheirName() {
        var owner = client("Jo Test");
        var sale = bought(owner);
        sharing.share(sale.id(), client.id(), "Ada");
        assertThat(section().text()).contains("4 sessions are left", "Jo Test shares it with you");
    }

    @Test
    void aCreditThatIsGoneNeverBecomesMoneyThatNobodyChose() {
        var sale = bought(client);
        visitor.signIn();
        var details = visitor.browser().open(visitor.browser().open("/book/" + offering.slug()).html().select("a.slot").last().attr("href"));
        assertThat(details.html().select("input[name=payWith][checked]").val()).isEqualTo("credit");
        sales.refund(sale.id(), sales.refundQuote(sale.id()), "Ada: moves away");

        var refused = visitor.browser().send(details.form("/book/" + offering.slug()).with("agreed", "yes"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().text()).contains("There is no credit left", "Nothing was booked and nothing was charged");
        assertThat(bookings.ofClient(client.id())).isEmpty();
    }

    @Test
    void anothersIsNotThere() {
        var other = bought(client("Jo Test"));
        visitor.signIn();
        assertThat(visitor.browser().open("/me/packages/" + other.reference()).status()).isEqualTo(404);
    }

    private Element section() {
        visitor.signIn();
        return visitor.browser().open("/me").html().select("#packages").first();
    }

    private Client client(String name) {
        return clients.register(name, "client-" + UUID.randomUUID() + "@client.example", null, BERLIN, Locale.UK);
    }

    private PackageSale request(Client buyer) {
        var id = PackageOfferId.next();
        var offer = packages.save(new PackageOffer(id, "package-" + id, "Four sessions", "Four of them.", 4, Money.of(40_000, "EUR"), List.of(offering.id()), List.of(0L), 90, null, 14, true,
                List.of(), true));
        return sales.request(new PackageRequest(UUID.randomUUID().toString(), offer.id(), buyer.name(), buyer.mail(), null, BERLIN, Locale.UK, "client"));
    }

    private PackageSale bought(Client buyer) {
        var sale = request(buyer);
        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        return await().atMost(20, TimeUnit.SECONDS).until(() -> sales.sale(sale.id()), now -> now.status() == PackageStatus.ACTIVE);
    }
}
