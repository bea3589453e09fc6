package dev.upfront.portal.web;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanFixture;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.dunning.Debts;
import dev.upfront.money.Money;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Agreeing to a retainer and living with it over HTTP, as a browser without scripts meets it. */
@UpfrontTest
class RetainerPagesTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Clients clients;
    @Autowired Links links;
    @Autowired Debts debts;
    @Autowired Journey journey;
    @Autowired Sandbox sandbox;
    private TestBrowser browser;
    private Offering offering;

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(port);
        offering = fixtures.offering().onSale();
    }

    @Test
    void aPlanOnSaleSaysWhatItCostsWhenAndHowItEnds() {
        var plan = onSale(monthly().rollOver(2, 1).noticeDays(14).minimumTerm(3).setUpFee(Money.of(5_000, "EUR")));
        assertThat(browser.open("/").html().select("article:has(a[href=/retainers/" + plan.slug() + "])").text()).contains("4 sessions every month", "€300.00", "until you cancel");
        var page = browser.open("/retainers/" + plan.slug()).html();
        assertThat(page.text()).contains("€300.00 is charged every month", "renews by itself until you cancel", "set-up fee of €50.00", "4 sessions for Session",
                "Up to 2 of what you do not use", "at least 3 charges", "at the latest 14 days before", "You pay €350.00 at the last step");
        assertThat(page.select("aside .figures").text()).contains("Due today with the set-up fee of €50.00 €350.00", "Then every month, until you cancel €300.00");
        assertThat(browser.open("/retainers/unknown").status()).isEqualTo(404);
    }

    @Test
    void accessWithoutSessionsAndInstalmentsReadAsWhatTheyAre() {
        var access = browser.open("/retainers/" + onSale(aPlan().trialDays(14)).slug()).html().text();
        assertThat(access).contains("Access without sessions", "The first 14 days are free", "nothing before the trial is over").doesNotContain("0 sessions");
        var instalments = browser.open("/retainers/" + onSale(aPlan().instalments(6)).slug()).html().text();
        assertThat(instalments).contains("6 instalments", "6 times; then it ends by itself", "Altogether €1,800.00").doesNotContain("until you cancel");
    }

    @Test
    void nothingIsPaidBeforeRenewingIsAgreedToInABoxOfItsOwnAndThatIsKeptWordForWord() {
        var pay = atPayment(onSale(monthly()));
        assertThat(pay.html().select("#renews").hasAttr("checked")).isFalse();
        assertThat(pay.html().select("main").text()).contains("How it renews", "€300.00 is charged every month", "You can cancel online at any time", "keeps my card at Stripe");

        var refused = browser.send(pay.form("/pay"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#renews-error").text()).contains("Nothing was charged");
        assertThat(clients.consents(retainer(pay).client())).noneMatch(consent -> consent.kind().equals("auto-renewal"));

        assertThat(browser.answerTo(pay.form("/pay").with("renews", "yes")).headers().firstValue("Location").orElseThrow()).contains("/c/cs_");
        assertThat(clients.consents(retainer(pay).client())).filteredOn(consent -> consent.kind().equals("auto-renewal")).singleElement()
                .satisfies(consent -> assertThat(consent.text()).contains("€300.00 is charged every month", "I agree that").satisfies(text -> assertThat(consent.textSha256()).hasSize(64)));
    }

    @Test
    void paidItGivesSessionsThatAreBookedInTheSameBrowser() {
        var pay = atPayment(onSale(monthly()));
        var running = paid(pay);
        assertThat(running.html().select(".chip").first().text()).isEqualTo("Running");
        assertThat(running.html().select("main").text()).contains("4 sessions to book", "It renews by itself on", "Next charge", "Visa ending in 4242", "Paid");

        var details = browser.open(browser.open("/book/" + offering.slug()).html().select("a.slot").last().attr("href"));
        assertThat(details.html().select("input[name=payWith][checked]").val()).isEqualTo("credit");
        var confirmed = browser.send(person(details.form("/book/" + offering.slug())).with("payWith", "credit"));

        assertThat(awaitHeading(confirmed, "Your session is confirmed").html().select(".summary").text()).contains("1 credit");
        assertThat(browser.open(running.address().getPath()).html().text()).contains("3 sessions to book", "1 booked");
    }

    @Test
    void aSecondTabComesToTheFirstOnesAgreement() {
        var plan = onSale(monthly());
        var secondTab = agreeForm(plan);
        var first = awaitHeading(browser.send(agreeForm(plan)), "Pay for the first period");

        var second = browser.send(secondTab);

        assertThat(retainer(second).id()).isEqualTo(retainer(first).id());
        assertThat(browser.open("/retainers/" + plan.slug()).html().text()).contains("You have begun to agree to this retainer");
    }

    @Test
    void everyLinkThatIsMailedLeadsToItsPage() {
        var pay = atPayment(onSale(monthly()));
        var retainer = retainer(pay);
        assertThat(browser.open(linkIn(retainer, "")).heading()).as("in the first mail").isEqualTo("Pay for the first period");
        var period = links.issue(retainer.client(), retainers.periods(retainer.id()).getFirst().id().value(), Channel.MAIL);
        assertThat(browser.open("/s/" + period).heading()).as("in a mail about what is owed").isEqualTo("Pay for the first period");
        paid(pay);
        assertThat(browser.open(linkIn(retainer, "has begun")).html().text()).contains("4 sessions to book");
    }

    @Test
    void cancellingShowsWhatIsStillChargedAndThenDoesExactlyThat() {
        var plan = onSale(monthly().minimumTerm(3));
        var running = paid(atPayment(plan));
        var ask = browser.open(running.html().select("a[href$=/retainer/cancel]").attr("href"));
        assertThat(ask.html().select(".figures").text()).contains("It ends on", "Still charged on", "Charged from now on altogether €600.00");
        assertThat(ask.html().text()).contains("at least 3 charges; 1 of them is made");
        var tampered = browser.send(ask.form("/retainer/cancel").with("seen", "x"));
        assertThat(tampered.status()).isEqualTo(409);
        assertThat(tampered.html().text()).contains("have changed", "Nothing was changed or charged");

        var cancelled = browser.send(ask.form("/retainer/cancel"));

        assertThat(cancelled.html().select(".chip").first().text()).isEqualTo("Ending");
        assertThat(cancelled.html().text()).contains("until then it renews as you were shown");
        assertThat(browser.send(ask.form("/retainer/cancel")).address()).as("pressed again").isEqualTo(cancelled.address());
        assertThat(retainers.timeline(retainer(running).id())).filteredOn(change -> change.what().equals("Cancelled")).hasSize(1);
    }

    @Test
    void aPauseSaysWhenTheNextChargeIsAndIsTakenBackAsEasily() {
        var running = paid(atPayment(onSale(monthly().pause(PausePolicy.MOVE_ANCHOR))));
        var id = retainer(running).id();
        var until = LocalDate.ofInstant(sandbox.clock().instant(), retainers.retainer(id).zone()).plusDays(40);
        var address = running.address().getPath() + "/retainer/pause";
        assertThat(browser.open(address).html().text()).contains("nothing is charged", "move by the days of the pause");
        assertThat(browser.open(address + "?until=soon").html().select("[role=alert]").text()).contains("choose a day");
        var shown = browser.open(address + "?until=" + until);
        assertThat(shown.html().select(".figures").text()).contains("Next charge without a pause", "Next charge with it", "€300.00");

        var paused = browser.send(shown.form("/retainer/pause"));

        assertThat(paused.html().select(".chip").first().text()).isEqualTo("Paused");
        assertThat(retainers.retainer(id).resumesAt()).isEqualTo(until.atStartOfDay(retainers.retainer(id).zone()).toInstant());
        var resume = browser.open(running.address().getPath() + "/retainer/resume");
        assertThat(resume.html().select(".figures").text()).contains("Next charge on", "€300.00");
        var resumed = browser.send(resume.form("/retainer/resume"));
        assertThat(resumed.html().select(".chip").first().text()).isEqualTo("Running");
        assertThat(browser.send(resume.form("/retainer/resume")).status()).as("pressed again in another tab").isEqualTo(200);
    }

    @Test
    void aPaidOffPlanIsNotOfferedToBePaused() {
        var running = paid(atPayment(onSale(monthly().instalments(1))));

        assertThat(running.html().select(".chip").first().text()).isEqualTo("Paid off");
        assertThat(running.html().select("a[href$=/retainer/cancel]")).isNotEmpty();
        assertThat(running.html().select("a[href$=/retainer/pause]")).isEmpty();
    }

    @Test
    void anotherCardIsKeptInPlaceOfTheOneThatIsChargedAndNothingIsChargedForThat() {
        var running = paid(atPayment(onSale(monthly())));
        var retainer = retainer(running);
        var ask = browser.open(running.html().select("a[href$=/retainer/card]").attr("href"));
        assertThat(ask.html().text()).contains("in place of your Visa ending in 4242", "Nothing is charged now", "charged to it on");
        var stripe = URI.create(browser.answerTo(ask.form("/retainer/card")).headers().firstValue("Location").orElseThrow()).getPath();
        assertThat(clients.consents(retainer.client())).anyMatch(consent -> consent.kind().equals("keep-card") && consent.text().contains("in place of"));
        var session = stripe.substring(stripe.lastIndexOf('/') + 1);
        sandbox.stripe().payCheckout(session, "5555555555554444");

        var back = browser.open(running.address().getPath() + "/retainer/card/kept?checkout=" + session);

        assertThat(back.html().select("main").text()).contains("Mastercard ending in 4444", "from your Mastercard");
        assertThat(browser.open(running.address().getPath() + "/retainer/card/kept").html().select("[role=status]").text()).contains("Nothing was changed");
        assertThat(journey.charges(retainers.periods(retainer.id()).getFirst().id().value())).hasSize(1);
    }

    @Test
    void whenStripeCanNotBeReachedTheOldCardStays() {
        var running = paid(atPayment(onSale(monthly())));
        var ask = browser.open(running.address().getPath() + "/retainer/card");
        sandbox.stripe().switches().down(true);
        try {
            var refused = browser.send(ask.form("/retainer/card"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.html().select("[role=alert]").text()).contains("can’t be opened", "stays");
        } finally {
            sandbox.stripe().switches().reset();
        }
    }

    @Test
    void aTrialKeepsACardFirstAndChargesNothing() {
        var plan = onSale(aPlan().trialDays(14));
        var ask = awaitHeading(browser.send(agreeForm(plan)), "Keep a card for your trial");
        var id = retainer(ask).id();
        assertThat(ask.html().select("main").text()).contains("Charged today Nothing", "First charge on", "€300.00", "The first 14 days are free");
        var refused = browser.send(ask.form("/retainer/card"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#renews-error").text()).contains("no card is kept");

        var stripe = URI.create(browser.answerTo(ask.form("/retainer/card").with("renews", "yes")).headers().firstValue("Location").orElseThrow()).getPath();
        assertThat(clients.consents(retainers.retainer(id).client())).anyMatch(consent -> consent.kind().equals("auto-renewal") && consent.text().contains("first 14 days are free"));
        assertThat(retainers.retainer(id).status()).isEqualTo(RetainerStatus.AGREED);
        var session = stripe.substring(stripe.lastIndexOf('/') + 1);
        sandbox.stripe().payCheckout(session, Journey.GOOD_CARD);
        browser.open(ask.address().getPath() + "/retainer/card/kept?checkout=" + session);

        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(id).status() == RetainerStatus.TRIAL);
        assertThat(browser.open(ask.address().getPath()).html().select("main").text()).contains("In trial", "Your trial runs until", "First charge", "from your Visa ending in 4242");
        assertThat(retainers.periods(id)).isEmpty();

        var dearer = onSale(aPlan().costing(40_000, "EUR").trialDays(30).setUpFee(Money.of(5_000, "EUR")));
        var preview = browser.open(ask.address().getPath() + "/retainer/plan/" + dearer.slug()).html();
        assertThat(preview.select(".figures").text()).contains("Charged today Nothing", "then €400.00 every month", "€450.00");
        assertThat(preview.select("main").text()).contains("set-up fee of €50.00").doesNotContain("days are free");
    }

    @Test
    void oneThatEndedUnpaidSaysThatSessionsThatTookPlaceAreAskedForSeparately() {
        var running = paid(atPayment(onSale(monthly())));
        var id = retainer(running).id();
        sandbox.stripe().cardsOnFileBecome(journey.charges(retainers.periods(id).getFirst().id().value()).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(retainers.next(id).orElseThrow().at());
        var failed = await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(id).getLast().payment(), payment -> payment != null && debts.isDebt(payment));
        journey.awaitEngineAtRest();

        debts.writeOff(failed, "moved abroad", "Sam");

        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.retainer(id).status() == RetainerStatus.ENDED);
        assertThat(awaitHeading(running, "This retainer has ended").html().select("main").text()).contains("Nothing more is charged for it; sessions that took place and were not paid are asked for separately");
    }

    @Test
    void anotherPlanIsPreviewedToTheCentAndThenChargedExactlySo() {
        var running = paid(atPayment(onSale(monthly())));
        var larger = onSale(aPlan().costing(60_000, "EUR").sessions(8, offering.id()));
        var id = retainer(running).id();
        assertThat(browser.open(running.address().getPath() + "/retainer/plan").html().select("a[href*=" + larger.slug() + "]").text()).contains("From now on", "today");
        var preview = browser.open(running.address().getPath() + "/retainer/plan/" + larger.slug() + "?when=NOW");
        var due = preview.html().select("button:contains(Change and pay)").text().replace("Change and pay ", "");

        var answer = browser.send(preview.form(larger.slug()));
        var again = browser.send(preview.form(larger.slug()));

        assertThat(answer.address()).isEqualTo(again.address());
        var rest = await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.periods(id).getLast(), period -> period.number() == 2 && period.status() == PeriodStatus.PAID);
        assertThat(rest.amount().format(Locale.UK)).isEqualTo(due);
        assertThat(retainers.periods(id)).hasSize(2);
        assertThat(browser.open(running.address().getPath()).html().text()).contains("The rest of the period, with another plan");
    }

    @Test
    void whileAMinimumTermRunsThePageSaysWhichPlansCanFollow() {
        var running = paid(atPayment(onSale(monthly().minimumTerm(3))));
        var cheaper = onSale(aPlan().costing(1_000, "EUR"));

        var choose = browser.open(running.address().getPath() + "/retainer/plan");

        assertThat(choose.html().select("main").text()).contains("Until its minimum term of 3 charges is over");
        assertThat(choose.html().select("a[href*=" + cheaper.slug() + "]")).isEmpty();
        var refused = browser.open(running.address().getPath() + "/retainer/plan/" + cheaper.slug());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().text()).contains("minimum term of 3 charges", "Nothing was changed");
    }

    @Test
    void anotherPlanPromisesNoOtherTrialAndNoOtherSetUpFeeOnceItHasRenewed() {
        var running = paid(atPayment(onSale(monthly())));
        var other = onSale(aPlan().costing(40_000, "EUR").sessions(4, offering.id()).trialDays(14).setUpFee(Money.of(5_000, "EUR")));

        var preview = browser.open(running.address().getPath() + "/retainer/plan/" + other.slug());

        assertThat(preview.html().select("main").text()).contains("€400.00 is charged every month", "Charged next").doesNotContain("days are free", "set-up fee");
        assertThat(browser.send(preview.form(other.slug())).html().select("main").text()).doesNotContain("days are free", "set-up fee");
    }

    @Test
    void whatWasShownForAnotherPlanIsShownAgainWhenItIsAnotherByNow() {
        var running = paid(atPayment(onSale(monthly())));
        var larger = onSale(aPlan().costing(60_000, "EUR").sessions(8, offering.id()));
        var preview = browser.open(running.address().getPath() + "/retainer/plan/" + larger.slug());
        var seen = preview.form(larger.slug()).fields().get("seen");

        var refused = browser.send(preview.form(larger.slug()).with("seen", seen.replaceFirst("\\d{5} (\\d+)$", "100 $1")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("[role=alert]").text()).contains("have changed since they were shown");
        assertThat(retainers.termsAhead(retainer(running).id()).plan()).isNotEqualTo(larger.id());
        browser.send(refused.form(larger.slug()));
        assertThat(retainers.termsAhead(retainer(running).id()).plan()).isEqualTo(larger.id());
    }

    @Test
    void whatIsMissingIsSaidAtItsFieldAndNothingTypedIsLost() {
        var plan = onSale(monthly());
        var refused = browser.send(agreeForm(plan).with("mail", "mira@"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#mail-error").text()).contains("name@example.com");
        assertThat(refused.html().select("#name").val()).isEqualTo("Mira Test");
    }

    private RetainerPlanFixture monthly() {
        return aPlan().sessions(4, offering.id());
    }

    private RetainerPlan onSale(RetainerPlanFixture plan) {
        return plans.save(plan.build());
    }

    private Page atPayment(RetainerPlan plan) {
        return awaitHeading(browser.send(agreeForm(plan)), plan.terms().instalments() == null ? "Pay for the first period" : "Pay the first instalment");
    }

    private Page paid(Page pay) {
        var first = retainers.periods(retainer(pay).id()).getFirst();
        journey.pay(first.id().value(), Journey.GOOD_CARD);
        await().atMost(20, TimeUnit.SECONDS).until(() -> retainers.period(first.id()).status() == PeriodStatus.PAID);
        return browser.open(pay.address().getPath());
    }

    private Form agreeForm(RetainerPlan plan) {
        return person(browser.open("/retainers/" + plan.slug()).form("/retainers/" + plan.slug()));
    }

    private static Form person(Form form) {
        return form.with("name", "Mira Test").with("mail", "mira-" + UUID.randomUUID() + "@client.example").with("agreed", "yes");
    }

    private Retainer retainer(Page page) {
        var token = page.address().getPath().substring("/s/".length());
        return retainers.ofSubject(links.open(token).orElseThrow().subject()).orElseThrow();
    }

    private String linkIn(Retainer retainer, String words) {
        var mail = await().atMost(20, TimeUnit.SECONDS).until(() -> journey.mailsAbout(retainer.reference()).stream()
                .filter(sent -> sent.title().contains(words)).findFirst(), Optional::isPresent).orElseThrow();
        return URI.create(mail.text().lines().filter(line -> line.contains("/s/")).findFirst().orElseThrow().strip()).getPath();
    }

    private Page awaitHeading(Page page, String heading) {
        return await().atMost(20, TimeUnit.SECONDS).until(() -> browser.open(page.address().getPath()), now -> now.heading().equals(heading));
    }
}
