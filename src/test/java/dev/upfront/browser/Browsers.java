package dev.upfront.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright; nothing is downloaded. */
public final class Browsers implements AutoCloseable {

    /** Quiet: no calls home, no sandbox for root in a container. */
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");

    private final Playwright playwright;
    private final Browser chromium;

    private Browsers(Playwright playwright, Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** Where Debian and its kin keep it, or what UPFRONT_CHROMIUM names. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv("UPFRONT_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(java.util.Objects::nonNull).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Starts it; where none is installed, the test that asks is skipped with a word. */
    public static Browsers startedOrSkipped() {
        return start(installedOrSkipped());
    }

    /** Where it is; where none is installed, the test that asks is skipped with a word. */
    public static Path installedOrSkipped() {
        return installed().orElseGet(() -> abort("SKIPPED: no Chromium on this machine (looked at UPFRONT_CHROMIUM and /usr/bin)"));
    }

    public static Browsers start(Path executable) {
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browsers(playwright, playwright.chromium().launch(new LaunchOptions().setExecutablePath(executable).setHeadless(true).setArgs(FLAGS)));
    }

    public Browser chromium() {
        return chromium;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
