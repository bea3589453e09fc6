package dev.upfront.retainer.arithmetic;

import dev.upfront.money.Money;
import java.time.Duration;

/**
 * The price of a period cut in two by time, to the second, as Stripe does (https://docs.stripe.com/billing/subscriptions/prorations): what is left is
 * rounded to what a card can be charged, a half away from zero; what has gone by is the rest, so that the two are the price.
 */
public record Proration(Money goneBy, Money left) {

    /**
     * @param left what is left of the period; a fraction of a second does not count
     * @param whole how long the price is for, at least a second
     */
    public static Proration of(Money price, Duration left, Duration whole) {
        if (left.isNegative() || left.compareTo(whole) > 0) {
            throw new IllegalArgumentException("%s of %s can't be left".formatted(left, whole));
        }
        var ahead = price.share(left.toSeconds(), whole.toSeconds());
        return new Proration(price.minus(ahead), ahead);
    }

    /** That share of a number of sessions, rounded to whole ones, a half up. */
    public static int sessions(int sessions, Duration left, Duration whole) {
        return Math.toIntExact((2L * sessions * left.toSeconds() + whole.toSeconds()) / (2L * whole.toSeconds()));
    }
}
