package dev.upfront.portal.web.me;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What of a client's retainers stands on their page. */
@UpfrontTest
class RetainersSectionTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Pauses pauses;
    @Autowired Clients clients;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    private Visitor visitor;
    private ClientId client;
    private Offering offering;

    @BeforeEach
    void aClient() {
        var mail = "mira-" + UUID.randomUUID() + "@client.example";
        client = clients.register("Mira Test", mail, null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
        visitor = new Visitor(new TestBrowser(port), mail, sandbox);
        offering = fixtures.offering().onSale();
    }

    @Test
    void whoHasNoneReadsWhatComesHere() {
        assertThat(section().text()).contains("Nothing renews by itself");
    }

    @Test
    void aRunningOneSaysItsNextChargeItsSessionsAndItsCard() {
        var retainer = paid(agreed(plans.save(aPlan().sessions(4, offering.id()).build())));
        var section = section();
        assertThat(section.text()).contains("Coaching every month", "Running", "It renews by itself on", "Next charge", "€300.00", "Sessions to book", "4",
                "Charged to your Visa ending in 4242, expires", retainer.reference());

        var page = visitor.browser().open(section.select("h3 a").attr("href"));
        assertThat(page.address().getPath()).startsWith("/s/");
        assertThat(page.heading()).isEqualTo("Coaching every month");
        assertThat(visitor.browser().open(section.select("a:contains(Cancel)").attr("href")).heading()).isEqualTo("Cancel “Coaching every month”?");
    }

    @Test
    void aSignedInClientBooksWithItsCreditInAnyBrowser() {
        paid(agreed(plans.save(aPlan().sessions(4, offering.id()).build())));
        visitor.signIn();
        var details = visitor.browser().open(visitor.browser().open("/book/" + offering.slug()).html().select("a.slot").last().attr("href"));
        assertThat(details.html().select("input[name=payWith][checked]").val()).isEqualTo("credit");

        var booked = visitor.browser().send(details.form("/book/" + offering.slug()).with("agreed", "yes"));

        await().atMost(20, TimeUnit.SECONDS).until(() -> visitor.browser().open(booked.address().getPath()).heading().equals("Your session is confirmed"));
        assertThat(visitor.browser().open("/me").html().select("#retainers").text()).contains("1 more booked");
    }

    @Test
    void whatEndedWithAPeriodIsNotOfferedWhileTheNextOneIsUnpaid() {
        var retainer = paid(agreed(plans.save(aPlan().sessions(4, offering.id()).build())));
        var first = retainers.periods(retainer.id()).getFirst();
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).size() == 2 && journey.owes(retainers.periods(retainer.id()).getLast().id().value()));
        assertThat(section().text()).contains("No session is left to book now").doesNotContain("Sessions to book");
    }

    @Test
    void whatIsStillToBePaidToBeginIsNotCalledOwed() {
        agreed(plans.save(aPlan().build()));
        visitor.signIn();
        var page = visitor.browser().open("/me").html();
        assertThat(page.select("#money").text()).contains("Pay to begin", "€300.00");
        assertThat(page.text()).contains("Nothing is owed now");
    }

    @Test
    void takingTheCardOfATrialBackSaysThatItsFirstChargeIsPaidByALink() {
        var retainer = retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), client, plans.save(aPlan().trialDays(14).build()).id(), "client"));
        var address = section().select("h3 a").attr("href");
        var ask = await().atMost(20, TimeUnit.SECONDS).until(() -> visitor.browser().open(address), page -> page.heading().equals("Keep a card for your trial"));
        var stripe = URI.create(visitor.browser().answerTo(ask.form("/retainer/card").with("renews", "yes")).headers().firstValue("Location").orElseThrow()).getPath();
        var session = stripe.substring(stripe.lastIndexOf('/') + 1);
        sandbox.stripe().payCheckout(session, Journey.GOOD_CARD);
        visitor.browser().open(ask.address().getPath() + "/retainer/card/kept?checkout=" + session);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(retainer.id()).status() == RetainerStatus.TRIAL);

        var due = "€300.00 for Coaching every month (%s) is due on ".formatted(retainer.reference());
        var charged = retainers.next(retainer.id()).orElseThrow().at();
        assertThat(removal()).containsAnyOf(due + day(charged, Locale.US), due + day(charged, Locale.UK)).contains("you get a link by mail to pay it").doesNotContain("Nothing is due");
    }

    @Test
    void takingTheCardBackInAPauseSaysWhenItIsChargedAndNotWhenThePauseEnds() {
        var retainer = paid(agreed(plans.save(aPlan().pause(PausePolicy.KEEP_ANCHOR).build())));
        var until = sandbox.clock().instant().plus(Duration.ofDays(40));
        var charged = pauses.quote(retainer.id(), until).chargedAt();
        pauses.pause(retainer.id(), until, "client");
        visitor.signIn();

        assertThat(removal()).containsAnyOf("is due on " + day(charged, Locale.US), "is due on " + day(charged, Locale.UK)).doesNotContain(day(until, Locale.US), day(until, Locale.UK));
    }

    private String removal() {
        return visitor.browser().open(visitor.browser().open("/me").html().select("#cards a").attr("href")).html().select("main").text();
    }

    /** The test's browser names no region, so the page takes the practice's, which another test may have set. */
    private static String day(Instant at, Locale locale) {
        return at.atZone(ZoneId.of("Europe/Berlin")).format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale));
    }

    @Test
    void anothersIsNotThere() {
        var other = paid(agreed(plans.save(aPlan().build())));
        var stranger = new Visitor(new TestBrowser(port), "stranger-" + UUID.randomUUID() + "@client.example", sandbox);
        clients.register("Stranger", stranger.mail(), null, ZoneId.of("Europe/Berlin"), Locale.UK);
        stranger.signIn();
        assertThat(stranger.browser().open("/me/retainers/" + other.reference()).status()).isEqualTo(404);
    }

    private Element section() {
        visitor.signIn();
        return visitor.browser().open("/me").html().select("#retainers").first();
    }

    private Retainer agreed(RetainerPlan plan) {
        var retainer = retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), client, plan.id(), "client"));
        await().atMost(20, TimeUnit.SECONDS).until(() -> !retainers.periods(retainer.id()).isEmpty() && journey.owes(retainers.periods(retainer.id()).getFirst().id().value()));
        return retainer;
    }

    private Retainer paid(Retainer retainer) {
        var first = retainers.periods(retainer.id()).getFirst();
        journey.pay(first.id().value(), Journey.GOOD_CARD);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.period(first.id()).status() == PeriodStatus.PAID);
        return retainer;
    }
}
