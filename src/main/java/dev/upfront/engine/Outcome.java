package dev.upfront.engine;

import java.util.Map;

/** What became of a job. Technical trouble is no outcome: it is thrown. */
public sealed interface Outcome {

    /** The job is complete; its facts become variables that gateways and timers read. */
    record Done(Map<String, ?> facts) implements Outcome {}

    /** A refusal that the diagram catches as a BPMN error. */
    record Refused(String errorCode, String reason) implements Outcome {}

    /** A person or Stripe will finish the job; only for open jobs. */
    record Waiting() implements Outcome {}

    static Outcome done() {
        return new Done(Map.of());
    }

    static Outcome done(Map<String, ?> facts) {
        return new Done(facts);
    }

    static Outcome refused(String errorCode, String reason) {
        return new Refused(errorCode, reason);
    }

    static Outcome waiting() {
        return new Waiting();
    }
}
