package dev.upfront.retainer;

/** The retainer's state or terms do not allow what was asked. The message is a sentence for the person who asked. */
public class NotAllowed extends RuntimeException {
    public NotAllowed(String sentence) {
        super(sentence);
    }
}
