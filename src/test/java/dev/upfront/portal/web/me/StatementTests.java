package dev.upfront.portal.web.me;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Clients;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client's own month in money. */
@UpfrontTest
class StatementTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;

    @Test
    void saysWhatMovedInTheMonthAndWhereItLeavesTheClient() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        var visitor = visitor(clients.client(booking.client()).mail());
        var page = visitor.browser().open(visitor.signIn().html().select("#money a[href=/me/statement]").attr("href"));

        assertThat(page.heading()).startsWith("Statement for");
        assertThat(page.html().select(".movements").text()).contains("You paid", "Paid +€40.00", "Still to come +€40.00");
        assertThat(page.html().select(".panel").last().text()).contains("Now", "Paid for what is still to come €40.00", "Owed by you €0.00");
        assertThat(page.html().select("a[rel=next]")).isEmpty();

        var before = visitor.browser().open(page.html().select("a[rel=prev]").attr("href"));
        assertThat(before.html().select("main").text()).contains("Nothing moved in this month", "At its end").doesNotContain("€40.00");
        assertThat(before.html().select("a[rel=next]")).hasSize(1);
    }

    @Test
    void whatTheBookMovesBetweenAPeriodAndItsCreditsIsNoMovementOfTheClients() {
        var mail = register();
        var client = clients.search(mail).getFirst().id();
        var retainer = retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), client, plans.save(aPlan().sessions(4, fixtures.offering().onSale().id()).build()).id(), "client"));
        await().atMost(20, TimeUnit.SECONDS).until(() -> !retainers.periods(retainer.id()).isEmpty() && journey.owes(retainers.periods(retainer.id()).getFirst().id().value()));
        var first = retainers.periods(retainer.id()).getFirst();
        journey.pay(first.id().value(), Journey.GOOD_CARD);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.period(first.id()).status() == PeriodStatus.PAID);
        var visitor = visitor(mail);
        visitor.signIn();

        assertThat(visitor.browser().open("/me/statement").html().select(".movements li")).singleElement()
                .satisfies(row -> assertThat(row.text()).contains("You paid", "Paid +€300.00", "Still to come +€300.00"));
    }

    @Test
    void aMonthThatIsNoneOrIsStillToComeIsTheOneThatRuns() {
        var visitor = visitor(register());
        visitor.signIn();
        var runs = visitor.browser().open("/me/statement");
        var zone = ZoneId.of("Europe/Berlin");
        assertThat(visitor.browser().open("/me/statement?month=soon").heading()).isEqualTo(runs.heading());
        assertThat(visitor.browser().open("/me/statement?month=" + YearMonth.from(sandbox.clock().instant().atZone(zone)).plusMonths(2)).heading()).isEqualTo(runs.heading());
        assertThat(visitor.browser().open("/me/statement?month=1999-01").heading()).isEqualTo("Statement for January 2000");
        assertThat(runs.html().select(".empty").text()).contains("No money has moved yet");
    }

    @Test
    void isShownToNobodyWhoIsNotSignedIn() {
        assertThat(new TestBrowser(port).open("/me/statement").address().getPath()).isEqualTo("/me/sign-in");
    }

    private String register() {
        return clients.register("Nova Test", "nova-%s@client.example".formatted(UUID.randomUUID()), null, ZoneId.of("Europe/Berlin"), Locale.UK).mail();
    }

    private Visitor visitor(String mail) {
        return new Visitor(new TestBrowser(port), mail, sandbox);
    }
}
