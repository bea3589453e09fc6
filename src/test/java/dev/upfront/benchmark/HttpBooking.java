package dev.upfront.benchmark;

import dev.upfront.catalog.Offering;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Supplier;

/** A client's whole booking over HTTP: details, questions, contract, payment at Stripe's stand-in, confirmation. */
final class HttpBooking {

    /** Takes a step of a booking, and perhaps its time. A step ends when the next one's page is there. */
    @FunctionalInterface
    interface Watch {
        Page take(String step, Supplier<Page> submit);
    }

    private static final Set<String> WAITING = Set.of("One moment", "Your payment has arrived");

    private final int port;
    private final Offering offering;
    private final StripeStandIn stripe;
    private final InstantSource clock;

    /** @param offering with the demo's questions and contract and with something to pay */
    HttpBooking(int port, Offering offering, StripeStandIn stripe, InstantSource clock) {
        this.port = port;
        this.offering = offering;
        this.stripe = stripe;
        this.clock = clock;
    }

    /** @param number of the booking; each has an hour of its own */
    void book(int number, Watch watch) {
        var browser = new TestBrowser(port);
        var details = browser.open("/book/%s/details?start=%s&provider=%s".formatted(offering.slug(), start(number), offering.providers().getFirst()));
        var form = watch.take("details → questions", arrived(browser, () -> browser.send(details.form(offering.slug())
                .with("name", "Mira Test").with("mail", "mira-%d@client.example".formatted(number)).with("agreed", "yes"))));
        var contract = watch.take("questions → contract", arrived(browser, () -> browser.send(answered(form))));
        var pay = watch.take("contract → pay", arrived(browser, () -> browser.send(signed(contract))));
        var checkout = URI.create(browser.answerTo(pay.form("/pay")).headers().firstValue("Location").orElseThrow());
        var session = checkout.getPath().substring(checkout.getPath().lastIndexOf('/') + 1);
        var back = stripe.payCheckout(session, Journey.GOOD_CARD).next();
        watch.take("paid → confirmed", arrived(browser, () -> browser.open(back.toString())));
    }

    private Instant start(int number) {
        var day = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);
        return day.plus(Duration.ofHours(number / 20 * 24L + number % 20));
    }

    private static Supplier<Page> arrived(TestBrowser browser, Supplier<Page> submit) {
        return () -> {
            var page = submit.get();
            while (WAITING.stream().anyMatch(page.heading()::startsWith)) {
                page = browser.open(page.address().getPath());
            }
            if (page.status() != 200) {
                throw new IllegalStateException("%s answered %d: %s".formatted(page.address(), page.status(), page.html().text()));
            }
            return page;
        };
    }

    private static Form answered(Page page) {
        return page.form(formAction(page)).with("answer.before", "no").with("answer.topics", "decision")
                .with("answer.goal", "I want to decide whether to change my work.").with("answer.notTherapy", "true");
    }

    private static Form signed(Page page) {
        return page.form(formAction(page)).with("name", "Mira Test").with("consent", "true");
    }

    private static String formAction(Page page) {
        var action = page.html().select("main form[method=post]").first().attr("action");
        return action.substring(action.lastIndexOf('/'));
    }
}
