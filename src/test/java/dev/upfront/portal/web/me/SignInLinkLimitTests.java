package dev.upfront.portal.web.me;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.sandbox.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLinkLimitTests {

    private final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-03-02T08:00:00Z"));
    private final SignInLinkLimit limit = new SignInLinkLimit(clock);

    @Test
    void countsAMailAddressHoweverItIsWrittenAndForgetsWithTime() {
        for (var number = 0; number < SignInLinkLimit.PER_MAIL_ADDRESS; number++) {
            assertThat(limit.allows(number % 2 == 0 ? "Mira@client.example " : "mira@client.example", "203.0.113." + number)).isTrue();
        }
        assertThat(limit.allows("MIRA@client.example", "203.0.113.99")).isFalse();
        assertThat(limit.allows("nora@client.example", "203.0.113.99")).isTrue();

        clock.advance(Duration.ofMinutes(4));
        assertThat(limit.allows("mira@client.example", "203.0.113.99")).isTrue();
    }

    @Test
    void countsANetworkAddressWhateverMailAddressesItNames() {
        for (var number = 0; number < SignInLinkLimit.PER_NETWORK_ADDRESS; number++) {
            assertThat(limit.allows("client-%d@client.example".formatted(number), "203.0.113.7")).isTrue();
        }
        assertThat(limit.allows("another@client.example", "203.0.113.7")).isFalse();
        assertThat(limit.allows("another@client.example", "203.0.113.8")).isTrue();
    }
}
