package dev.upfront.portal.web;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a state of /s/{token} says, besides what its form or contract says for itself. */
public sealed interface StateView permits StateView.Wait, StateView.Pay, StateView.Confirmed, StateView.CreditsLeft, StateView.Retained, StateView.GiveCard, StateView.Told {

    /** @param waitsFor what it waits for, and that the page moves on by itself */
    record Wait(String title, String sentence, String waitsFor) implements StateView {}

    /**
     * @param payment the payment's id
     * @param later what is due later, null when nothing is
     * @param keepCard the sentence by which the client lets the practice keep the card, null when it is not kept
     * @param renewing what is ticked before something that renews by itself is paid for the first time; null when nothing does
     */
    record Pay(String payment, String title, String lead, String now, @Nullable String later, @Nullable String laterWhen, @Nullable String keepCard,
               @Nullable Renewing renewing) implements StateView {

        Pay(String payment, String title, String lead, String now, @Nullable String later, @Nullable String laterWhen, @Nullable String keepCard) {
            this(payment, title, lead, now, later, laterWhen, keepCard, null);
        }
    }

    /**
     * @param terms of renewing, in sentences: they stand beside the button
     * @param consent what is agreed to by ticking, and by nothing else
     */
    record Renewing(List<String> terms, String consent) {

        /** Word for word what was agreed to: the terms that were read, and the sentence that was ticked. */
        String text() {
            return String.join(" ", terms) + " " + consent;
        }
    }

    /** @param moved from when to when it was moved the last time, null when it never was */
    record Confirmed(String lead, List<String> next, @Nullable String moved, boolean canMove) implements StateView {}

    /**
     * A package whose sessions can be booked.
     *
     * @param gone credits that expired or were refunded
     * @param book where a credit can be used
     * @param renewal what renewing it means; null when it can't be
     * @param renewed the reference of its renewal; null while there is none
     */
    record CreditsLeft(String title, String lead, int bought, int free, int held, int used, int gone, List<Way> book, @Nullable Renewal renewal,
                       @Nullable String renewed) implements StateView {

        /** One word per credit, in the order in which they are drawn: "used", "held", "free", "gone". */
        public List<String> dots() {
            return Stream.of(Collections.nCopies(used, "used"), Collections.nCopies(held, "held"), Collections.nCopies(free, "free"), Collections.nCopies(gone, "gone"))
                    .flatMap(List::stream).toList();
        }
    }

    /** A card is kept before a trial. @param firstCharge when the first period is charged, if the card is given today */
    record GiveCard(String title, String lead, String firstCharge, String amount, Renewing renewing) implements StateView {}

    /**
     * A retainer that has begun.
     *
     * @param kind "done", "waiting" or "neutral"
     * @param word the state in a word
     * @param next what is charged next and when; null when nothing is
     * @param credits what can be booked, a row for each end; none for access without sessions
     * @param book where a credit can be used
     * @param card that is charged, with its expiry; null when none is kept
     */
    record Retained(String kind, String word, String title, String lead, @Nullable NextCharge next, boolean sessions, List<CreditsUntil> credits, List<Way> book,
                    @Nullable String card, List<PeriodRow> periods, List<String> terms, Deeds deeds) implements StateView {}

    /** @param note such as "by itself, from your Visa ending in 4242" */
    record NextCharge(String label, String when, String note, String amount) {}

    record CreditsUntil(int free, int held, String until) {}

    /**
     * @param what such as "28 Nov – 27 Dec 2026"
     * @param reference of its payment; empty when nothing was asked for
     */
    record PeriodRow(String what, String note, String reference, String kind, String word, String amount) {}

    /** What can be done with it now. */
    record Deeds(boolean pause, boolean resume, boolean change, boolean cancel) {

        public boolean any() {
            return pause || resume || change || cancel;
        }
    }

    /** @param more what is paid on top, such as "and €60.00"; null when nothing is */
    record Way(String address, String label, @Nullable String more) {}

    /**
     * @param what such as "10 sessions for €1,000.00"
     * @param until such as "until 31 March 2027"
     * @param how what is charged when
     * @param seen the offer's version, sent back so that nothing else is charged for
     */
    record Renewal(String what, String until, String how, int seen) {}

    /**
     * An end, good or bad, in sentences.
     *
     * @param kind "done", "waiting", "stuck" or "neutral"
     * @param debt what is still to be paid here, null when nothing is
     * @param again where to book or buy again, null where that would be odd
     * @param renewal what renewing an ended package means; null when it can't be, or is none
     */
    record Told(String kind, String title, List<String> sentences, @Nullable Debt debt, @Nullable String again, @Nullable Renewal renewal) implements StateView {

        Told(String kind, String title, List<String> sentences, @Nullable Debt debt, @Nullable String again) {
            this(kind, title, sentences, debt, again, null);
        }

        public String againWord() {
            return again == null || !again.startsWith("/packages") && !again.startsWith("/retainers") ? "Book again"
                    : again.startsWith("/packages") ? "Look at the package" : "Look at the plan";
        }
    }

    record Debt(String payment, String what, String reference, String amount) {}
}
