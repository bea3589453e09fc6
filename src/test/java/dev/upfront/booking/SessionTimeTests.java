package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SessionTimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isReadOnTheReadersClockWhichIsNamed() {
        assertThat(SessionTime.of(at("2026-11-26T09:00:00Z"), at("2026-11-26T10:00:00Z"), BERLIN)).hasToString("Thursday 26 November 2026, 10:00–11:00 (Berlin time)");
    }

    @Test
    void isGivenOnTheProvidersClockWhenThatDiffers() {
        assertThat(elsewhere("2026-11-26T15:00:00Z", "America/New_York")).isEqualTo("10:00–11:00 (New York time)");
    }

    @Test
    void namesTheProvidersDayWhenThatDiffersToo() {
        assertThat(elsewhere("2026-11-26T22:00:00Z", "Asia/Tokyo")).isEqualTo("Friday 27 November 2026, 07:00–08:00 (Tokyo time)");
    }

    @Test
    void isNotRepeatedWhenBothClocksShowTheSame() {
        assertThat(elsewhere("2026-11-26T15:00:00Z", "Europe/Paris")).isNull();
    }

    private static String elsewhere(String start, String zone) {
        return SessionTime.elsewhere(at(start), at(start).plus(Duration.ofHours(1)), BERLIN, ZoneId.of(zone));
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
