package dev.upfront.booking;

/** The booking's state or policy does not allow what was asked. The message is a sentence for the person who asked. */
public class NotAllowed extends RuntimeException {
    NotAllowed(String sentence) {
        super(sentence);
    }
}
