package dev.upfront.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.RequestOptions;
import com.stripe.param.WebhookEndpointListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The account at Stripe behind the settings, as far as its API tells; asks little and waits briefly. Moves no money. */
@Component
public class StripeAccount {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final long PAGE = 100;

    /**
     * @param trouble why Stripe did not accept the key or did not answer, or null
     * @param refused whether Stripe did answer, and refused the key
     * @param live whether real money moves
     * @param time Stripe's clock when it answered, to the second
     */
    public record Answer(@Nullable String trouble, boolean refused, boolean live, @Nullable Instant time) {
    }

    /** A place that Stripe sends events to. {@code events} may be a single "*". */
    public record Endpoint(String address, boolean enabled, List<String> events) {
    }

    private final StripeClient stripe;
    private final StripeSettings settings;

    StripeAccount(StripeSettings settings) {
        this.settings = settings;
        stripe = StripeClient.builder().setApiKey(settings.secretKey()).setApiBase(settings.apiBase().toString())
                .setConnectTimeout(TIMEOUT_MILLIS).setReadTimeout(TIMEOUT_MILLIS).setMaxNetworkRetries(0).build();
    }

    public boolean hasKey() {
        return !settings.secretKey().isBlank();
    }

    public boolean hasWebhookSecret() {
        return !settings.webhookSecret().isBlank();
    }

    /** Asks for the balance, which every key may read. */
    public Answer ask() {
        try {
            var balance = stripe.v1().balance().retrieve();
            return new Answer(null, false, Boolean.TRUE.equals(balance.getLivemode()), time(balance.getLastResponse().headers().firstValue("Date")));
        } catch (StripeException trouble) {
            return new Answer(StripeReading.why(trouble), trouble.getStatusCode() != null && trouble.getStatusCode() == 401, false, null);
        }
    }

    /** Where Stripe sends events; nothing when the key may not read that, or Stripe does not answer. */
    public Optional<List<Endpoint>> endpoints() {
        try {
            return Optional.of(stripe.v1().webhookEndpoints().list(WebhookEndpointListParams.builder().setLimit(PAGE).build()).getData().stream()
                    .map(StripeAccount::endpoint).toList());
        } catch (StripeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Opens a Checkout Session that asks for no money and closes it, so that Stripe tells of a session that expired.
     *
     * @param attempt a name of this try, by which Stripe knows a repeat
     * @return the session's id
     * @throws IllegalStateException if Stripe did not do it
     */
    public String causeEvent(String attempt, String returnTo) {
        var session = SessionCreateParams.builder().setMode(SessionCreateParams.Mode.SETUP).addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setSuccessUrl(returnTo).putMetadata("upfront_doctor", attempt).build();
        try {
            var id = stripe.v1().checkout().sessions().create(session, key("doctor:" + attempt)).getId();
            stripe.v1().checkout().sessions().expire(id, key("doctor-expire:" + attempt));
            return id;
        } catch (StripeException refused) {
            throw new IllegalStateException(StripeReading.why(refused), refused);
        }
    }

    private static Endpoint endpoint(WebhookEndpoint endpoint) {
        return new Endpoint(endpoint.getUrl(), "enabled".equals(endpoint.getStatus()), endpoint.getEnabledEvents());
    }

    private static @Nullable Instant time(Optional<String> date) {
        try {
            return date.map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)).orElse(null);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
