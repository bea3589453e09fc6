package dev.upfront.ops.web;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.onboarding.Contracts;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Staff put retainers on sale, find those that were agreed, and do with one what its client could. */
@UpfrontTest
class RetainerConsoleTests {

    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Clients clients;
    @Autowired Contracts contracts;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    @Value("${upfront.base-address}") URI base;
    private Offering offering;
    private String slug;
    private ClientId client;
    private Desk desk;

    @BeforeEach
    void staffAtTheirDesk() {
        offering = fixtures.offering().onSale();
        slug = "monthly-" + offering.id();
        client = clients.register("Mira Test", "mira-" + UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
        desk = Desk.signedIn(base);
    }

    @Test
    void everyFieldOfAPlanIsKeptAndShownAgain() {
        desk.open("/ops/retainer-plans/new");
        desk.press("Save", Map.ofEntries(Map.entry("name", "Two a fortnight"), Map.entry("slug", slug), Map.entry("description", "For a while."), Map.entry("amount", "180.50"),
                Map.entry("cadence", "TWO_WEEKS"), Map.entry("setUpFee", "50"), Map.entry("trialDays", "7"), Map.entry("sessions", "2"), Map.entry("offerings", offering.id().toString()),
                Map.entry("rollOverPeriods", "1"), Map.entry("rollOverAtMost", "3"), Map.entry("noticeDays", "5"), Map.entry("minimumTerm", "4"), Map.entry("instalments", "12"),
                Map.entry("pausePolicy", "MOVE_ANCHOR"), Map.entry("changePolicy", "AT_RENEWAL")));

        assertThat(desk.path()).as(desk.page().text()).isEqualTo("/ops/retainer-plans");
        assertThat(desk.page().select("tr:contains(" + slug + ")").text()).contains("Two a fortnight", "€180.50", "every two weeks", "12 times; then it ends by itself", "On sale");
        var plan = plans.bySlug(slug).orElseThrow();
        assertThat(plan.terms()).isEqualTo(new RetainerTerms(Money.of(18_050, "EUR"), Cadence.TWO_WEEKS, 2, List.of(offering.id().value()), new RollOver(3, 1), 5, 4, Money.of(5_000, "EUR"), 7,
                PausePolicy.MOVE_ANCHOR, ChangePolicy.AT_RENEWAL, 12, List.of()));
        desk.open("/ops/retainer-plans/" + plan.id());
        desk.press("Save");
        assertThat(plans.bySlug(slug).orElseThrow().terms()).isEqualTo(plan.terms());
    }

    @Test
    void whatIsRefusedIsToldAtItsFieldAndNothingTypedIsLost() {
        desk.open("/ops/retainer-plans/new");
        var page = desk.press("Save", Map.of("name", "", "slug", "Not An Address", "amount", "0", "sessions", "many", "noticeDays", "-1", "trialDays", "1000", "description", "Kept <b>as typed</b>"));
        assertThat(desk.status()).isEqualTo(422);
        assertThat(page.select(".error").eachAttr("id")).contains("name-error", "slug-error", "amount-error", "sessions-error", "noticeDays-error", "trialDays-error");
        assertThat(page.select("#description").val()).isEqualTo("Kept <b>as typed</b>");
    }

    @Test
    void aContractThatSpeaksOfWhatARetainerOrAPackageHasNotIsRefused() {
        contracts.publish("speaks-of-length", "# A contract\n\n{{client}} meets {{provider}} for {{duration}}.", "test");
        desk.open("/ops/retainer-plans/new");
        var page = desk.press("Save", Map.of("name", "Monthly", "slug", slug, "amount", "180", "offerings", offering.id().toString(), "contracts", "speaks-of-length"));
        assertThat(desk.status()).isEqualTo(422);
        assertThat(page.select(".error").text()).contains("A contract", "{{provider}} and {{duration}}", "a retainer does not have");
        assertThat(plans.bySlug(slug)).isEmpty();

        desk.open("/ops/package-offers/new");
        var offer = desk.press("Save", Map.of("name", "Ten", "slug", slug, "credits", "10", "price", "500", "offerings", offering.id().toString(), "contracts", "speaks-of-length"));
        assertThat(offer.select(".error").text()).contains("a package does not have");
    }

    @Test
    void aRetainerIsFoundByItsReferenceItsClientAndWhereItStands() {
        var retainer = paid(agreed(onSale()));
        assertThat(desk.open("/ops/bookings?q=" + retainer.reference().toLowerCase(Locale.ROOT)).select("h1").text()).contains("Coaching every month of Mira Test");
        assertThat(desk.open("/ops/retainers?q=" + retainer.reference()).select(".reference").text()).contains(retainer.reference());
        var mail = clients.client(client).mail();
        assertThat(desk.open("/ops/retainers?q=" + mail).select("tbody tr").text()).contains("Mira Test", "€300.00 every month", "renews on", "Running", retainer.reference());
        assertThat(desk.open("/ops/retainers?status=RUNNING&q=" + mail).select("tbody tr")).hasSize(1);
        assertThat(desk.open("/ops/retainers?status=PAUSED&q=" + mail).select(".empty").text()).contains("Nothing found");
        assertThat(desk.open("/ops/retainers/" + UUID.randomUUID()).text()).contains("There is nothing here");
    }

    @Test
    void onePageShowsItsPeriodsItsCreditsAndWhatHappened() {
        var retainer = paid(agreed(onSale()));
        var page = desk.open("/ops/retainers/" + retainer.id());
        assertThat(page.text()).contains("Visa ending in 4242", "€300.00 on", "4 of 4 free", "€300.00 is charged every month", "Agreed: Coaching every month", "Period 1 began", "Period 1 is paid");
        assertThat(page.select("a[href^=/ops/payments/]")).isNotEmpty();
        assertThat(desk.open(page.select("a[href^=/ops/payments/]").first().attr("href")).select("a[href=/ops/retainers/" + retainer.id() + "]")).isNotEmpty();
        var record = desk.open("/ops/clients/" + client);
        assertThat(record.select("section:contains(Retainers)").text()).contains("Coaching every month", "Running");
        assertThat(desk.open("/ops/clients/" + client + "?show=retainers").select(".timeline").text()).contains("Agreed: Coaching every month");
    }

    @Test
    void oneThatACardDidNotPayStandsOnTodayAndAmongTheUnpaid() {
        var retainer = paid(agreed(onSale()));
        var first = retainers.periods(retainer.id()).getFirst();
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).size() == 2 && !desk.open("/ops/retainers?status=UNPAID&q=" + clients.client(client).mail()).select("tbody tr").isEmpty());

        assertThat(desk.open("/ops").select("a[href*=status=UNPAID]").text()).contains("unpaid");
        assertThat(desk.open("/ops/retainers/" + retainer.id()).select(".desk-head .chip").text()).isEqualTo("Unpaid");
    }

    @Test
    void staffPauseResumeChangeAndCancelByTheQuotesThatTheyRead() {
        var retainer = paid(agreed(onSale()));
        var larger = plans.save(aPlan().slug("larger-" + offering.id()).costing(60_000, "EUR").sessions(8, offering.id()).build());
        var address = "/ops/retainers/" + retainer.id();
        var until = LocalDate.ofInstant(sandbox.clock().instant(), retainers.retainer(retainer.id()).zone()).plusDays(40);
        assertThat(desk.open(address + "/pause?until=" + until).select(".figures").text()).contains("Next charge without a pause", "Next charge with it");
        assertThat(desk.press("Pause it").text()).contains("It is paused until", "Paused");
        desk.open(address + "/resume");
        assertThat(desk.press("Resume it").text()).contains("It goes on", "Running");

        assertThat(desk.open(address + "/plan").select("li:contains(Now)").text()).contains("today");
        assertThat(desk.open(address + "/plan/" + larger.slug()).select(".figures").text()).contains("Charged today Nothing", "€600.00");
        assertThat(desk.press("Change the plan").text()).contains("It goes on with");
        assertThat(retainers.termsAhead(retainer.id()).plan()).isEqualTo(larger.id());

        desk.open(address + "/cancel");
        assertThat(desk.press("Cancel it", Map.of("seen", "x")).text()).contains("have changed since this page was drawn", "Nothing was done");
        assertThat(retainers.retainer(retainer.id()).cancelledAt()).isNull();
        assertThat(desk.press("Cancel it").text()).contains("It is cancelled and ends on", "Ending");
        assertThat(desk.open(address + "/cancel").text()).as("once more").contains("cancelled already");
        assertThat(retainers.timeline(retainer.id())).filteredOn(change -> change.what().equals("Cancelled")).singleElement().satisfies(change -> assertThat(change.by()).isNotEqualTo("client"));
    }

    @Test
    void theUnusedSessionsOfAPeriodAreRefundedAsShownAndOnce() {
        var retainer = paid(agreed(onSale()));
        var period = retainers.periods(retainer.id()).getFirst();
        var page = desk.open("/ops/retainers/" + retainer.id());
        assertThat(desk.open(page.select("a:contains(Refund what is unused)").attr("href")).select(".figures").text()).contains("Sessions taken back", "4", "€300.00");

        assertThat(desk.press("Give back", Map.of("reason", "")).select(".error").text()).contains("Say why");
        assertThat(desk.press("Give back", Map.of("reason", "moves away", "seen", "4:0:99999")).text()).contains("Nothing was done");
        var done = desk.press("Give back", Map.of("reason", "moves away"));

        assertThat(done.text()).contains("their money is on its way", "4 unused credits of period 1 refunded", "moves away");
        assertThat(done.select("a:contains(Refund what is unused)")).isEmpty();
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(sandbox.stripe().refunds()).filteredOn(refund -> refund.paymentIntent().equals(journey.charges(period.id().value()).getFirst().paymentIntent()))
                .singleElement().satisfies(refund -> assertThat(refund.amount()).isEqualTo(30_000)));
        assertThat(desk.open("/ops/retainers/%s/periods/%s/refund".formatted(retainer.id(), period.id())).text()).as("once more").contains("nothing to refund");
    }

    @Test
    void staffPrepareOneForAClientWhoAgreesByTheMailedLink() {
        var plan = onSale();
        desk.open("/ops/retainers/new?client=" + client);
        assertThat(desk.press("Send the link", Map.of("plan", "none")).select("#plan-error").text()).contains("Choose a retainer");

        var page = desk.press("Send the link", Map.of("plan", plan.id().toString()));

        assertThat(page.text()).contains("gets a mail with the link", "Nothing is charged before that");
        var retainer = retainers.ofClient(client).getFirst();
        assertThat(desk.path()).isEqualTo("/ops/retainers/" + retainer.id());
        assertThat(desk.press("Send a new link").text()).contains("A new link is on its way");
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.ACTIVE);
        assertThat(desk.open("/ops/retainers?q=" + retainer.reference().substring(3)).select("tbody tr").text()).contains("Beginning");
    }

    private RetainerPlan onSale() {
        return plans.save(aPlan().sessions(4, offering.id()).build());
    }

    private Retainer agreed(RetainerPlan plan) {
        var retainer = retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), client, plan.id(), "client"));
        await().atMost(20, TimeUnit.SECONDS).until(() -> !retainers.periods(retainer.id()).isEmpty());
        return retainer;
    }

    private Retainer paid(Retainer retainer) {
        var first = retainers.periods(retainer.id()).getFirst();
        journey.pay(first.id().value(), Journey.GOOD_CARD);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.period(first.id()).status() == PeriodStatus.PAID);
        return retainer;
    }
}
