package dev.upfront.payment;

import dev.upfront.payment.stripe.StripeAccount;
import dev.upfront.payment.stripe.StripeAccount.Endpoint;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Whether Upfront and Stripe reach each other, for whoever looks for the cause of trouble. Moves no money. */
@Service
public class StripeCheckup {

    /** Without these a payment or a refund is settled only when Upfront asks by itself. */
    private static final List<String> NEEDED = List.of("checkout.session.completed", "checkout.session.expired", "payment_intent.succeeded",
            "payment_intent.payment_failed", "refund.updated", "refund.failed");
    private static final String TEST_EVENT = "checkout.session.expired";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /**
     * @param keyTrouble why the key does not work or Stripe does not answer, or null
     * @param live whether the key moves real money
     * @param time Stripe's clock as it answered, to the second; null when it did not
     */
    public record Report(boolean hasKey, @Nullable String keyTrouble, boolean keyRefused, boolean live, @Nullable Instant time, boolean hasWebhookSecret) {
    }

    /**
     * Where Stripe sends events, as its API tells.
     *
     * @param known false when Stripe did not say
     * @param missing the needed events that it does not send here
     */
    public record WebhookReport(String address, boolean known, boolean registered, boolean enabled, List<String> missing) {
    }

    /** A Stripe event that was kept and is not processed yet. {@code problem}: why the last try failed, or null. */
    public record WaitingEvent(String id, String type, Instant receivedAt, int tries, @Nullable String problem) {
    }

    private final StripeAccount account;
    private final JdbcClient database;
    private final PaymentSettings settings;
    private final Duration eventWithin;
    private final InstantSource clock;

    StripeCheckup(StripeAccount account, JdbcClient database, PaymentSettings settings,
            @Value("${upfront.stripe.round-trip-within:15s}") Duration eventWithin, InstantSource clock) {
        this.eventWithin = eventWithin;
        this.account = account;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    public Report look() {
        if (!account.hasKey()) {
            return new Report(false, null, false, false, null, account.hasWebhookSecret());
        }
        var answer = account.ask();
        return new Report(true, answer.trouble(), answer.refused(), answer.live(), answer.time(), account.hasWebhookSecret());
    }

    public WebhookReport webhook() {
        var address = settings.baseAddress() + "/webhooks/stripe";
        var endpoints = account.hasKey() ? account.endpoints() : Optional.<List<Endpoint>>empty();
        var ours = endpoints.stream().flatMap(List::stream).filter(endpoint -> endpoint.address().equals(address)).findFirst();
        var events = ours.map(Endpoint::events).orElse(List.of());
        return new WebhookReport(address, endpoints.isPresent(), ours.isPresent(), ours.map(Endpoint::enabled).orElse(false),
                events.contains("*") ? List.of() : NEEDED.stream().filter(event -> !events.contains(event)).toList());
    }

    /** When the last signed webhook came. */
    public Optional<Instant> lastWebhook() {
        return database.sql("select received_at from payment.stripe_event order by received_at desc limit 1").query(Timestamp.class).optional().map(Timestamp::toInstant);
    }

    /** Oldest first, at most 100. */
    public List<WaitingEvent> waitingEvents() {
        return database.sql("select id, type, received_at, tries, problem from payment.stripe_event where processed_at is null order by received_at limit 100")
                .query((row, number) -> new WaitingEvent(row.getString("id"), row.getString("type"), row.getTimestamp("received_at").toInstant(), row.getInt("tries"),
                        row.getString("problem"))).list();
    }

    /**
     * Lets something harmless happen at Stripe and waits for its webhook to come in, at any instance.
     *
     * @return how long it took; nothing when none came in time
     * @throws IllegalStateException with the reason if Stripe did not even do it
     */
    public Optional<Duration> roundTrip() {
        var begun = clock.instant();
        var session = account.causeEvent(Long.toString(begun.toEpochMilli()), settings.baseAddress().toString());
        while (Duration.between(begun, clock.instant()).compareTo(eventWithin) < 0) {
            var arrived = database.sql("select received_at from payment.stripe_event where received_at >= :begun and type = :type and position(:session in payload) > 0 limit 1")
                    .param("begun", Timestamp.from(begun)).param("type", TEST_EVENT).param("session", session).query(Timestamp.class).optional();
            if (arrived.isPresent()) {
                return Optional.of(Duration.between(begun, arrived.get().toInstant()));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Optional.empty();
    }

    /** How long a webhook is waited for. */
    public Duration eventWithin() {
        return eventWithin;
    }
}
