package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.client.Links;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.task.AsyncTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

/** Log lines as production writes them: JSON with references as fields, and nobody's name, address, link, card or key. */
@UpfrontTest
class LogTests {

    private static final String NAME = "Quirina Leuchtfeuer";
    private static final String DECLINED = "4000000000000002";

    @LocalServerPort int port;
    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Payments payments;
    @Autowired Links links;
    @Autowired Sandbox sandbox;
    @Autowired InstantSource clock;
    @Autowired JsonMapper json;
    @Autowired @Qualifier("applicationTaskExecutor") AsyncTaskExecutor listeners;

    private final String mail = "quirina-%s@client.example".formatted(UUID.randomUUID());
    private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger application = logging.getLogger("dev.upfront");
    private final Level levelBefore = root.getLevel();
    private final Lines lines = new Lines();

    /** Writes as the console does when its format is ecs. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> written = new CopyOnWriteArrayList<>();
        private final StructuredLogEncoder encoder = new StructuredLogEncoder();

        @Override
        public void start() {
            encoder.setContext(getContext());
            encoder.setFormat("ecs");
            encoder.start();
            super.start();
        }

        @Override
        protected synchronized void append(ILoggingEvent event) {
            written.add(new String(encoder.encode(event), StandardCharsets.UTF_8).strip());
        }
    }

    @BeforeEach
    void listen() {
        lines.setContext(logging);
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        application.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leaveAsItWas() {
        root.detachAppender(lines);
        root.setLevel(levelBefore);
        application.setLevel(null);
        sandbox.stripe().switches().reset();
    }

    @Test
    void aWholeJourneyLeavesNothingPersonalAndNoSecret() {
        var browser = new TestBrowser(port);
        var page = book(browser);
        var token = page.address().getPath().replace("/s/", "");
        var booking = bookings.booking(new BookingId(links.open(token).orElseThrow().subject()));
        sandbox.stripe().payCheckout(journey.openCheckout(booking), DECLINED);
        journey.pay(booking, Journey.GOOD_CARD);
        journey.awaitStatus(booking, BookingStatus.CONFIRMED);
        browser.open("/s/" + token);
        browser.open("/s/AAAAAAAAAAAAAAAAAAAAAA");
        browser.answerTo(new TestBrowser.Form("/webhooks/stripe", java.util.Map.of("mail", mail)));
        browser.answerTo(new TestBrowser.Form("/ops/sign-in", java.util.Map.of("username", Sandbox.STAFF_MAIL, "password", "wrong")));
        browser.answerTo("/api/v1/bookings/" + UUID.randomUUID());

        sandbox.stripe().switches().down(true);
        journey.advanceToTheEndOf(booking);
        await().atMost(Duration.ofSeconds(20)).until(() -> lineWith("Stripe answered 503", booking.reference()) != null);
        sandbox.stripe().switches().reset();
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            sandbox.advance(Duration.ofSeconds(20)); // the retries' pauses
            return payments.ofSubject(booking.id().value()).stream().anyMatch(payment -> payment.purpose() == Purpose.BALANCE && payment.status() == PaymentStatus.PAID);
        });

        assertThat(lines.written).isNotEmpty().allSatisfy(line -> assertThat(line)
                .doesNotContain(mail, "quirina", "Quirina", "Leuchtfeuer", token, Sandbox.STAFF_MAIL, Sandbox.STAFF_PASSWORD)
                .doesNotContain(StripeStandIn.API_KEY, "whsec_", DECLINED, Journey.GOOD_CARD));
        var failed = json.readTree(lineWith("Stripe answered 503", booking.reference()));
        assertThat(failed.path("bookingRef").asString()).isEqualTo(booking.reference());
        assertThat(failed.path("paymentRef").asString()).startsWith("PAY-");
        assertThat(failed.path("jobType").asString()).isEqualTo("payment.chargeCard");
        assertThat(failed.path("processInstanceKey").asString()).matches("\\d+");
    }

    @Test
    void whatALibraryWritesIsMasked() {
        application.warn("Sent to {} with {}", mail, StripeStandIn.API_KEY, new IllegalStateException("550 5.1.1 <%s>: unknown, see https://x.example/s/AbCdEfGhIjKlMnOpQrStUv".formatted(mail)));

        var line = json.readTree(lines.written.getLast());
        assertThat(line.path("message").asString()).isEqualTo("Sent to [mail address] with [key]");
        assertThat(line.path("error").path("message").asString()).isEqualTo("550 5.1.1 <[mail address]>: unknown, see https://x.example/s/[token]");
        assertThat(line.path("error").path("stack_trace").asString()).contains("[mail address]", "LogTests").doesNotContain("quirina");
        assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(LogMask.mask("/me/sign-in/AbCdEfGhIjKlMnOpQrStUv")).isEqualTo("/me/sign-in/[token]");
        assertThat(line.path("service").path("name").asString()).isEqualTo("upfront");
    }

    @Test
    void aRequestIsFollowedByItsIdAlsoAfterItsCommit() throws Exception {
        var browser = new TestBrowser(port);
        assertThat(browser.open("/").response().headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        MDC.put("requestId", "of-this-test");
        try {
            application.info("An event under its references");
            assertThat(json.readTree(lineWith("An event under its references", "")).path("requestId").asString()).isEqualTo("of-this-test");
            assertThat(listeners.submit(() -> MDC.get("requestId")).get()).isEqualTo("of-this-test");
        } finally {
            MDC.clear();
        }
    }

    private TestBrowser.Page book(TestBrowser browser) {
        var offering = fixtures.offering().deposit(4_000).onSale();
        var week = browser.open("/book/" + offering.slug() + "?week=" + clock.instant().plus(Duration.ofDays(14)).toString().substring(0, 10));
        var details = browser.open(URI.create(week.html().select("a.slot").first().attr("href")).toString());
        return browser.send(details.form("/book/" + offering.slug()).with("name", NAME).with("mail", mail).with("agreed", "yes"));
    }

    /** The first line with those words and that reference: other tests' flows go on in the same world. */
    private String lineWith(String words, String reference) {
        return lines.written.stream().filter(line -> line.contains(words) && line.contains(reference)).findFirst().orElse(null);
    }
}
