package dev.upfront.dunning;

/** Asked of a debt that can't have it. The message is a sentence for whoever asked. */
public final class NotAllowed extends RuntimeException {
    NotAllowed(String sentence) {
        super(sentence);
    }
}
