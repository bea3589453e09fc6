package dev.upfront.year;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** One thing that somebody may do on a day. */
@FunctionalInterface
interface Act {

    /** Somebody who acts: a client, or the practice's staff about a client. */
    record Scene(Town town, Person person, RandomGenerator luck) {
    }

    /** @return what was done, in words for the trace; empty when there was nothing to do it with */
    Optional<String> on(Scene scene);

    static Optional<String> nothing() {
        return Optional.empty();
    }

    static Optional<String> did(String what, Object... values) {
        return Optional.of(what.formatted(values));
    }
}
