package dev.upfront.api.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Where a booking is moved to. */
record NewStart(
        @Schema(description = "When the session is to start: the start of a free slot of the same provider.", example = "2026-11-27T09:00:00Z")
        @NotNull(message = "Say when the session is to start.") Instant startsAt) {}
