package dev.upfront.installation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.browser.Browsers;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stuck payments in the real Operate, seen through a browser, and what its Retry does. With Maven's profile camunda; takes some minutes. Leaves
 * pictures in {@code target/operate}, from which those of the manager's guide are taken.
 */
@Tag("camunda")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperateTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern INSTANT = Pattern.compile("\"20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z\"");

    private Browsers browsers;
    private Installation installation;
    private ConfigurableApplicationContext application;
    private BrowserContext windows;
    private OperatePage operate;
    private Page console;
    private Journey journey;
    private StripeStandIn stripe;
    private String address;

    @BeforeAll
    void start(@TempDir Path folder) {
        var chromium = Browsers.installedOrSkipped();
        var settings = new Settings(folder, true, PATIENCE, new Settings.Ports(0, 0, 0, 0));
        try {
            Machine.checkMemory(settings);
            CamundaDistribution.fetched();
        } catch (CannotStart missing) {
            abort("SKIPPED: " + missing.getMessage());
        }
        installation = Installation.start(settings, System.out::println);
        application = CamundaRun.application(installation, settings, "--upfront.engine.outage-patience=1s", "--upfront.engine.retry-delay=500ms");
        journey = application.getBean(Journey.class);
        stripe = application.getBean(Sandbox.class).stripe();
        address = "http://localhost:" + settings.ports().application();
        browsers = Browsers.start(chromium);
        windows = browsers.chromium().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        operate = new OperatePage(windows.newPage());
        operate.signIn(installation.operateAddress().orElseThrow());
        console = windows.newPage();
        signIn();
        warmUp();
    }

    @AfterEach
    void mendStripe() {
        stripe.switches().reset();
    }

    @AfterAll
    void stop() throws Exception {
        for (var part : new AutoCloseable[] {windows, browsers, application, installation}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void aBookingWhoseClientDoesNotPayWaitsAtPayOnline() {
        var booking = journey.book(fixtures().offering().onSale());
        var payment = journey.awaitOwed(booking);

        operate.open(linkToOperate(booking, "Where the flow waits, in Operate"));

        operate.showsWaitingAt("Pay online");
        operate.showsVariable("bookingRef", booking.reference());
        operate.showsVariable("paymentRef", payment.reference());
        operate.showsVariable("amountDue", "EUR 120.00");
        operate.showsVariable("waitingSince", INSTANT);
        operate.showsVariable("inConsole", address + "/ops/payments/" + payment.id());
        operate.picture("waiting");
        console.navigate(address + "/ops/payments/" + payment.id());
        assertThat(console.getByText(payment.reference()).first()).isVisible();
    }

    @Test
    void aDeclinedBalanceWaitsAtPayOnlineAndSaysThatTheCardWasDeclined() {
        var booking = confirmed(3);
        stripe.cardsOnFileBecome(journey.charges(booking).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        endSession(booking);
        journey.awaitMail(booking, "", "declined");

        var link = linkToOperate(booking, "Where the flow waits, in Operate");
        assertThat(row(booking)).containsText("The card on file was declined");
        operate.open(link);

        operate.showsPassed("Charge card on file");
        operate.showsWaitingAt("Pay online");
        operate.showsVariable("bookingRef", booking.reference());
        operate.showsVariable("amountDue", "EUR 80.00");
        operate.showsVariable("chargeResult", "DECLINED");
        operate.picture("declined");
        assertThat(journey.charges(booking)).hasSize(1);
    }

    @Test
    void anOutageOfStripeIsAnIncidentThatRetryHealsWithOneCharge() {
        var booking = confirmed(5);
        stripe.switches().down(true);
        endSession(booking);

        healInOperate(booking, "outage");
    }

    @Test
    void aRetryTwentyFiveHoursLaterFindsTheChargeWhoseAnswerWasLost() {
        var booking = confirmed(8);
        stripe.switches().failNext(1, Failure.TRUNCATED_ANSWER, "POST /v1/payment_intents");
        stripe.switches().failNext(10_000, Failure.RATE_LIMIT_429, "GET /v1/");
        stripe.switches().webhooksNext(10_000, WebhookFault.LOST);
        endSession(booking);
        await().atMost(SOON).until(() -> journey.charges(booking).size() == 2);

        application.getBean(Sandbox.class).advance(Duration.ofHours(25));

        healInOperate(booking, "outage-25-hours");
    }

    private void healInOperate(Booking booking, String picture) {
        var balance = journey.awaitOwed(booking);
        var link = linkToOperate(booking, "Where the flow stopped, in Operate");
        operate.open(link);
        operate.showsStoppedAt("Charge card on file");
        assertThat(row(booking)).containsText("press Retry in Operate");
        assertThat(operate.incident()).contains("Charging the card on file for " + balance.reference() + " is not settled", "What to do:");
        operate.picture(picture);

        stripe.switches().reset();
        operate.retry();

        journey.awaitPaid(booking, Purpose.BALANCE);
        assertThat(journey.charges(booking)).extracting(charge -> charge.amount()).containsExactly(4_000L, 8_000L);
        operate.open(link).showsPassed("Card charged");
        operate.picture(picture + "-healed");
        console.navigate(address + "/ops/money");
        assertThat(row(booking)).hasCount(0);
    }

    private Fixtures fixtures() {
        return application.getBean(Fixtures.class);
    }

    /** A booking whose deposit is paid, that many days before its session. */
    private Booking confirmed(int days) {
        var offering = fixtures().offering().deposit(4_000).onSale();
        var booking = application.getBean(Bookings.class).request(fixtures().request(offering, Duration.ofDays(days)));
        journey.pay(booking, Journey.GOOD_CARD);
        return journey.awaitStatus(booking, BookingStatus.CONFIRMED);
    }

    /** A timer that is set only after its time has come fires at once, so nothing need be waited for. */
    private void endSession(Booking booking) {
        journey.advanceTo(booking.endsAt().plus(Duration.ofMinutes(30)));
    }

    /** The address behind a link in the booking's row of stuck money, once it is there. */
    private String linkToOperate(Booking booking, String words) {
        var link = row(booking).getByText(words);
        await().alias(words + ", in the row of " + booking.reference()).atMost(SOON).pollInSameThread().until(() -> {
            console.navigate(address + "/ops/money");
            return link.count() == 1;
        });
        console.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "operate", "console.png")));
        return link.getAttribute("href");
    }

    private Locator row(Booking booking) {
        return console.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(booking.reference()));
    }

    private void signIn() {
        console.navigate(address + "/ops/money");
        console.locator("#username").fill(Sandbox.STAFF_MAIL);
        console.locator("#password").fill(Sandbox.STAFF_PASSWORD);
        console.locator("main button[type=submit]").click();
    }

    /** A cold broker takes its time for the first flow. */
    private void warmUp() {
        Awaitility.setDefaultTimeout(SOON);
        var first = application.getBean(Bookings.class).request(fixtures().request(fixtures().offering().free().onSale(), Duration.ofDays(1)));
        await().atMost(PATIENCE).until(() -> journey.reload(first.id()).status() == BookingStatus.CONFIRMED);
    }
}
