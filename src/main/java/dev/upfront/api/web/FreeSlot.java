package dev.upfront.api.web;

import dev.upfront.calendar.Slot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A free slot as JSON. */
@Schema(description = "A time that could be booked at the moment of the answer. It is not kept for anybody.")
record FreeSlot(@Schema(description = "The provider's id.") UUID provider, Instant startsAt, Instant endsAt) {

    static FreeSlot of(Slot slot) {
        return new FreeSlot(slot.provider().value(), slot.startsAt(), slot.endsAt());
    }
}
