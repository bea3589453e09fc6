package dev.upfront.engine.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Variables that are known at one place for certain; {@code all} where nothing leads there yet, or what is known can't be told. */
record Available(boolean all, Set<String> names) {

    static final Available ALL = new Available(true, Set.of());
    static final Available NONE = new Available(false, Set.of());

    boolean has(String name) {
        return all || names.contains(name);
    }

    Available and(Collection<String> more) {
        if (all || names.containsAll(more)) {
            return this;
        }
        var together = new LinkedHashSet<>(names);
        together.addAll(more);
        return new Available(false, together);
    }

    Available and(Available more) {
        return more.all ? this : and(more.names);
    }

    /** What is known whichever way was taken; everything when there is no way. */
    static Available onEvery(Stream<Available> ways) {
        return ways.filter(way -> !way.all).reduce((one, other) -> {
            var both = new LinkedHashSet<>(one.names);
            both.retainAll(other.names);
            return new Available(false, both);
        }).orElse(ALL);
    }
}
