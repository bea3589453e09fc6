package dev.upfront.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.upfront.UpfrontTest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A client's whole way on a phone, in a real browser. */
@UpfrontTest
class MainJobBrowserTests {

    private static Browsers browsers;

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Value("${upfront.base-address}") String address;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        browsers = Browsers.startedOrSkipped();
    }

    @AfterAll
    static void stopBrowser() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aClientBooksFillsTheFormSignsPaysTheDepositAndTheBalanceIsCollectedAfterTheSession() {
        var offering = fixtures.offering().deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale();
        try (var context = browsers.chromium().newContext(phone()); var page = context.newPage()) {
            page.onConsoleMessage(message -> {
                // htmx reports a poll that was under way when the page was left; the browser ends it, as it should.
                var leftWhilePolling = message.text().startsWith("htmx:sendAbort") || message.text().startsWith("htmx:afterRequest");
                if (message.type().equals("error") && message.location().startsWith(address) && !leftWhilePolling) {
                    complaints.add(message.text());
                }
            });
            var reference = book(page, offering);
            fillTheForm(page);
            sign(page);
            pay(page);

            assertThat(heading(page, "confirmed|booked|see you")).isVisible();
            var booking = bookings.byReference(reference).orElseThrow();
            journey.awaitStatus(booking, BookingStatus.CONFIRMED);
            assertThat(journey.awaitMail(booking, "Confirmed").attachments()).contains("session.ics");

            journey.advanceToTheEndOf(booking);
            journey.awaitPaid(booking, Purpose.BALANCE);

            journey.awaitMail(booking, "Receipt", "€80.00");
            assertThat(journey.charges(booking)).extracting(charge -> charge.amount()).containsExactly(4_000L, 8_000L);
            page.reload();
            assertThat(page.getByText("€80.00").first()).isVisible();
            assertThat(complaints).as("what the browser complained about").isEmpty();
        }
    }

    private String book(Page page, Offering offering) {
        page.navigate(address + "/book/" + offering.slug());
        page.locator("a.slot").last().click();
        page.getByLabel("Name").fill("Mira Vogt");
        page.getByLabel("Email").fill("mira@client.example");
        page.locator("#agreed").check();
        button(page, "Continue").click();
        page.waitForURL(Pattern.compile(".*/s/.*"));
        return journeyReference();
    }

    private String journeyReference() {
        var now = java.time.Instant.EPOCH;
        return bookings.startingBetween(now, now.plus(Duration.ofDays(365_000))).stream()
                .max(java.util.Comparator.comparing(dev.upfront.booking.Booking::createdAt)).orElseThrow().reference();
    }

    private void fillTheForm(Page page) {
        page.getByLabel("No, this is new to me").check();
        page.getByLabel("A decision to take").check();
        page.getByLabel("What should be different after our work together?").fill("I want to decide whether to change my work.");
        page.getByLabel(Pattern.compile("I understand that coaching is not therapy.*")).check();
        button(page, "Continue").click();
    }

    private void sign(Page page) {
        page.locator("#contract-name").fill("Mira Vogt");
        page.locator("#contract-consent").check();
        button(page, "Sign").click();
    }

    private void pay(Page page) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("Pay €40.00"))).click();
        page.getByLabel("Card number").fill(Journey.GOOD_CARD);
        button(page, "Pay").click();
        page.waitForURL(Pattern.compile(Pattern.quote(address) + "/s/.*"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile(name))).first();
    }

    private static Locator heading(Page page, String words) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(Pattern.compile(words, Pattern.CASE_INSENSITIVE))).first();
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(2).setLocale("en-GB").setTimezoneId("Europe/Berlin");
    }
}
