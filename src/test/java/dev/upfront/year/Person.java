package dev.upfront.year;

import dev.upfront.client.Client;
import java.util.SplittableRandom;

/**
 * One client. On each day they think of something else to do; what they think of depends on the seed, on who they are and on the day, and on nothing that anybody
 * else did.
 */
record Person(int number, Client client) {

    private static final String[] CARDS = {"4242424242424242", "4242424242424242", "5555555555554444", "4000000000007726", "4000000000000341", "4000003800000446"};

    /** Every fourth one is up at night, when clocks change. */
    boolean isUpAtNight() {
        return number % 4 == 0;
    }

    SplittableRandom luckOn(long seed, int day, int round) {
        return new SplittableRandom(((seed * 31 + number) * 1_009 + day) * 101 + round).split();
    }

    /** The card that they pay with, mostly. */
    String card() {
        return CARDS[number % CARDS.length];
    }

    @Override
    public String toString() {
        return client.name();
    }
}
