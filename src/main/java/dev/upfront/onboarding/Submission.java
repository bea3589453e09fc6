package dev.upfront.onboarding;

import dev.upfront.form.FormView;

/** What became of a submitted form or signature. */
public sealed interface Submission {

    /** Kept. The second of two submissions changes nothing and is answered the same way. */
    record Done(Step step) implements Submission {}

    /** Something has to be put right; the view says what, at the field. */
    record FormRefused(FormView form) implements Submission {}

    record ContractRefused(ContractView contract) implements Submission {}

    /** The step is not being asked (any more). */
    record NotOpen(String sentence) implements Submission {}
}
