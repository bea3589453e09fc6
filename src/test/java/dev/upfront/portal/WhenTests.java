package dev.upfront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WhenTests {

    private static final Instant TEN_IN_BERLIN = Instant.parse("2026-11-26T09:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void namesTheReadersZoneAndTheProvidersClockWhenItDiffers() {
        var when = When.of(TEN_IN_BERLIN, TEN_IN_BERLIN.plusSeconds(3600), Reader.of(Locale.UK, Locale.GERMANY, BERLIN), ZoneId.of("Europe/London"));
        assertThat(when.day()).isEqualTo("Thursday 26 November");
        assertThat(when.times()).isEqualTo("10:00–11:00");
        assertThat(when.zone()).isEqualTo("Berlin time");
        assertThat(when.providerTimes()).isEqualTo("09:00–10:00 in London");
    }

    @Test
    void saysNothingOfAnotherZoneWithTheSameClock() {
        assertThat(When.of(TEN_IN_BERLIN, TEN_IN_BERLIN.plusSeconds(3600), Reader.of(Locale.UK, Locale.UK, BERLIN), ZoneId.of("Europe/Paris")).providerTimes()).isNull();
    }

    @Test
    void namesTheProvidersDayWhenItIsAnotherOne() {
        var when = When.of(TEN_IN_BERLIN, TEN_IN_BERLIN.plusSeconds(3600), Reader.of(Locale.UK, Locale.UK, BERLIN), ZoneId.of("Pacific/Auckland"));
        assertThat(when.providerTimes()).isEqualTo("22:00–23:00 in Auckland");
        var late = When.of(TEN_IN_BERLIN.plusSeconds(7200), TEN_IN_BERLIN.plusSeconds(10800), Reader.of(Locale.UK, Locale.UK, BERLIN), ZoneId.of("Pacific/Auckland"));
        assertThat(late.providerTimes()).isEqualTo("Fri 27 Nov, 00:00–01:00 in Auckland");
    }

    @Test
    void writesAsTheReaderDoes() {
        var american = Reader.of(Locale.US, Locale.GERMANY, ZoneId.of("America/New_York"));
        assertThat(american.day(TEN_IN_BERLIN)).isEqualTo("Thursday, November 26");
        assertThat(american.time(TEN_IN_BERLIN).replace('\u202f', ' ')).isEqualTo("4:00 AM");
        assertThat(american.money(Money.of(4000, "USD"))).isEqualTo("$40.00");
        var german = Reader.of(Locale.GERMAN, Locale.GERMANY, BERLIN);
        assertThat(german.time(TEN_IN_BERLIN)).isEqualTo("10:00");
        assertThat(german.money(Money.of(4000, "EUR")).replace('\u00a0', ' ')).isEqualTo("40,00 €");
    }
}
