package dev.upfront.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.client.Links;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Page;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client's pages over HTTP, as a browser without scripts meets them. */
@UpfrontTest
class ClientPagesTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired Bookings bookings;
    @Autowired Links links;
    @Autowired InstantSource clock;
    @Autowired Sandbox sandbox;
    @Autowired Journey journey;
    private TestBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(port);
    }

    @Test
    void tellsBrowsersToRunNothingFromElsewhere() {
        var headers = browser.open("/").response().headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("script-src 'self'; style-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    void leadsFromAFreeTimeToAConfirmedBooking() {
        var confirmed = browser.send(filled(details(fixtures.offering().free().onSale())));
        assertThat(confirmed.address().getPath()).matches("/s/[\\w-]{22}");
        assertThat(awaitHeading(confirmed, "Your session is confirmed").html().text()).contains("Add to calendar", "Free");
        assertThat(browser.answerTo(confirmed.address() + "/calendar.ics").body()).contains("BEGIN:VEVENT", "SEQUENCE:0");
    }

    @Test
    void saysFromWhenToWhenABookingWasMovedAndShowsItByItself() {
        var page = browser.send(filled(details(fixtures.offering().free().onSale())));
        var confirmed = awaitHeading(page, "Your session is confirmed");
        assertThat(confirmed.html().text()).doesNotContain("moved from");
        var booking = bookingOf(page);

        bookings.move(booking, bookings.booking(booking).startsAt().plus(Duration.ofDays(1)), "staff", true);

        var progress = confirmed.html().select("[hx-get]").attr("hx-get");
        assertThat(browser.answerTo(progress).statusCode()).as("the open page is told to go on").isEqualTo(200);
        assertThat(browser.open(page.address().getPath()).html().select(".notice").text()).containsPattern("It was moved from .+ to .+");
    }

    @Test
    void promisesAReminderOnlyWhenOneIsStillToCome() {
        var page = browser.send(filled(details(fixtures.offering().free().onSale())));
        assertThat(awaitHeading(page, "Your session is confirmed").html().text()).contains("You get a reminder");
        journey.awaitEngineAtRest();

        journey.advanceTo(bookings.booking(bookingOf(page)).startsAt().minus(Duration.ofHours(20)));

        assertThat(browser.open(page.address().getPath()).html().text()).contains("is confirmed").doesNotContain("reminder");
    }

    @Test
    void saysThatTheBankWantsToBeAskedWhereTheMailedLinkLeads() {
        var booking = journey.book(fixtures.offering().deposit(4_000).onSale());
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_ALWAYS_ASKS);
        journey.advanceToTheEndOf(booking);
        var link = journey.awaitMail(booking, "Please pay").text().lines().filter(line -> line.contains("/s/")).findFirst().orElseThrow();

        var page = browser.open(URI.create(link).getPath()).html();

        assertThat(page.select("main").text()).contains("The balance is open", "Your bank wants you to confirm this payment yourself. Nothing was charged yet", "Pay €80.00");
    }

    @Test
    void showsWhatIsDueNowAndLaterBeforeAnythingIsPaid() {
        var page = browser.open("/book/" + fixtures.offering().deposit(4_000).onSale().slug());
        assertThat(page.html().select(".figures .now").text()).isEqualTo("Due today €40.00");
        assertThat(page.html().select(".figures .later").text()).isEqualTo("Due later after the session €80.00");
    }

    @Test
    void refusesAFormFromElsewhereWithAPage() {
        var page = browser.send(filled(details(fixtures.offering().onSale())).with("_csrf", "made up"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text()).contains("Nothing was booked, changed or charged");
    }

    @Test
    void takesTwoSubmissionsOfOnePageForOneBooking() {
        var form = filled(details(fixtures.offering().onSale()));
        var first = browser.send(form);
        var second = browser.send(form);
        assertThat(bookingOf(second)).isEqualTo(bookingOf(first));
    }

    @Test
    void keepsWhatWasTypedAndOffersOtherTimesWhenTheSlotIsTaken() {
        var details = details(fixtures.offering().onSale());
        browser.send(filled(details(details.address())));

        var refused = browser.send(filled(details).with("mail", "late@client.example"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("[role=alert]").text()).contains("taken", "Nothing was booked");
        assertThat(refused.html().select("#name").val()).isEqualTo("Mira Test");
        assertThat(refused.html().select("input[name=start]")).hasSize(4);
        assertThat(browser.send(refused.form("/book/" + slug(refused)).with("agreed", "yes")).address().getPath()).startsWith("/s/");
    }

    @Test
    void saysAtTheFieldWhatIsMissingAndKeepsTheRest() {
        var refused = browser.send(details(fixtures.offering().onSale()).form("").with("name", "Mira").with("mail", "mira"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#mail-error").text()).contains("mail address");
        assertThat(refused.html().select("#agreed-error").text()).isNotBlank();
        assertThat(refused.html().select("#name").val()).isEqualTo("Mira");
    }

    @Test
    void meetsAPastTimeAndATamperedFormWithASentence() {
        var offering = fixtures.offering().onSale();
        var past = browser.open("/book/%s/details?start=%s".formatted(offering.slug(), clock.instant().minus(Duration.ofDays(1))));
        assertThat(past.status()).isEqualTo(409);
        assertThat(past.html().select("[role=alert]").text()).contains("can’t be booked any more");
        var form = filled(details(offering));
        assertThat(browser.send(form.with("start", clock.instant().minus(Duration.ofDays(1)).toString())).html().select("[role=alert]").text()).contains("Nothing was booked");
        assertThat(browser.send(form.with("start", "yesterday")).status()).isEqualTo(422);
        assertThat(browser.send(form.with("provider", "00000000-0000-0000-0000-000000000000")).status()).isEqualTo(422);
        assertThat(browser.send(form.with("requestKey", "' or 1=1")).status()).isEqualTo(422);
    }

    @Test
    void opensNothingWithAForeignOrRevokedToken() {
        var page = browser.send(filled(details(fixtures.offering().onSale())));
        links.revoke(bookingOf(page).value());
        assertThat(browser.open(page.address().getPath()).status()).isEqualTo(404);
        assertThat(browser.open("/s/AAAAAAAAAAAAAAAAAAAAAA").html().text()).contains("Nothing has changed about your booking or your money");
    }

    @Test
    void payIsOnlyForThePaymentsOfTheOwnBooking() {
        var mine = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var other = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var foreign = other.form("/pay").fields().get("payment");
        assertThat(browser.answerTo(mine.form("/pay").with("payment", foreign)).headers().firstValue("Location")).contains(mine.address().getPath());
    }

    @Test
    void aStepOfAnotherBookingIsAsGoodAsNone() {
        var mine = browser.send(filled(details(fixtures.offering().forms("intake-coaching").onSale())));
        var theirs = browser.send(filled(details(fixtures.offering().forms("intake-coaching").onSale())));
        var other = await().atMost(Duration.ofSeconds(20)).until(() -> browser.open(theirs.address().toString()), now -> !now.html().select("form[action*=/form/]").isEmpty());
        var action = other.html().select("form[action*=/form/]").attr("action");
        var foreign = action.replace(token(other), token(mine));

        assertThat(browser.answerTo(new TestBrowser.Form(foreign, other.form(action).fields())).statusCode()).isEqualTo(404);
        assertThat(browser.open(other.address().toString()).html().select("form[action*=/form/]")).isNotEmpty();
    }

    @Test
    void twoTabsLeadToTheSameCheckout() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var first = browser.answerTo(page.form("/pay"));
        var second = browser.answerTo(page.form("/pay"));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void saysWhatAnOutageOfStripeMeansForTheMoneyBeforeAndAfterPaying() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var switches = sandbox.stripe().switches();
        try {
            switches.down(true);
            var away = browser.send(page.form("/pay"));
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.html().select("[role=alert]").text()).contains("Nothing was charged and your time is still held");
            switches.down(false);

            var checkout = browser.answerTo(page.form("/pay")).headers().firstValue("Location").orElseThrow();
            var session = checkout.substring(checkout.lastIndexOf('/') + 1);
            switches.webhooksNext(10, WebhookFault.LATE);
            sandbox.stripe().payCheckout(session, Journey.GOOD_CARD);
            switches.down(true);
            var back = browser.open(page.address() + "/paid?checkout=" + session);
            assertThat(back.html().select("[role=alert]").text()).contains("Please don’t pay again", "never charged twice");
        } finally {
            switches.reset();
            sandbox.stripe().releaseWebhooks();
        }
        awaitHeading(page, "Your session is confirmed");
        assertThat(journey.charges(bookings.booking(bookingOf(page)))).hasSize(1);
    }

    @Test
    void tellsThePageWhetherToMoveOn() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var watch = page.html().select("[hx-get]").attr("hx-get");
        assertThat(browser.answerTo(watch).statusCode()).isEqualTo(204);
        assertThat(browser.answerTo(watch + "-changed").headers().firstValue("HX-Redirect")).contains(page.address().getPath());
    }

    @Test
    void cancelsOnlyWithTheAmountsThatWereRead() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().free().onSale()))), "Your session is confirmed");
        var asked = browser.open(page.address() + "/cancel");
        var refused = browser.send(asked.form("/cancel").with("seen", "0:0:0:900:0"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("[role=alert]").text()).contains("Nothing was cancelled");
        assertThat(bookings.booking(bookingOf(page)).status()).isEqualTo(BookingStatus.CONFIRMED);

        assertThat(browser.send(asked.form("/cancel")).heading()).isEqualTo("This booking is cancelled");
        assertThat(bookings.booking(bookingOf(page)).status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void doesNotPromiseToSendBackWhatTheBankHasTakenBackInADispute() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().onSale()))), "Pay for the session");
        var booking = bookings.booking(bookingOf(page));
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        assertThat(browser.open(page.address() + "/cancel").html().select("button.danger").text()).isEqualTo("Cancel and get €120.00 back");

        sandbox.stripe().issuers().openDispute(journey.charges(booking).getFirst().id(), "product_not_received");

        var asked = await().until(() -> browser.open(page.address() + "/cancel"), shown -> shown.html().text().contains("in a dispute"));
        assertThat(asked.html().select(".figures").text()).contains("€120.00 of it is with your bank in a dispute: what the bank gives you is not sent again");
        assertThat(asked.html().select("button.danger").text()).isEqualTo("Cancel the booking");
    }

    @Test
    void movesToAnotherTimeAndSaysBothFirst() {
        var page = awaitHeading(browser.send(filled(details(fixtures.offering().free().onSale()))), "Your session is confirmed");
        var before = bookings.booking(bookingOf(page)).startsAt();
        var week = browser.open(page.address() + "/move");
        assertThat(week.html().select("a.slot").eachAttr("href")).as("the time it has is no other time").isNotEmpty().noneMatch(href -> href.contains(before.toString()));
        var chosen = browser.open(week.html().select("a.slot").last().attr("href"));
        assertThat(chosen.html().select(".facts").text()).contains("From", "To");
        browser.send(chosen.form("/move"));
        assertThat(bookings.booking(bookingOf(page)).startsAt()).isAfter(before);
    }

    @Test
    void givesOneOfAHundredTheSlotAndTheOthersTheNextFreeOnes() throws Exception {
        var form = filled(details(fixtures.offering().onSale()));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.invokeAll(IntStream.range(0, 100).<Callable<HttpResponse<String>>>mapToObj(number -> () -> browser.answerTo(
                    form.with("requestKey", RequestId.next().toString()).with("mail", "racer-%d@client.example".formatted(number)))).toList());
            var statuses = new TreeMap<Integer, Integer>();
            for (var answer : answers) {
                statuses.merge(answer.get().statusCode(), 1, Integer::sum);
            }
            assertThat(statuses).isEqualTo(Map.of(303, 1, 409, 99));
        }
    }

    private Page details(Offering offering) {
        var week = browser.open("/book/" + offering.slug() + "?week=" + clock.instant().plus(Duration.ofDays(14)).toString().substring(0, 10));
        return details(URI.create(week.html().select("a.slot").first().attr("href")));
    }

    private Page details(URI address) {
        return browser.open(address.toString());
    }

    private static TestBrowser.Form filled(Page details) {
        return details.form("/book/" + slug(details)).with("name", "Mira Test").with("mail", "mira-%s@client.example".formatted(RequestId.next())).with("agreed", "yes");
    }

    private static String slug(Page page) {
        return page.html().select("form[method=post]").attr("action").replace("/book/", "");
    }

    private static String token(Page page) {
        return page.address().getPath().replace("/s/", "");
    }

    private BookingId bookingOf(Page page) {
        return new BookingId(links.open(page.address().getPath().replace("/s/", "")).orElseThrow().subject());
    }

    /** The page moves on by itself; a slow machine may need a moment. */
    private Page awaitHeading(Page page, String heading) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> browser.open(page.address().toString()), now -> now.heading().equals(heading));
    }
}
