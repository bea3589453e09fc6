package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.money.Money;
import dev.upfront.sandbox.Fixtures;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A practice puts packages on sale; whatever is nonsense is told at its field. */
@UpfrontTest
class PackageOffersTests {

    @Autowired Packages packages;
    @Autowired Fixtures fixtures;
    @Value("${upfront.base-address}") URI base;
    private Offering offering;
    private String surcharge;
    private String slug;

    @BeforeEach
    void putAnOfferingOnSale() {
        offering = fixtures.offering().onSale();
        surcharge = "surcharge-" + offering.id();
        slug = "put-on-sale-" + offering.id();
    }

    @Test
    void everyFieldIsKeptAndShownAgain() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/package-offers/new");
        desk.press("Save", Map.ofEntries(Map.entry("name", "Five of them"), Map.entry("slug", slug), Map.entry("description", "For a while."), Map.entry("credits", "5"),
                Map.entry("price", "450.50"), Map.entry("offerings", offering.id().toString()), Map.entry(surcharge, "20"), Map.entry("validity", "DATE"),
                Map.entry("validUntil", "2090-03-31"), Map.entry("graceDays", "7"), Map.entry("shareable", "yes")));

        assertThat(desk.path()).as(desk.page().text()).isEqualTo("/ops/package-offers");
        assertThat(desk.page().select("tr:contains(" + slug + ")").text()).contains("Five of them", "€450.50", "€90.10", "Session with €20.00 on top", "2090", "On sale");
        var offer = packages.bySlug(slug).orElseThrow();
        assertThat(offer).extracting(PackageOffer::credits, PackageOffer::price, PackageOffer::validDays, PackageOffer::validUntil, PackageOffer::graceDays, PackageOffer::shareable)
                .containsExactly(5, Money.of(45_050, "EUR"), null, LocalDate.of(2090, 3, 31), 7, true);
        assertThat(offer.surcharge(offering.id())).contains(Money.of(2_000, "EUR"));
        assertThat(desk.open("/packages/" + slug).select("h1").text()).isEqualTo("Five of them");

        desk.open("/ops/package-offers/" + offer.id());
        desk.press("Save", Map.of("validity", "NONE", surcharge, ""));

        var changed = packages.bySlug(slug).orElseThrow();
        assertThat(changed).extracting(PackageOffer::validUntil, PackageOffer::shareable, PackageOffer::description).containsExactly(null, true, "For a while.");
        assertThat(changed.surcharge(offering.id())).contains(Money.zero(offering.price().currency()));
    }

    @Test
    void whatIsRefusedIsToldAtItsFieldAndNothingTypedIsLost() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/package-offers/new");

        var page = desk.press("Save", Map.of("name", "", "slug", "Not An Address", "credits", "many", "price", "0", "offerings", offering.id().toString(), surcharge, "0.01",
                "validity", "DAYS", "validDays", "0", "graceDays", "-1", "description", "Kept <b>as typed</b>"));

        assertThat(desk.status()).isEqualTo(422);
        assertThat(page.select(".error").eachAttr("id")).containsExactlyInAnyOrder("name-error", "slug-error", "credits-error", "price-error", surcharge + "-error",
                "validDays-error", "graceDays-error");
        assertThat(page.select("#description").val()).isEqualTo("Kept <b>as typed</b>");
        assertThat(page.select("#credits").val()).isEqualTo("many");
        assertThat(page.select("[name=offerings][checked]").eachAttr("value")).containsExactly(offering.id().toString());
        for (var wrong : List.of(Map.of("validity", "DATE", "validUntil", "some day"), Map.of("validity", "sometimes"), Map.of("currency", "CHF"), Map.of("offerings", "nonsense"))) {
            desk.open("/ops/package-offers/new");
            var typed = new HashMap<>(Map.of("name", "Wrong", "slug", slug, "credits", "5", "price", "450", "offerings", offering.id().toString()));
            typed.putAll(wrong);
            assertThat(desk.press("Save", typed).select(".error")).as(wrong.toString()).hasSize(1);
        }
        assertThat(packages.bySlug(slug)).isEmpty();
    }

    @Test
    void anAddressIsGivenOnceAndAStaleFormIsNotSaved() {
        var taken = fixtures.packageOf(offering);
        var desk = Desk.signedIn(base);
        desk.open("/ops/package-offers/new");
        assertThat(desk.press("Save", Map.of("name", "Again", "slug", taken.slug(), "credits", "5", "price", "450", "offerings", offering.id().toString()))
                .select("#slug-error").text()).contains("already has this address");

        desk.open("/ops/package-offers/" + taken.id());
        desk.press("Save", Map.of("description", "first"));
        desk.open("/ops/package-offers/" + taken.id());
        var page = desk.press("Save", Map.of("description", "second", "version", Integer.toString(taken.version())));

        assertThat(page.select("[role=alert]").text()).contains("Somebody else changed this package");
        assertThat(packages.offer(taken.id()).description()).isEqualTo("first");
    }

    @Test
    void aPackageTakenOffSaleIsSaidToBe() {
        var offer = fixtures.packageOf(offering);
        var desk = Desk.signedIn(base);
        desk.open("/ops/package-offers/" + offer.id());
        desk.press("Save", Map.of("active", "no"));
        assertThat(desk.page().select("tr:contains(" + offer.slug() + ")").text()).contains("Not on sale");
        desk.open("/packages/" + offer.slug());
        assertThat(desk.status()).isEqualTo(404);
    }
}
