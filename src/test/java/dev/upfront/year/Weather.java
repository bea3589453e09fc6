package dev.upfront.year;

import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.StripeStandIn;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong outside: webhooks that are lost, late, doubled or out of order, calls to Stripe that fail before or after their effect, Stripe down for
 * hours or for two days over a month's end, and instances of the application that die.
 */
final class Weather {

    /** A time-out is left to other tests: it costs as much real time as the client's patience. */
    private static final List<Failure> FAILURES = List.of(Failure.SERVER_ERROR_500, Failure.SERVER_ERROR_500_AFTER, Failure.DROPPED_CONNECTION_BEFORE, Failure.DROPPED_CONNECTION_AFTER,
            Failure.RATE_LIMIT_429, Failure.TRUNCATED_ANSWER);
    private static final int JOBS_PER_DEATH = 150;

    private final World world;
    private final long seed;
    /** The first day of the two on which Stripe is down: the last of a month. */
    private final LocalDate outage;

    Weather(World world, long seed, LocalDate opened, int days) {
        this.world = world;
        this.seed = seed;
        outage = opened.plusMonths(1 + new SplittableRandom(seed).nextInt(Math.max(1, days / 31))).withDayOfMonth(1).minusDays(1);
    }

    /** @return in words for the trace */
    String begin(int day, LocalDate date) {
        var luck = new SplittableRandom(seed * 7_919 + day).split();
        var stripe = world.sandbox().stripe();
        var words = new ArrayList<String>();
        world.deaths().oneIn(JOBS_PER_DEATH);
        if (date.equals(outage)) {
            stripe.switches().downUntil(date.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
            words.add("Stripe is down for two days");
        } else if (luck.nextInt(40) == 0 && !stripe.switches().isDown()) {
            var hours = 2 + luck.nextInt(16);
            stripe.switches().downUntil(world.now().plus(Duration.ofHours(hours)));
            words.add("Stripe is down for %d hours".formatted(hours));
        }
        if (luck.nextInt(5) < 2) {
            var fault = WebhookFault.values()[luck.nextInt(WebhookFault.values().length)];
            var times = 1 + luck.nextInt(8);
            stripe.switches().webhooksNext(times, fault);
            words.add("%d webhooks %s".formatted(times, fault));
        }
        if (luck.nextInt(5) == 0) {
            var failure = FAILURES.get(luck.nextInt(FAILURES.size()));
            var times = 1 + luck.nextInt(3);
            stripe.switches().failNext(times, failure, luck.nextBoolean() ? "POST /v1/" : "");
            words.add("%d calls %s".formatted(times, failure));
        }
        return String.join(", ", words);
    }

    boolean isStripeDown() {
        return world.sandbox().stripe().switches().isDown();
    }

    /** Late webhooks come in, and calls work again. Stripe stays down if it is. */
    void clears(StripeStandIn stripe) {
        stripe.releaseWebhooks();
        if (!isStripeDown()) {
            stripe.switches().reset();
        }
    }
}
