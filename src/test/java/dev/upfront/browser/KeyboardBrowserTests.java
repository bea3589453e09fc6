package dev.upfront.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.upfront.UpfrontTest;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The main job by keyboard alone: everything is reached with Tab, and it is always to be seen where one is. */
@UpfrontTest
class KeyboardBrowserTests {

    /** What has the focus: whether that shows, whether it is in sight, and the words by which it is known. */
    private static final String FOCUS = """
            () => {
              const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
              if (at === document.body) return { words: '' }; // between the last thing and the first
              const words = [at.labels?.[0]?.innerText, at.getAttribute('aria-label'), at.innerText, at.id].filter(Boolean).join(' ');
              const shows = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
              return { words, shows, inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
            }""";
    private static final int MOST_TABS = 80;

    private static Browsers browsers;

    @Autowired Fixtures fixtures;
    @Value("${upfront.base-address}") String address;

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
    void theWholeMainJobIsDoneByKeyboardAlone() {
        var offering = fixtures.offering().deposit(4_000).forms("intake-coaching").contracts("coaching-agreement").onSale();
        try (var context = browsers.chromium().newContext(desktop()); var page = context.newPage()) {
            page.navigate(address + "/"); // the browser tells its zone; the next page need not be drawn twice
            page.navigate(address + "/book/" + offering.slug());
            press(page, "The week after", "Enter");
            page.waitForURL(Pattern.compile(".*week=.*"));
            press(page, "\\d:\\d\\d", "Enter");
            page.waitForURL(Pattern.compile(".*/details.*"));
            type(page, "^Name", "Mira Vogt");
            type(page, "^Email", "keyboard@client.example");
            press(page, "terms", "Space");
            press(page, "^Continue", "Enter");

            assertThat(page.locator("h1")).containsText("A few questions");
            press(page, "Yes", "ArrowDown");
            press(page, "A decision to take", "Space");
            type(page, "What should be different", "I want to decide.");
            press(page, "I understand that coaching", "Space");
            press(page, "^Continue", "Enter");

            assertThat(page.locator("h1")).containsText("Read and sign");
            type(page, "contract-name$", "Mira Vogt");
            press(page, "contract-consent$", "Space");
            press(page, "^Sign", "Enter");

            assertThat(page.locator("h1")).containsText("Pay the deposit");
            press(page, "^Pay €40.00", "Enter");
            page.getByLabel("Card number").focus();
            page.keyboard().type(Journey.GOOD_CARD);
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).containsText("Your session is confirmed");
            press(page, "^Cancel", "Enter");
            page.waitForURL(Pattern.compile(".*/cancel"));
            press(page, "^Cancel(,| and| the)", "Enter"); // what it says depends on the hours until the session
            assertThat(page.locator("h1")).containsText("This booking is cancelled");
        }
    }

    private static void type(Page page, String words, String text) {
        walkTo(page, words);
        page.keyboard().type(text);
    }

    private static void press(Page page, String words, String key) {
        walkTo(page, words);
        page.keyboard().press(key);
    }

    /** Presses Tab until something with these words has the focus. */
    @SuppressWarnings("unchecked")
    private static void walkTo(Page page, String words) {
        page.waitForLoadState();
        var wanted = Pattern.compile(words);
        for (var tab = 0; tab < MOST_TABS; tab++) {
            page.keyboard().press("Tab");
            var focus = (Map<String, Object>) page.evaluate(FOCUS);
            var here = focus.get("words").toString();
            if (!here.isBlank()) {
                assertThat(focus.get("shows")).as("the focus shows on: " + here).isEqualTo(true);
                assertThat(focus.get("inSight")).as("in sight: " + here).isEqualTo(true);
            }
            if (wanted.matcher(here).find()) {
                return;
            }
        }
        throw new AssertionError("Not reached by keyboard on %s: %s".formatted(page.url(), words));
    }

    private static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB").setTimezoneId("Europe/Berlin");
    }
}
