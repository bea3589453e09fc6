package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the clock will bring about, in the order of time. Not thread-safe: every use is one step under the stand-in's lock. */
final class Agenda {

    private final NavigableMap<Instant, List<Runnable>> entries = new TreeMap<>();

    /** Lets something happen then. It must look for itself whether it is still wanted. */
    void at(Instant when, Runnable happens) {
        entries.computeIfAbsent(when, first -> new ArrayList<>()).add(happens);
    }

    boolean isDue(Instant now) {
        return !entries.isEmpty() && !entries.firstKey().isAfter(now);
    }

    /** When the next thing happens. */
    Instant next() {
        return entries.firstKey();
    }

    /** Takes what happens next off the agenda, in the order in which it was put there. */
    List<Runnable> takeNext() {
        return entries.pollFirstEntry().getValue();
    }
}
