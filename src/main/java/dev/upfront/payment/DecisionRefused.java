package dev.upfront.payment;

/** A decision about a refund that cannot be made any more, or not now: nothing was changed. The message says why, in a sentence for staff. */
public class DecisionRefused extends IllegalStateException {
    DecisionRefused(String sentence) {
        super(sentence);
    }
}
