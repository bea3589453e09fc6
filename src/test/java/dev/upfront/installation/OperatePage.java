package dev.upfront.installation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Operate's page of one process instance, as a manager reads it. What the engine does shows there some seconds later. */
final class OperatePage {

    private static final double SOON = Duration.ofSeconds(60).toMillis();
    private static final double AT_ONCE = Duration.ofSeconds(5).toMillis();
    private static final int TRIES = 10;

    private final Page page;

    OperatePage(Page page) {
        this.page = page;
    }

    void signIn(URI operate) {
        page.navigate(operate.toString());
        page.locator("input[name=username]").fill("demo");
        page.locator("input[name=password]").fill("demo");
        page.locator("button[type=submit]").click();
        assertThat(page.getByText("Dashboard").first()).isVisible(new IsVisibleOptions().setTimeout(SOON));
    }

    /** Opens an instance by the address that the console gives; Operate sends one away from an instance that it does not know yet. */
    OperatePage open(String address) {
        for (var attempt = 1; ; attempt++) {
            page.navigate(address);
            try {
                page.getByTestId("instance-header").waitFor(new Locator.WaitForOptions().setTimeout(AT_ONCE));
                return this;
            } catch (PlaywrightException notYet) {
                if (attempt == TRIES) {
                    throw notYet;
                }
            }
        }
    }

    void showsWaitingAt(String element) {
        shows(element, "ACTIVE-icon");
    }

    void showsStoppedAt(String element) {
        shows(element, "INCIDENT-icon");
    }

    void showsPassed(String element) {
        shows(element, "COMPLETED-icon");
    }

    /** By the element's name on the diagram, as Operate's list of what happened has it. */
    private void shows(String element, String icon) {
        var row = page.locator("[role=treeitem][aria-label='%s']".formatted(element)).last();
        assertThat(row.getByTestId(icon).first()).isVisible(new IsVisibleOptions().setTimeout(SOON));
    }

    void showsVariable(String name, String value) {
        assertThat(page.getByTestId("variable-" + name)).containsText('"' + value + '"', new ContainsTextOptions().setTimeout(SOON));
    }

    void showsVariable(String name, Pattern value) {
        assertThat(page.getByTestId("variable-" + name)).containsText(value,
                new ContainsTextOptions().setTimeout(SOON));
    }

    /** Opens the list of incidents. @return the message of the only one */
    String incident() {
        page.getByTestId("incidents-banner").click(new Locator.ClickOptions().setTimeout(SOON));
        var row = page.locator("tr").filter(new Locator.FilterOptions().setHasText("No more retries left"));
        assertThat(row).hasCount(1);
        return row.innerText();
    }

    /** Presses Retry and waits until the instance is over. */
    void retry() {
        page.getByTestId("retry-operation").first().click();
        assertThat(page.getByTestId("instance-header").getByTestId("COMPLETED-icon")).isVisible(new IsVisibleOptions().setTimeout(2 * SOON));
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "operate", name + ".png")));
    }
}
