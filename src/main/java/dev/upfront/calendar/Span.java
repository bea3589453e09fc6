package dev.upfront.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of time; the end is excluded. */
record Span(Instant from, Instant to) {

    boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    boolean covers(Span other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }

    /** The same time as fewest spans, in order: those that overlap or touch become one. */
    static List<Span> merged(List<Span> spans) {
        var merged = new ArrayList<Span>();
        for (var span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            if (merged.isEmpty() || merged.getLast().to.isBefore(span.from)) {
                merged.add(span);
            } else if (merged.getLast().to.isBefore(span.to)) {
                merged.set(merged.size() - 1, new Span(merged.getLast().from, span.to));
            }
        }
        return merged;
    }

    /** Walks along merged spans beside questions that come in order of time, so that all of them together cost one walk. */
    static final class Walk {

        private final List<Span> spans;
        private int next;

        Walk(List<Span> spans) {
            this.spans = merged(spans);
        }

        boolean cover(Span asked) {
            return advance(asked) && spans.get(next).covers(asked);
        }

        boolean overlap(Span asked) {
            return advance(asked) && spans.get(next).overlaps(asked);
        }

        private boolean advance(Span asked) {
            while (next < spans.size() && !spans.get(next).to.isAfter(asked.from)) {
                next++;
            }
            return next < spans.size();
        }
    }
}
