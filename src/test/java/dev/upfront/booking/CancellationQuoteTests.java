package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import org.junit.jupiter.api.Test;

class CancellationQuoteTests {

    @Test
    void withoutAFeeEverythingPaidGoesBack() {
        assertThat(CancellationQuote.of(euro(4_000), euro(0), false))
                .isEqualTo(new CancellationQuote(euro(4_000), euro(0), euro(0), euro(4_000), euro(0)));
    }

    @Test
    void aFeeIsTakenFromWhatWasPaidFirst() {
        assertThat(CancellationQuote.of(euro(12_000), euro(6_000), false))
                .isEqualTo(new CancellationQuote(euro(12_000), euro(6_000), euro(6_000), euro(6_000), euro(0)));
    }

    @Test
    void whatTheDepositDoesNotCoverIsStillDue() {
        assertThat(CancellationQuote.of(euro(4_000), euro(6_000), false))
                .isEqualTo(new CancellationQuote(euro(4_000), euro(6_000), euro(4_000), euro(0), euro(2_000)));
    }

    @Test
    void whatIsTooLittleForACardIsLetGo() {
        assertThat(CancellationQuote.of(euro(5_990), euro(6_000), false))
                .isEqualTo(new CancellationQuote(euro(5_990), euro(5_990), euro(5_990), euro(0), euro(0)));
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }
}
