package dev.upfront.payment.stripe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How long Stripe takes and how it answers, by what was asked. See src/docs/observability/metrics.md. */
@Component
class StripeMetrics {

    private final MeterRegistry registry;

    StripeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Asks and times it. */
    <A> A time(String operation, Supplier<A> request) {
        var sample = Timer.start(registry);
        var outcome = "broken";
        try {
            var answer = request.get();
            outcome = outcome(answer);
            return answer;
        } finally {
            sample.stop(Timer.builder("upfront.stripe.request").description("Requests to Stripe").tag("operation", operation).tag("outcome", outcome).register(registry));
        }
    }

    private static String outcome(Object answer) {
        return switch (answer) {
            case StripeAnswer.Unknown unknown -> "unknown";
            case RefundAnswer.Unknown unknown -> "unknown";
            case StripeReply.Unknown<?> unknown -> "unknown";
            case StripeReply.Refused<?> refused -> refused.passes() ? "put_off" : "refused";
            case StripeAnswer.Refused refused -> refused.passes() ? "put_off" : "refused";
            case RefundAnswer.Refused refused -> refused.forGood() ? "refused" : "put_off";
            case StripeAnswer.Declined declined -> "declined";
            case Optional<?> nothing when nothing.isEmpty() -> "unknown";
            default -> "answered";
        };
    }
}
