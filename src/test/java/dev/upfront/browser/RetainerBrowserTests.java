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
import dev.upfront.dunning.Debt;
import dev.upfront.dunning.DebtStatus;
import dev.upfront.dunning.Debts;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A retainer in a real browser, on the client's phone and at the desk of the staff: a month that goes well, and renewals that the card does not pay. */
@UpfrontTest
class RetainerBrowserTests {

    private static final String OTHER_CARD = "5555555555554444";
    private static final Pattern MAILED_LINK = Pattern.compile("https?://\\S+/s/[\\w-]+");
    private static final Pattern SIGN_IN = Pattern.compile("https?://\\S+/me/sign-in/[\\w-]+");

    private static Browsers browsers;

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired RetainerPlans plans;
    @Autowired Retainers retainers;
    @Autowired Payments payments;
    @Autowired Debts debts;
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

            book(page, offering.slug() + "?week=" + LocalDate.ofInstant(second.endsAt(), retainer.zone()).plusDays(7));
            page.navigate(address + "/me");
            assertThat(page.locator("#sessions")).containsText("not paid yet: by the renewal on");
            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing is wider than the phone").isTrue();

            atTheDesk(desk -> {
                desk.navigate(address + "/ops/clients/" + retainer.client());
                assertThat(heading(desk, "Mira Vogt")).isVisible();
                assertThat(desk.locator(".totals")).containsText("€600.00");
                assertThat(desk.locator("main")).containsText(retainer.reference());
            });
        }
    }

    @Test
    void aRenewalThatTheCardDidNotPayIsPaidAtOnceByTheCardThatReplacesIt() {
        try (var context = browsers.chromium().newContext(phone()); var page = context.newPage()) {
            var retainer = begun(page);
            var unpaid = failedRenewal(retainer);
            openMailedLink(page, "Your card was not charged");
            assertThat(page.locator("main")).containsText("€300.00");
            assertThat(page.locator("main")).containsText("Your Visa ending in 0341 could not be charged");

            signIn(page);
            assertThat(page.locator("main")).containsText("You owe €300.00 now.");
            page.locator("#retainers").getByText("Replace the card").click();
            assertThat(page.locator("main")).containsText("Open, charged to it at once");
            assertThat(page.locator("main")).containsText("€300.00, which is open, is charged to it at once");
            button(page, "Continue to Stripe").click();
            page.getByLabel("Card number").fill(OTHER_CARD);
            button(page, "Save card").click();

            assertThat(page.locator(".chip").first()).hasText("Running");
            assertThat(page.getByText("4 sessions to book").first()).isVisible();
            assertThat(page.locator("#card")).containsText("Mastercard ending in 4444");
            awaitPaid(retainer, 2);
            assertThat(journey.charges(unpaid.id().value())).singleElement().satisfies(charge -> assertThat(charge.amount()).isEqualTo(30_000));
            awaitMail("Receipt");
            page.navigate(address + "/me");
            assertThat(page.locator("main")).containsText("Nothing is owed now.");
            atTheDesk(desk -> {
                desk.navigate(address + "/ops/dunning");
                assertThat(desk.locator("main")).not().containsText(payments.payment(unpaid.payment()).reference());
            });
        }
    }

    @Test
    void aRenewalThatNobodyPaysIsRemindedOfAndGivenUpAndTheRetainerEnds() {
        try (var context = browsers.chromium().newContext(phone()); var page = context.newPage()) {
            var retainer = begun(page);
            var unpaid = failedRenewal(retainer);
            var reference = payments.payment(unpaid.payment()).reference();
            atTheDesk(desk -> {
                desk.navigate(address + "/ops/dunning");
                var row = desk.locator("tr", new Page.LocatorOptions().setHasText(reference));
                assertThat(row).containsText("€300.00");
                assertThat(row).containsText("Mira Vogt");
            });

            passUntilGivenUp(unpaid.payment());

            awaitMail("Your retainer has ended");
            assertThat(journey.charges(unpaid.id().value())).isEmpty();
            signIn(page);
            assertThat(page.locator("main")).containsText("Nothing is owed now.");
            assertThat(page.locator("#retainers")).containsText("Ended");
            page.locator("#retainers a").first().click();
            assertThat(heading(page, "This retainer has ended")).isVisible();
            assertThat(page.locator("main")).containsText("Nothing more is charged");
            atTheDesk(desk -> {
                desk.navigate(address + "/ops/dunning");
                assertThat(desk.locator("main")).not().containsText(reference);
                desk.navigate(address + "/ops/clients/" + retainer.client());
                assertThat(desk.locator("main")).containsText(retainer.reference());
            });
        }
    }

    /** Agreed to and paid for the first time. */
    private Retainer begun(Page page) {
        agree(page, plans.save(aPlan().sessions(4, fixtures.offering().onSale().id()).build()).slug());
        pay(page);
        return retainer(page);
    }

    /** The card goes bad, and a month later the second period is not paid. */
    private RetainerPeriod failedRenewal(Retainer retainer) {
        var first = awaitPaid(retainer, 1);
        sandbox.stripe().cardsOnFileBecome(journey.charges(first.id().value()).getFirst().customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
        journey.awaitEngineAtRest();
        journey.advanceTo(first.endsAt());
        var second = await().atMost(30, TimeUnit.SECONDS).until(() -> retainers.periods(retainer.id()).stream()
                .filter(period -> period.number() == 2 && period.payment() != null).findFirst(), Optional::isPresent).orElseThrow();
        awaitPlanned(second.payment());
        return second;
    }

    /** Waits until it is known what is done next about the debt, and the flow waits for that time. */
    private Debt awaitPlanned(PaymentId unpaid) {
        return await().atMost(30, TimeUnit.SECONDS).until(() -> debts.find(unpaid).orElse(null),
                debt -> debt != null && (!debt.isOpen() || debt.nextAt() != null && debt.nextAt().isAfter(sandbox.clock().instant()) && journey.asksTheClient(unpaid)));
    }

    private void passUntilGivenUp(PaymentId unpaid) {
        for (var debt = awaitPlanned(unpaid); debt.isOpen(); debt = awaitPlanned(unpaid)) {
            var planned = debt;
            journey.awaitEngineAtRest();
            journey.advanceTo(planned.nextAt());
            await().atMost(30, TimeUnit.SECONDS).until(() -> debts.find(unpaid).orElseThrow(), now -> !planned.nextAt().equals(now.nextAt()));
        }
        assertThat(debts.find(unpaid).orElseThrow().status()).isEqualTo(DebtStatus.WRITTEN_OFF);
    }

    private void openMailedLink(Page page, String words) {
        var link = MAILED_LINK.matcher(awaitMail(words).text());
        assertThat(link.find()).isTrue();
        page.navigate(link.group());
    }

    private SandboxMail awaitMail(String words) {
        return await().alias("a mail that says " + words).atMost(30, TimeUnit.SECONDS).until(() -> SandboxMail.all(sandbox.mail()).stream()
                .filter(sent -> sent.to().equalsIgnoreCase(mail) && (sent.title() + sent.text()).contains(words)).findFirst(), Optional::isPresent).orElseThrow();
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

    private void atTheDesk(Consumer<Page> look) {
        try (var context = browsers.chromium().newContext(desk()); var page = context.newPage()) {
            page.navigate(address + "/ops/sign-in");
            page.locator("input[name=username]").fill(Sandbox.STAFF_MAIL);
            page.locator("input[name=password]").fill(Sandbox.STAFF_PASSWORD);
            button(page, "Sign in").click();
            look.accept(page);
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
