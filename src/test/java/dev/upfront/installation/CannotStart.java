package dev.upfront.installation;

/** A part of the installation can't be started. The message is one sentence for the person at the keyboard: what is wrong and what to do. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
