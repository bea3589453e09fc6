package dev.upfront.payment.stripe;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param apiBase Stripe's API address, without a slash at the end
 * @param secretKey sk_live_… or sk_test_…
 * @param webhookSecret whsec_…, of the endpoint at {@code /webhooks/stripe}
 */
@ConfigurationProperties("upfront.stripe")
record StripeSettings(@DefaultValue("https://api.stripe.com") URI apiBase, @DefaultValue("") String secretKey, @DefaultValue("") String webhookSecret) {
}
