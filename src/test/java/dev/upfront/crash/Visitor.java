package dev.upfront.crash;

import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A client with a browser who reloads when a page does not come, and gives up when that does not heal within minutes. */
final class Visitor {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String CARD = "4242424242424242";

    /** A page that no reload heals, or one that must not come. */
    static final class Unhealed extends RuntimeException {
        Unhealed(String message) {
            super(message);
        }
    }

    private final IntSupplier ports;
    private final HttpClient stripe = HttpClient.newHttpClient();
    private TestBrowser browser;
    private int reloads;

    /** @param ports the port of an instance of the application, asked again after each trouble */
    Visitor(IntSupplier ports) {
        this.ports = ports;
        browser = new TestBrowser(ports.getAsInt());
    }

    int reloads() {
        return reloads;
    }

    Page open(String path) {
        return reloading(path, () -> browser.open(path));
    }

    /** Sends a form until an answer comes: only for one that says who it is, so that a repeat is the same. */
    Page submit(Form form) {
        return reloading(form.action(), () -> browser.send(form));
    }

    /** Sends a form once; whatever comes of it, the page is loaded again afterwards. */
    void send(Form form) {
        try {
            browser.send(form);
        } catch (UncheckedIOException broken) {
            troubled();
        }
    }

    /** Presses the pay button, and pays on Stripe's page if that comes. */
    void pay(Form form) {
        try {
            var answer = browser.answerTo(form);
            var location = answer.headers().firstValue("Location").map(answer.uri()::resolve);
            if (location.isPresent() && location.get().getPath().startsWith("/c/")) {
                var paid = stripe.send(HttpRequest.newBuilder(location.get()).header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(20)).POST(BodyPublishers.ofString("card_number=" + CARD)).build(), BodyHandlers.discarding());
                var back = paid.headers().firstValue("Location").map(URI::create);
                back.ifPresent(uri -> browser.open(uri.getPath() + "?" + uri.getQuery()));
            }
        } catch (UncheckedIOException | IOException broken) {
            troubled();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unhealed("interrupted");
        }
    }

    private Page reloading(String what, Supplier<Page> load) {
        var until = Instant.now().plus(PATIENCE);
        var last = "no answer";
        while (Instant.now().isBefore(until)) {
            try {
                var page = load.get();
                if (page.status() < 500) {
                    return page;
                }
                last = page.status() + " " + page.heading();
            } catch (UncheckedIOException broken) {
                last = broken.getMessage();
            }
            troubled();
        }
        throw new Unhealed("reloading %s did not heal it: %s".formatted(what, last));
    }

    private void troubled() {
        reloads++;
        pause();
        browser = browser.at(ports.getAsInt());
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unhealed("interrupted");
        }
    }
}
