package dev.upfront.payment.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Tells whether a webhook comes from Stripe: https://docs.stripe.com/webhooks#verify-manually. */
@Component
public class StripeSignature {

    /** Older ones are refused, so that one that was overheard cannot be sent again later. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final String secret;
    private final Clock clock;

    StripeSignature(StripeSettings settings, InstantSource time) {
        secret = settings.webhookSecret();
        clock = time.withZone(ZoneOffset.UTC);
    }

    /**
     * Whether the header signs this very body, not long ago.
     *
     * @param body as it came, byte for byte
     * @param header the value of Stripe-Signature
     */
    public boolean signs(String body, String header) {
        try {
            return !secret.isBlank() && Webhook.Signature.verifyHeader(body, header, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException foreign) {
            return false;
        }
    }
}
