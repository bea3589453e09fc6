package dev.upfront.portal.web.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.catalog.Offering;
import dev.upfront.client.Clients;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Signature;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Page;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a signed-in client finds on their page, and what is nobody else's. */
@UpfrontTest
class MePageTests {

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired PackageSales packages;
    @Autowired Clients clients;
    @Autowired ClientPayments payments;
    @Autowired Onboarding onboarding;
    @Autowired Sandbox sandbox;

    @Test
    void saysWhatWillStandHereWhileThereIsNothing() {
        var client = clients.register("Nova Test", "nova-%s@client.example".formatted(UUID.randomUUID()), null, ZoneId.of("Europe/Berlin"), Locale.UK);
        var page = visitor(client.mail()).signIn();

        assertThat(page.html().select("h2").eachText()).containsSubsequence("Your sessions", "Past sessions", "Money", "Your cards", "Your papers");
        assertThat(page.html().select(".empty")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(page.html().select("main").text()).contains("Nothing is owed now", "Nothing is booked", "No card is kept", "Nothing is signed yet");
        assertIsSound(page);
    }

    @Test
    void showsWhatIsToComeAndLeadsToItsPage() {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        var visitor = visitor(booking);
        var page = visitor.signIn();

        var row = page.html().select("#sessions li").first();
        assertThat(row.text()).contains("Session", "Confirmed", "With Ada Test · Video call", "€80.00 due after it");
        assertThat(page.html().select("#sessions").text()).contains("Times in Berlin");
        assertThat(page.html().select("#money").text()).contains("Nothing is owed now", "Deposit", "€40.00", "Paid", booking.reference());
        assertThat(page.html().select("#cards").text()).contains("Visa ending in 4242", "Expires 12/2040", "Kept for Session (" + booking.reference() + ")");
        assertIsSound(page);
        var bookingsPage = visitor.browser().open(row.select("a").attr("href"));
        assertThat(bookingsPage.address().getPath()).matches("/s/[\\w-]{22}");
        assertThat(bookingsPage.heading()).isEqualTo("Your session is confirmed");
    }

    @Test
    void whatIsOwedIsPaidOnTheBookingsPage() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        sandbox.stripe().cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.advanceToTheEndOf(booking);
        journey.awaitMail(booking, "Please pay");
        var visitor = visitor(booking);
        var page = visitor.signIn();

        assertThat(page.html().select(".lead").text()).contains("You owe €80.00 now.");
        assertThat(page.html().select("#past li").text()).contains("Took place", "€80.00 owed now");
        var pay = page.html().select("#money a.button").first();
        assertThat(pay.text()).isEqualTo("Pay €80.00");
        assertThat(visitor.browser().open(pay.attr("href")).form("/pay").fields()).containsKey("payment");

        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(visitor.browser().open("/me").html().select(".lead").text()).isEqualTo("Nothing is owed now.");
    }

    @Test
    void aRemovedCardIsNotChargedAndTheBalanceIsAskedForByALink() throws Exception {
        var booking = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        var customer = journey.charges(booking).getFirst().customer().orElseThrow();
        assertThat(cardsAtStripe(customer)).contains("4242");
        var visitor = visitor(booking);
        var asked = visitor.browser().open(visitor.signIn().html().select("#cards a").attr("href"));
        assertThat(asked.html().select("main").text()).contains("Remove the Visa ending in 4242?", "€80.00 is due. You get a link by mail");
        assertThat(payments.cards(booking.client())).as("asking removes nothing").hasSize(1);

        var page = visitor.browser().send(asked.form("/remove"));

        assertThat(page.html().select("#cards").text()).contains("No card is kept");
        assertThat(visitor.browser().send(asked.form("/remove")).status()).as("a repeat changes nothing").isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(cardsAtStripe(customer)).doesNotContain("4242"));
        journey.advanceToTheEndOf(booking);
        assertThat(journey.awaitMail(booking, "Please pay").text()).contains("€80.00 is due");
        assertThat(journey.charges(booking)).as("the deposit only").hasSize(1);
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitPaid(booking, Purpose.BALANCE);
    }

    @Test
    void takingTheCardOfAPackageBackSaysThatRenewingItIsPaidOnStripesPage() {
        var key = UUID.randomUUID().toString();
        var mail = "mira-" + key + "@client.example";
        var sale = packages.request(new PackageRequest(key, fixtures.packageOf(fixtures.offering().onSale()).id(), "Mira Test", mail, null, ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        await().atMost(Duration.ofSeconds(20)).until(() -> packages.sale(sale.id()).status() == PackageStatus.ACTIVE);
        var visitor = visitor(mail);

        var asked = visitor.browser().open(visitor.signIn().html().select("#cards a").attr("href"));

        assertThat(asked.html().select("main").text()).contains("If you renew it, you pay that on Stripe’s page").doesNotContain("What becomes due later");
    }

    @Test
    void whatIsAnotherClientsIsNotThere() {
        var theirs = journey.bookUntilItsSession(fixtures.offering().deposit(4_000).onSale());
        var mine = journey.bookAndConfirm(fixtures.offering().free().onSale());
        var visitor = visitor(mine);
        var page = visitor.signIn();

        assertThat(page.html().outerHtml()).contains(mine.reference()).doesNotContain(theirs.reference());
        assertThat(visitor.browser().open("/me/sessions/" + theirs.reference()).status()).isEqualTo(404);
        assertThat(visitor.browser().open("/me/sessions/UP-00000000").status()).isEqualTo(404);
        assertThat(visitor.browser().open("/me/payments/" + payments.of(theirs.client()).getFirst().reference()).status()).isEqualTo(404);
        var card = "/me/cards/%s/remove".formatted(theirs.id());
        assertThat(visitor.browser().open(card).address().getPath()).isEqualTo("/me");
        visitor.browser().send(new TestBrowser.Form(card, page.form("/me/sign-out").fields()));
        assertThat(payments.cards(theirs.client())).hasSize(1);
    }

    @Test
    void signedPapersAreTheSignersOnly() {
        var booking = journey.book(fixtures.offering().free().contracts("coaching-agreement").onSale());
        var step = await().atMost(Duration.ofSeconds(30)).until(() -> onboarding.openStep(booking.id().value()), java.util.Optional::isPresent).orElseThrow();
        onboarding.sign(step.id(), new Signature("Mira Test", null, true, onboarding.contract(step.id()).textSha256(), "192.0.2.1", "Browser"));
        var visitor = visitor(booking);
        var paper = visitor.signIn().html().select("#papers a").first();

        assertThat(paper.text()).endsWith("(PDF)");
        assertThat(visitor.browser().answerTo(paper.attr("href")).headers().firstValue("Content-Type")).contains("application/pdf");
        var other = visitor(journey.book(fixtures.offering().free().onSale()));
        other.signIn();
        assertThat(other.browser().answerTo(paper.attr("href")).statusCode()).isEqualTo(404);
        assertThat(new TestBrowser(port).answerTo(paper.attr("href")).statusCode()).isEqualTo(303);
    }

    @Test
    void manyPastSessionsHaveAPageOfTheirOwn() {
        var offering = fixtures.offering().free().onSale();
        var first = bookings.request(fixtures.request(offering, Duration.ofDays(2)));
        for (var day = 3; day <= 7; day++) {
            cancel(again(first, offering, day));
        }
        cancel(first);
        var visitor = visitor(first);
        var page = visitor.signIn();

        assertThat(page.html().select("#past li")).hasSize(4).allSatisfy(row -> assertThat(row.text()).contains("Cancelled"));
        var all = visitor.browser().open(page.html().select("#past p a").attr("href"));
        assertThat(all.html().select(".sessions li")).hasSize(6);
        assertIsSound(all);
        assertThat(visitor.browser().open("/me/past?page=2").html().text()).contains("There are no more", "Later ones");
        assertThat(visitor.browser().open("/me/past?page=0").status()).isEqualTo(404);
        assertThat(visitor.browser().open("/me/past?page=first").status()).isEqualTo(400);
        assertThat(visitor.browser().open("/me/money").html().text()).contains("There are no more");
    }

    @Test
    void aSignedInClientNeedNotTypeNameAndMailToBook() {
        var booking = journey.bookAndConfirm(fixtures.offering().free().onSale());
        var visitor = visitor(booking);
        var slug = fixtures.offering().free().onSale().slug();
        assertThat(details(visitor.browser(), slug).html().select("#name").val()).isEmpty();

        visitor.signIn();

        var details = details(visitor.browser(), slug);
        assertThat(details.html().select("#name").val()).isEqualTo("Mira Test");
        assertThat(details.html().select("#mail").val()).isEqualTo(visitor.mail());
        assertThat(details.html().select("#agreed").hasAttr("checked")).isFalse();
        assertThat(visitor.browser().send(details.form("/book/" + slug).with("agreed", "yes")).address().getPath()).startsWith("/s/");
    }

    private Page details(TestBrowser browser, String slug) {
        var week = browser.open("/book/%s?week=%s".formatted(slug, sandbox.clock().instant().plus(Duration.ofDays(14)).toString().substring(0, 10)));
        return browser.open(URI.create(week.html().select("a.slot").first().attr("href")).toString());
    }

    private Booking again(Booking booking, Offering offering, int days) {
        var next = fixtures.request(offering, Duration.ofDays(days));
        return bookings.request(new BookingRequest(next.requestKey(), next.offering(), next.provider(), next.startsAt(), "Mira Test",
                clients.client(booking.client()).mail(), null, next.zone(), next.locale(), null));
    }

    private void cancel(Booking booking) {
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        cancellations.close(booking.id(), ClosingReason.STAFF_CANCELLED, cancellations.quote(booking.id(), ClosingReason.STAFF_CANCELLED), "staff");
    }

    private Visitor visitor(Booking booking) {
        return visitor(clients.client(booking.client()).mail());
    }

    private Visitor visitor(String mail) {
        return new Visitor(new TestBrowser(port), mail, sandbox);
    }

    private String cardsAtStripe(String customer) throws IOException, InterruptedException {
        try (var plain = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(sandbox.stripe().baseUri().resolve("/v1/customers/%s/payment_methods".formatted(customer)))
                    .header("Authorization", "Bearer " + StripeStandIn.API_KEY).build();
            return plain.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** What must be true of every page, see PagesTests. */
    private static void assertIsSound(Page page) {
        assertThat(page.html().select("h1")).hasSize(1);
        assertThat(page.html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.html().select("[style], style, script:not([src]), a:not([href]), a[href='']")).isEmpty();
        assertThat(page.html().getAllElements().stream().flatMap(element -> element.attributes().asList().stream()).map(attribute -> attribute.getKey()))
                .noneMatch(name -> name.startsWith("on") || name.startsWith("th:"));
    }
}
