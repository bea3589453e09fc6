package dev.upfront.credits;

/** These credits can't be shared with that client; the message is a sentence for the person who asked. Nothing was changed. */
public class NotShareable extends RuntimeException {

    NotShareable(String sentence) {
        super(sentence);
    }
}
