package dev.upfront.credits;

/** There is no credit that could pay for it; nothing was booked or charged. */
public class NoCredit extends RuntimeException {

    NoCredit(String sentence) {
        super(sentence);
    }
}
