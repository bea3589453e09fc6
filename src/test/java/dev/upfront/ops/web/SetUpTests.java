package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Catalog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A practice sets up what can be booked, page by page, and whatever is nonsense is told at its field. */
@UpfrontTest
class SetUpTests {

    @Autowired Catalog catalog;
    @Autowired Calendar calendar;
    @Autowired InstantSource clock;
    @Value("${upfront.base-address}") URI base;

    @Test
    void startsFromNothingAndEndsWithSomethingToBook() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/settings");
        desk.press("Save", Map.of("name", "Lumen", "zone", "Europe/Berlin", "currency", "EUR", "accentColour", "#2f6f5e", "mailFrom", "hello@lumen.example", "locale", "en-GB"));
        assertThat(catalog.practice().name()).isEqualTo("Lumen");

        desk.open("/ops/providers");
        desk.press("Add", Map.of("name", "Grace Set-up", "mail", "grace@lumen.example", "zone", "Europe/London"));
        var provider = desk.path().substring("/ops/providers/".length());
        desk.press("Save the hours", Map.of("MONDAY", "9:00–12:00, 13–17", "THURSDAY", "09:00-17:00", "minimumNotice", "0", "horizon", "60 d", "slotStep", "30 min"));

        var slug = "set-up-" + provider;
        desk.open("/ops/offerings/new");
        desk.press("Save", Map.of("name", "First session", "slug", slug, "price", "120", "terms", "DEPOSIT", "deposit", "25 %", "place", "Video call", "providers", provider));

        assertThat(desk.path()).isEqualTo("/ops/offerings");
        var offering = catalog.offeringBySlug(slug).orElseThrow();
        assertThat(offering.terms().dueAtBooking(offering.price()).toString()).isEqualTo("EUR 30.00");
        assertThat(calendar.freeSlots(offering.providers().getFirst(), offering.duration(), clock.instant(), clock.instant().plus(Duration.ofDays(8)))).isNotEmpty();
        assertThat(desk.open("/book/" + slug).text()).contains("First session");
    }

    @Test
    void whatIsRefusedIsToldAtItsFieldAndNothingTypedIsLost() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/offerings/new");

        var page = desk.press("Save", Map.of("name", "", "slug", "Not An Address", "duration", "an hour", "price", "12.345", "currency", "EUR",
                "terms", "DEPOSIT", "deposit", "lots", "lateFee", "250", "description", "Kept <b>as typed</b>"));

        assertThat(desk.status()).isEqualTo(422);
        assertThat(page.select(".error").eachAttr("id")).contains("name-error", "slug-error", "duration-error", "price-error", "deposit-error", "lateFee-error");
        assertThat(page.select("#providers-error, fieldset:has([name=providers]) .error, fieldset .error").text()).contains("Choose who gives it");
        assertThat(page.select("#description").val()).isEqualTo("Kept <b>as typed</b>");
        assertThat(page.select("#duration").val()).isEqualTo("an hour");
    }

    @Test
    void hoursThatCannotBeAreToldAtTheirDay() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/providers");
        desk.press("Add", Map.of("name", "Hours Nonsense", "mail", "hours@lumen.example", "zone", "UTC"));

        var page = desk.press("Save the hours", Map.of("MONDAY", "late", "TUESDAY", "25:00-26:00", "WEDNESDAY", "17:00-9:00", "horizon", "soon"));

        assertThat(desk.status()).isEqualTo(422);
        assertThat(page.select(".error").eachAttr("id")).containsExactlyInAnyOrder("MONDAY-error", "TUESDAY-error", "WEDNESDAY-error", "horizon-error");
        assertThat(page.select("#MONDAY").val()).isEqualTo("late");
    }

    @Test
    void timeOffIsAddedAndRemoved() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/providers");
        desk.press("Add", Map.of("name", "Time Off", "mail", "off@lumen.example", "zone", "UTC"));

        assertThat(desk.page().select("section:contains(Time off) > .hint").text()).as("whose clock").contains("In UTC time");
        var refused = desk.press("Add time off", Map.of("from", "2040-01-02T10:00", "to", "2040-01-01T10:00"));
        assertThat(refused.select("#to-error").text()).contains("must be after the beginning");
        assertThat(refused.select("section:contains(Time off) [role=alert][autofocus]")).as("a long page opens at the refused form").hasSize(1);
        assertThat(desk.press("Add time off", Map.of("from", "2040-01-02T10:00", "to", "2040-01-03T10:00", "reason", "Holiday")).text()).contains("Holiday");
        assertThat(desk.press("Remove").text()).doesNotContain("Holiday");
    }

    @Test
    void aStaleOfferingIsNotSaved() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/providers");
        desk.press("Add", Map.of("name", "Stale", "mail", "stale@lumen.example", "zone", "UTC"));
        var provider = desk.path().substring("/ops/providers/".length());
        var typed = new HashMap<>(Map.of("name", "Stale", "slug", "stale-offering", "price", "10", "active", "no", "providers", provider));
        desk.open("/ops/offerings/new");
        desk.press("Save", typed);
        var offering = catalog.offerings().stream().filter(one -> one.slug().equals("stale-offering")).findFirst().orElseThrow();
        desk.open("/ops/offerings/" + offering.id());
        typed.put("description", "first");
        desk.press("Save", typed);
        typed.put("version", Integer.toString(offering.version()));
        typed.put("description", "second");
        desk.open("/ops/offerings/" + offering.id());

        var page = desk.press("Save", typed);

        assertThat(page.select("[role=alert]").text()).contains("Somebody else changed this offering");
        assertThat(catalog.offering(offering.id()).description()).isEqualTo("first");
    }

    @Test
    void anApiKeyIsShownOnce() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/settings/keys");

        var key = desk.press("Make a key", Map.of("name", "Website")).select("code.key").text();

        assertThat(key).startsWith("upk_");
        assertThat(desk.open("/ops/settings/keys").text()).contains("Website").doesNotContain(key);
        assertThat(desk.press("Revoke the key").text()).contains("Revoked");
        assertThat(desk.press("Make a key", Map.of("name", " ")).select("#name-error").text()).isNotBlank();
    }

    @Test
    void aFormWithProblemsIsNotPublished() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/forms");
        assertThat(desk.press("Check and publish", Map.of("json", "{ not json")).select("[role=alert] li")).isNotEmpty();
        assertThat(desk.status()).isEqualTo(422);
        assertThat(desk.page().select("#json").val()).isEqualTo("{ not json");
    }

    @Test
    void aContractIsPublishedAndShown() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/contracts");
        assertThat(desk.press("Check and publish", Map.of("name", "console-agreement", "markdown", "# Agreement\n\nWith {{nobody}}")).select("[role=alert] li")).isNotEmpty();

        var page = desk.press("Check and publish", Map.of("name", "console-agreement", "markdown", "# Agreement\n\nBetween {{practice}} and {{client}}."));

        assertThat(desk.path()).isEqualTo("/ops/contracts/console-agreement");
        assertThat(page.select(".paper h2").text()).isEqualTo("Agreement");
    }

    @Test
    void anEditedFlowIsCheckedWithASentence() {
        var desk = Desk.signedIn(base);
        assertThat(desk.open("/ops/flows").text()).contains("finds nothing wrong");
        assertThat(desk.sendFile("Check", "files", "booking.bpmn", "<not-bpmn/>").select("[role=alert] li").text()).contains("booking.bpmn");
        assertThat(desk.press("Check").text()).contains("Choose a file");
    }

    @Test
    void everyFlowIsShownAsAPicture() throws IOException {
        var page = Desk.signedIn(base).open("/ops/flows");
        try (var diagrams = Files.list(Path.of("bpmn"))) {
            assertThat(page.select(".picture img").eachAttr("src")).map(picture -> picture.replaceAll(".*/|\\.png$", ""))
                    .containsExactlyInAnyOrderElementsOf(diagrams.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bpmn")).map(name -> name.replace(".bpmn", "")).toList());
        }
    }

    @Test
    void aFormIsPublishedFromItsFile() {
        var desk = Desk.signedIn(base);
        desk.open("/ops/forms");
        desk.sendFile("Check and publish", "file", "console-check.form", """
                {"type": "default", "id": "console-check", "components": [{"type": "textfield", "id": "Field_goal", "key": "goal", "label": "What is your goal?"}], "schemaVersion": 17}
                """);
        assertThat(desk.path()).as(desk.page().text()).isEqualTo("/ops/forms/console-check");
        assertThat(desk.page().text()).contains("What is your goal?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops", "/ops/bookings", "/ops/bookings?status=NOPE&page=-7", "/ops/bookings?q=%27%25_", "/ops/clients", "/ops/clients?q=%25", "/ops/money",
            "/ops/money?show=decisions", "/ops/offerings", "/ops/offerings/new", "/ops/package-offers", "/ops/package-offers/new", "/ops/packages", "/ops/packages?status=NOPE&page=-7&q=%27%25_", "/ops/packages/new", "/ops/providers", "/ops/forms", "/ops/contracts", "/ops/flows", "/ops/settings",
            "/ops/settings/staff", "/ops/settings/keys", "/ops/sign-in"})
    void everyPageStandsWithoutInlineScriptOrStyleAndCanBeUsedByKeyboard(String path) {
        var desk = Desk.signedIn(base);
        var page = desk.open(path);
        assertThat(desk.status()).isEqualTo(200);
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()).map(attribute -> attribute.getKey()))
                .noneMatch(name -> name.startsWith("on") || name.startsWith("th:"));
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main")).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("input:not([type=hidden]), select, textarea")).allSatisfy(field ->
                assertThat(field.closest("label") != null || !page.select("label[for='" + field.id() + "']").isEmpty()).as(field.outerHtml()).isTrue());
    }
}
