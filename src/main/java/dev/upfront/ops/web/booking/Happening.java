package dev.upfront.ops.web.booking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param kind "done", "waiting", "stuck" or "neutral"
 * @param by who or which flow did it, null when that says nothing
 * @param address where more can be seen, null when nowhere
 */
public record Happening(Instant at, String kind, String what, @Nullable String by, @Nullable String address) {
}
