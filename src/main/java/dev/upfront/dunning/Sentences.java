package dev.upfront.dunning;

import dev.upfront.payment.Obstacle;

/** What dunning says in words, for staff. */
final class Sentences {

    private Sentences() {
    }

    static String why(Obstacle obstacle) {
        return switch (obstacle) {
            case NO_CARD -> "no card is on file";
            case HARD_DECLINE -> "the card can't be used any more";
            case AUTHENTICATION -> "the bank wants the client to confirm the payment";
            case INSUFFICIENT_FUNDS -> "there was not enough money on the card";
            case SOFT_DECLINE -> "the card was declined";
        };
    }
}
