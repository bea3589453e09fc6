package dev.upfront.load;

import dev.upfront.load.Browser.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client's whole way to a confirmed booking, without a moment's thought between the steps. */
final class Booker {

    static final String WHOLE = "the whole booking, from its intended start";
    static final String PAID_TO_CONFIRMED = "paid → confirmed page";
    private static final String CARD = "4242424242424242";
    private static final long LOOK_AGAIN_MILLISECONDS = 100;
    private static final long PATIENCE_NANOSECONDS = 60_000_000_000L;

    private final URI site;
    private final Offers offers = new Offers();
    /** When the page came that said confirmed, by Checkout Session. */
    private final Map<String, Instant> confirmedAt = new ConcurrentHashMap<>();

    Booker(int port) {
        site = URI.create("http://localhost:" + port);
    }

    Map<String, Instant> confirmedAt() {
        return confirmedAt;
    }

    /**
     * Books the place of that number.
     *
     * @param intended when it was meant to begin, on System.nanoTime's clock: a start that comes late counts as latency
     * @throws IllegalStateException when a page is not the one that should come
     */
    void book(int number, long intended, Latencies latencies) throws IOException {
        var browser = new Browser();
        var place = offers.place(number);
        var watch = new Watch(latencies, intended);
        var week = browser.open(site.resolve("/book/%s?week=%s".formatted(place.slug(), place.day())));
        watch.lap("free slots");
        var details = browser.open(week.link("start=" + place.start()));
        watch.lap("slot → details");
        var questions = reached(browser, "form", browser.send(details.form("/book/" + place.slug())
                .with("name", "Mira Test").with("mail", "mira-%s@client.example".formatted(number)).with("agreed", "yes")), latencies);
        watch.lap("request → questions");
        var contract = reached(browser, "contract", browser.send(questions.form("/form/[^/]+").with("answer.before", "no").with("answer.topics", "decision")
                .with("answer.goal", "I want to decide whether to change my work.").with("answer.notTherapy", "true")), latencies);
        watch.lap("questions → contract");
        var pay = reached(browser, "pay", browser.send(contract.form("/contract/[^/]+").with("name", "Mira Test").with("consent", "true")), latencies);
        watch.lap("signature → pay");
        var checkout = browser.open(browser.submit(pay.form("/pay")).location());
        watch.lap("pay button → Stripe's page");
        var back = new Browser().submit(new Browser.Form(checkout.address(), Map.of("card_number", CARD)));
        watch.lap("card → sent back by Stripe");
        reached(browser, "confirmed", browser.open(back.location()), latencies);
        confirmedAt.put(checkout.address().getPath().substring("/c/".length()), Instant.now());
        watch.lap(PAID_TO_CONFIRMED);
        latencies.add(WHOLE, System.nanoTime() - intended);
    }

    /** The page that was meant to come; when the flow is not there yet the page is loaded again. */
    private static Page reached(Browser browser, String what, Page page, Latencies latencies) throws IOException {
        var since = System.nanoTime();
        var current = page;
        while (!is(what, current)) {
            if (current.status() != 200 || System.nanoTime() - since > PATIENCE_NANOSECONDS) {
                throw new IllegalStateException("Not the page %s but %d, “%s”".formatted(what, current.status(), current.heading()));
            }
            pause();
            current = browser.open(current.address());
        }
        if (current != page) {
            latencies.add("(of these, had to look again for the page " + what + ")", System.nanoTime() - since);
        }
        return current;
    }

    private static boolean is(String what, Page page) {
        return switch (what) {
            case "form" -> page.html().contains("name=\"answer.goal\"");
            case "contract" -> page.html().contains("name=\"textSha256\"");
            case "pay" -> page.html().contains("/pay\"") && page.html().contains("name=\"payment\"");
            default -> page.html().contains("/calendar.ics");
        };
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Tells the latencies how long each step took. */
    private static final class Watch {
        private final Latencies latencies;
        private long last;

        private Watch(Latencies latencies, long since) {
            this.latencies = latencies;
            this.last = since;
        }

        private void lap(String step) {
            var now = System.nanoTime();
            latencies.add(step, now - last);
            last = now;
        }
    }
}
