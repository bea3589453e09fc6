package dev.upfront.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a state of /s/{token} says, besides what its form or contract says for itself. */
sealed interface StateView permits StateView.Wait, StateView.Pay, StateView.Confirmed, StateView.Told {

    /** @param waitsFor what it waits for, and that the page moves on by itself */
    record Wait(String title, String sentence, String waitsFor) implements StateView {}

    /**
     * @param payment the payment's id
     * @param later what is due later, null when nothing is
     * @param keepCard the sentence by which the client lets the practice keep the card, null when it is not kept
     */
    record Pay(String payment, String title, String lead, String now, @Nullable String later, @Nullable String laterWhen, @Nullable String keepCard) implements StateView {}

    /** @param moved from when to when it was moved the last time, null when it never was */
    record Confirmed(String lead, List<String> next, @Nullable String moved, boolean canMove) implements StateView {}

    /**
     * An end, good or bad, in sentences.
     *
     * @param kind "done", "waiting", "stuck" or "neutral"
     * @param debt what is still to be paid here, null when nothing is
     * @param again where to book again, null where that would be odd
     */
    record Told(String kind, String title, List<String> sentences, @Nullable Debt debt, @Nullable String again) implements StateView {}

    record Debt(String payment, String what, String reference, String amount) {}
}
