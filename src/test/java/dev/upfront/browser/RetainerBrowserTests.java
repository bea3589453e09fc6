package dev.upfront.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.upfront.UpfrontTest;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Links;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** One month's life of a retainer in a real browser, on the client's phone and at the desk of the staff. */
@UpfrontTest
class RetainerBrowserTests {

    private static final Pattern SIGN_IN = Pattern.compile("https?://\\S+/me/sign-in/[\\w-]+");

    private static Browsers browsers;

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Links links;
    @Autowired Sandbox sandbox;
    @Value("${upfront.base-address}") String address;

    private final String mail = "mira-" + UUID.randomUUID() + "@client.example";

    @BeforeAll
    static void startBrowser() {
        setDefaultAssertionTimeout(30_000);
        browsers = Browsers.startedOrSkipped();
    }

    @AfterAll
    static void stopBrowser() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aRetainerIsAgreedToPaidUsedAndRenewsByItselfAMonthLater() {
        var offering = fixtures.offering().onSale();
        var plan = plans.save(aPlan().sessions(4, offering.id()).build());
        try (var context = browsers.chromium().newContext(phone()); var page = context.newPage()) {
            agree(page, plan.slug());
            pay(page);
            assertThat(page.getByText("4 sessions to book").first()).isVisible();
            var retainer = retainer(page);

            book(page, offering.slug());
            var first = awaitPaid(retainer, 1);
            journey.awaitEngineAtRest();
            journey.advanceTo(first.endsAt());

            var second = awaitPaid(retainer, 2);
            assertThat(journey.charges(second.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(30_000));
            signIn(page);
            var section = page.locator("#retainers");
            assertThat(section).containsText("Running");
            assertThat(section).containsText("Visa ending in 4242");
            assertThat(section).containsText("Next charge");
            section.locator("h3 a").first().click();
            assertThat(heading(page, "Coaching every month")).isVisible();
            assertThat(page.getByText("4 sessions to book").first()).isVisible();

            seeAtTheDesk(retainer);
        }
    }

    private void agree(Page page, String slug) {
        page.navigate(address + "/retainers/" + slug);
        person(page);
        button(page, "Continue").click();
        page.waitForURL(Pattern.compile(".*/s/.*"));
        assertThat(heading(page, "Pay for the first period")).isVisible();
    }

    private void pay(Page page) {
        assertThat(page.locator("#renews")).not().isChecked();
        page.locator("#renews").check();
        button(page, "Pay €300.00").click();
        page.getByLabel("Card number").fill(Journey.GOOD_CARD);
        button(page, "Pay").click();
        page.waitForURL(Pattern.compile(Pattern.quote(address) + "/s/.*"));
        assertThat(page.locator(".chip").first()).hasText("Running");
    }

    /** The credit is offered first, and nothing is to be paid. */
    private void book(Page page, String slug) {
        page.navigate(address + "/book/" + slug);
        page.locator("a.slot").last().click();
        assertThat(page.locator("input[name=payWith][value=credit]")).isChecked();
        person(page);
        page.locator("form.stack button[type=submit]").first().click();
        assertThat(heading(page, "Your session is confirmed")).isVisible();
        assertThat(page.locator(".summary").first()).containsText("1 credit");
    }

    private void person(Page page) {
        page.getByLabel("Name").fill("Mira Vogt");
        page.getByLabel("Email").fill(mail);
        page.locator("#agreed").check();
    }

    private void signIn(Page page) {
        page.navigate(address + "/me/sign-in");
        page.getByLabel("Email").fill(mail);
        page.locator("main form button[type=submit]").first().click();
        page.navigate(await().atMost(20, TimeUnit.SECONDS).until(this::signInLink, Optional::isPresent).orElseThrow());
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(address + "/me");
    }

    private Optional<String> signInLink() {
        return SandboxMail.all(sandbox.mail()).stream().filter(sent -> sent.to().equalsIgnoreCase(mail))
                .map(sent -> SIGN_IN.matcher(sent.text())).filter(found -> found.find()).map(found -> found.group()).findFirst();
    }

    private void seeAtTheDesk(Retainer retainer) {
        try (var context = browsers.chromium().newContext(desk()); var page = context.newPage()) {
            page.navigate(address + "/ops/sign-in");
            page.locator("input[name=username]").fill(Sandbox.STAFF_MAIL);
            page.locator("input[name=password]").fill(Sandbox.STAFF_PASSWORD);
            button(page, "Sign in").click();
            page.navigate(address + "/ops/clients/" + retainer.client());
            assertThat(heading(page, "Mira Vogt")).isVisible();
            assertThat(page.locator(".totals")).containsText("€600.00");
            assertThat(page.locator("main")).containsText(retainer.reference());
        }
    }

    private Retainer retainer(Page page) {
        var token = URI.create(page.url()).getPath().substring("/s/".length());
        return retainers.ofSubject(links.open(token).orElseThrow().subject()).orElseThrow();
    }

    private RetainerPeriod awaitPaid(Retainer retainer, int number) {
        return await().atMost(30, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).stream()
                .filter(period -> period.number() == number && period.status() == PeriodStatus.PAID).findFirst(), Optional::isPresent).orElseThrow();
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

    private static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB").setTimezoneId("Europe/Berlin");
    }
}
