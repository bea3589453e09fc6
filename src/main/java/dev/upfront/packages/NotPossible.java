package dev.upfront.packages;

/** What was asked for can't be done; the message is a sentence for the person who asked. */
public class NotPossible extends RuntimeException {
    NotPossible(String sentence) {
        super(sentence);
    }
}
