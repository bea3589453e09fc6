package dev.upfront.engine.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the application can do, against which flows are checked.
 *
 * @param workers by job type
 * @param messages the variables that each message carries, by the message's name
 * @param formCheck what is wrong with a form, a sentence each
 */
public record Knowledge(Map<String, WorkerFacts> workers, Map<String, Set<String>> messages, Function<byte[], List<String>> formCheck) {

    /**
     * What a worker needs and may do.
     *
     * @param inputs the variables it can't do without
     * @param open whether it leaves its job open for a person or Stripe to finish
     * @param errors the codes with which it may refuse
     */
    public record WorkerFacts(Set<String> inputs, boolean open, Set<String> errors) {}
}
