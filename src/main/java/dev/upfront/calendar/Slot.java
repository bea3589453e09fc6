package dev.upfront.calendar;

import dev.upfront.catalog.ProviderId;
import java.time.Instant;

/** A provider's time for one session, without its buffers; the end is excluded. */
public record Slot(ProviderId provider, Instant startsAt, Instant endsAt) {
}
