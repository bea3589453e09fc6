package dev.upfront.retainer;

import static dev.upfront.sandbox.Journey.CARD_THAT_GOES_BAD;
import static dev.upfront.sandbox.Journey.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.money.Money;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A retainer on real parts: engine, database and Stripe's stand-in, month after month. */
@UpfrontTest
class RetainerJourneyTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Cancellations cancellations;
    @Autowired Pauses pauses;
    @Autowired PlanChanges planChanges;
    @Autowired Credits credits;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;
    @Autowired CamundaClient client;
    @Autowired JdbcClient database;

    @Test
    void eachMonthIsAnnouncedChargedOnceAndGrantsItsSessions() {
        var retainer = begun(plan(30_000, 4));
        var first = period(retainer, 1);
        assertThat(credits.lot(first.lot()).free()).isEqualTo(4);
        assertThat(awaitMail(retainer, "Your retainer has begun")).contains("€300.00 is charged every month", "cancel online");

        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt().minus(Duration.ofDays(7)));
        assertThat(awaitMail(retainer, "€300.00 will be charged on")).contains("You need not do anything");
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());

        var second = awaitPaid(retainer, 2);
        assertThat(journey.charges(second.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(30_000));
        assertThat(credits.lot(second.lot()).free()).isEqualTo(4);
    }

    @Test
    void aDeclinedRenewalIsPaidByTheLinkThatIsMailedAndGoesOn() {
        var retainer = begun(plan(30_000, 4));
        var first = period(retainer, 1);
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        var second = awaitPeriod(retainer, 2);
        assertThat(second.lot()).as("nothing is granted before it is paid").isNull();

        journey.pay(second.id().value(), GOOD_CARD);

        assertThat(credits.lot(awaitPaid(retainer, 2).lot()).free()).isEqualTo(4);
    }

    @Test
    void aCancelledOneEndsWithItsPeriodAndIsNotChargedAgain() {
        var retainer = begun(plan(30_000, 0));
        journey.awaitEngineAtRest();
        var quote = cancellations.quote(retainer.id());
        assertThat(quote.charges()).isEmpty();

        cancellations.cancel(retainer.id(), quote, "client");
        journey.awaitEngineAtRest();
        journey.advanceTo(quote.endsAt());

        awaitStatus(retainer, RetainerStatus.ENDED);
        assertThat(awaitMail(retainer, "Your retainer has ended")).contains("nothing is charged any more");
        assertThat(retainers.periods(retainer.id())).hasSize(1);
    }

    @Test
    void aPausedOneIsNotChargedAndGoesOnByItself() {
        var retainer = begun(plan(30_000, 0));
        journey.awaitEngineAtRest();
        var until = sandbox.clock().instant().plus(Duration.ofDays(50));
        pauses.pause(retainer.id(), until, "client");
        journey.awaitEngineAtRest();

        journey.advanceTo(until);

        awaitStatus(retainer, RetainerStatus.ACTIVE);
        assertThat(retainers.periods(retainer.id())).hasSize(1);
        journey.awaitEngineAtRest();
        journey.advanceTo(retainers.next(retainer.id()).orElseThrow().at());
        awaitPaid(retainer, 2);
    }

    @Test
    void aLargerPlanAtOnceCollectsTheDifferenceFromTheCard() {
        var retainer = begun(plan(30_000, 4));
        var larger = plan(60_000, 8);
        journey.awaitEngineAtRest();
        sandbox.advance(Duration.ofDays(10));
        var quote = planChanges.preview(retainer.id(), larger.id(), When.NOW);

        var rest = planChanges.change(retainer.id(), quote, "client");

        assertThat(rest).isNotNull();
        var paid = await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.period(rest.id()), now -> now.status() == PeriodStatus.PAID);
        assertThat(journey.charges(paid.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(quote.due().minor()));
    }

    @Test
    void oneNobodyPaysIsGivenUpAndOwesNothing() {
        var retainer = agreed(plan(30_000, 0));
        var first = awaitPeriod(retainer, 1);
        journey.openCheckoutOf(first.id().value());
        journey.awaitEngineAtRest();

        sandbox.advance(Duration.ofDays(3).plusMinutes(1));

        awaitStatus(retainer, RetainerStatus.ENDED);
        assertThat(awaitMail(retainer, "Your retainer has ended")).contains("You owe nothing");
    }

    /** As when the engine's data are gone and the database goes on with an empty one. */
    @Test
    void oneWhoseFlowTheEngineLostRenewsWithANewOne() throws IOException {
        var retainer = begun(plan(30_000, 4));
        journey.awaitEngineAtRest();
        client.newCancelInstanceCommand(retainer.processInstanceKey()).send().join();
        var forget = Files.readAllLines(Path.of("src/main/docker/engine-lost.sql")).stream().filter(line -> line.startsWith("update retainer.retainer")).findFirst().orElseThrow();
        database.sql(forget.replace(";", " and id = ?")).param(retainer.id().value()).update(); // the others' engine is not lost
        sandbox.advance(Duration.ofDays(10)); // past the time in which it had to begin

        await().atMost(60, TimeUnit.SECONDS).until(() -> retainers.notTakenUp(Duration.ZERO).stream().map(Retainer::id).noneMatch(retainer.id()::equals));
        journey.awaitEngineAtRest();
        journey.advanceTo(period(retainer, 1).endsAt());

        var second = awaitPaid(retainer, 2);
        assertThat(journey.charges(second.id().value())).hasSize(1);
        assertThat(retainers.retainer(retainer.id()).status()).isEqualTo(RetainerStatus.ACTIVE);
    }

    private RetainerPlan plan(long minor, int sessions) {
        var offering = fixtures.offering().onSale();
        var id = RetainerPlanId.next();
        var terms = new RetainerTerms(Money.of(minor, "EUR"), Cadence.MONTH, sessions, sessions == 0 ? List.of() : List.of(offering.id().value()),
                RollOver.none(), 0, 0, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null, List.of());
        return plans.save(new RetainerPlan(id, "plan-" + id, "Coaching each month", "Each month.", terms, true));
    }

    private Retainer agreed(RetainerPlan plan) {
        var key = UUID.randomUUID().toString();
        var client = clients.register("Mira Test", "mira-" + key + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK);
        return retainers.agree(new RetainerRequest(key, client.id(), plan.id(), "client"));
    }

    private Retainer begun(RetainerPlan plan) {
        var retainer = agreed(plan);
        journey.pay(awaitPeriod(retainer, 1).id().value(), GOOD_CARD);
        awaitPaid(retainer, 1);
        return retainers.retainer(retainer.id());
    }

    private RetainerPeriod period(Retainer retainer, int number) {
        return retainers.periods(retainer.id()).stream().filter(period -> period.number() == number).findFirst().orElseThrow();
    }

    private RetainerPeriod awaitPeriod(Retainer retainer, int number) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).size() >= number);
        return period(retainer, number);
    }

    private RetainerPeriod awaitPaid(Retainer retainer, int number) {
        awaitPeriod(retainer, number);
        return await().alias("period %d is paid".formatted(number)).atMost(20, TimeUnit.SECONDS).until(() -> period(retainer, number), now -> now.status() == PeriodStatus.PAID);
    }

    private void awaitStatus(Retainer retainer, RetainerStatus status) {
        await().alias(retainer.reference() + " becomes " + status).atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(retainer.id()).status() == status);
    }

    private String awaitMail(Retainer retainer, String title) {
        return await().alias("mail: " + title).atMost(20, TimeUnit.SECONDS).until(() -> journey.mailsAbout(retainer.reference()).stream()
                .filter(mail -> mail.title().startsWith(title)).findFirst(), Optional::isPresent).orElseThrow().text();
    }
}
