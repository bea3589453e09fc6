package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.broken;
import static dev.upfront.ops.doctor.Diagnosis.look;
import static dev.upfront.ops.doctor.Diagnosis.well;

import dev.upfront.payment.StripeCheckup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the keys are right, the clocks agree and Stripe's webhooks come in. */
@Component
class StripeExamination {

    /** Stripe's answer is to the second and took some time; a signature is refused after five minutes. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(10);
    private static final Duration BROKEN_AFTER = Duration.ofMinutes(4);
    private static final Duration PROCESSED_WITHIN = Duration.ofMinutes(1);

    private final StripeCheckup stripe;
    private final InstantSource clock;
    /** Clocks are compared as the machines have them. */
    private final InstantSource machine = InstantSource.system();

    StripeExamination(StripeCheckup stripe, InstantSource clock) {
        this.stripe = stripe;
        this.clock = clock;
    }

    List<Diagnosis> examine() {
        var seen = stripe.look();
        var found = new ArrayList<Diagnosis>();
        found.add(key(seen));
        if (seen.time() != null) {
            found.add(Clocks.compare("Clock and Stripe", "Stripe’s", skew(seen.time(), machine.instant()), LOOK_AFTER, BROKEN_AFTER));
        }
        found.add(secret(seen));
        if (seen.keyTrouble() == null && seen.hasKey()) {
            found.add(endpoint(stripe.webhook()));
        }
        found.add(arrivals());
        found.add(licence(seen));
        return found;
    }

    private static Diagnosis key(StripeCheckup.Report seen) {
        if (!seen.hasKey()) {
            return broken("Stripe key", "No key is set, so nothing can be collected.", "Set UPFRONT_STRIPE_SECRET_KEY to the secret key of your Stripe account.");
        }
        if (seen.keyTrouble() != null) {
            return seen.keyRefused() ? broken("Stripe key", "Stripe refuses the key.", "Set UPFRONT_STRIPE_SECRET_KEY to a valid secret key: dashboard.stripe.com, Developers, API keys.")
                    : broken("Stripe key", "Stripe was asked: %s.".formatted(seen.keyTrouble()), "Look at status.stripe.com, at the network, and at UPFRONT_STRIPE_API_BASE.");
        }
        return well("Stripe key", seen.live() ? "Valid, live: real money moves." : "Valid, test mode: no real money moves.");
    }

    private static Diagnosis secret(StripeCheckup.Report seen) {
        return seen.hasWebhookSecret() ? well("Webhook secret", "It is set.")
                : broken("Webhook secret", "None is set, so every webhook is refused.", "Set UPFRONT_STRIPE_WEBHOOK_SECRET to the signing secret of the endpoint (whsec_…).");
    }

    private static Diagnosis endpoint(StripeCheckup.WebhookReport seen) {
        var subject = "Webhook address";
        if (!seen.known()) {
            return look(subject, "Stripe does not say where it sends events: the key may not read that.", "Let the key read webhook endpoints, or check the round trip below.");
        }
        if (!seen.registered()) {
            return look(subject, "Stripe has no endpoint %s.".formatted(seen.address()), "Add it at dashboard.stripe.com, Developers, Webhooks; until then only the return page and the timer settle payments.");
        }
        if (!seen.enabled()) {
            return broken(subject, "Stripe has disabled the endpoint %s.".formatted(seen.address()), "Enable it at dashboard.stripe.com, Developers, Webhooks.");
        }
        return seen.missing().isEmpty() ? well(subject, "Stripe sends to %s.".formatted(seen.address()))
                : look(subject, "Stripe does not send %s.".formatted(String.join(", ", seen.missing())), "Add these events to the endpoint at dashboard.stripe.com.");
    }

    private Diagnosis arrivals() {
        var now = clock.instant();
        var late = stripe.waitingEvents().stream().filter(event -> event.receivedAt().plus(PROCESSED_WITHIN).isBefore(now)).count();
        if (late > 0) {
            return broken("Webhooks", "%d events have waited for more than a minute to be processed.".formatted(late), "Read the reason below; they are tried again by themselves, and the timer settles the money meanwhile.");
        }
        return stripe.lastWebhook().map(last -> well("Webhooks", "The last signed one came %s.".formatted(ago(Duration.between(last, now)))))
                .orElseGet(() -> look("Webhooks", "None has come yet.", "Check the round trip, or pay something in test mode."));
    }

    /** Only the broker knows whether it has a key. */
    private static Diagnosis licence(StripeCheckup.Report seen) {
        return seen.live() ? look("Camunda licence", "Real money moves, so this is production; Upfront can’t see whether the broker has a licence key.",
                "Camunda 8 asks for a licence key for self-managed production use since 8.6: see that the broker has one.")
                : well("Camunda licence", "None is needed outside production. In production Camunda 8 asks for a licence key; without one it warns, it does not lock.");
    }

    private static Duration skew(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }

    private static String ago(Duration age) {
        return age.toDays() >= 2 ? age.toDays() + " days ago" : age.toHours() >= 2 ? age.toHours() + " hours ago"
                : age.toMinutes() >= 2 ? age.toMinutes() + " minutes ago" : "just now";
    }
}
