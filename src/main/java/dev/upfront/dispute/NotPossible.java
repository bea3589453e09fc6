package dev.upfront.dispute;

/** What was asked for can't be done, and why, in a sentence. */
public class NotPossible extends RuntimeException {
    NotPossible(String sentence) {
        super(sentence);
    }
}
