package dev.upfront.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTests {

    @Test
    void addsAndSubtracts() {
        assertThat(euros(40_00).plus(euros(50))).isEqualTo(euros(40_50));
        assertThat(euros(40_00).minus(euros(40_01))).isEqualTo(euros(-1));
        assertThat(euros(-1).negated()).isEqualTo(euros(1));
        assertThat(euros(-1).atLeastZero()).isEqualTo(euros(0));
        assertThat(euros(3).min(euros(2))).isEqualTo(euros(2));
    }

    @ParameterizedTest
    @CsvSource({"1000, 2500, 250", "999, 3333, 333", "1, 5000, 1", "1, 4999, 0", "-1, 5000, -1", "-3, 5000, -2", "100, 0, 0", "100, 10000, 100", "0, 5000, 0",
            "9223372036854775807, 10000, 9223372036854775807", "9223372036854775807, 5000, 4611686018427387904"})
    void takesAShareRoundedHalfAwayFromZero(long minor, int basisPoints, long share) {
        assertThat(euros(minor).share(basisPoints)).isEqualTo(euros(share));
    }

    @Test
    void aShareOfAnyWholeIsRoundedToWhatACardCanBeCharged() {
        assertThat(Money.of(100, "EUR").share(1, 3)).isEqualTo(Money.of(33, "EUR"));
        assertThat(Money.of(101, "EUR").share(1, 2)).isEqualTo(Money.of(51, "EUR"));
        assertThat(Money.of(-101, "EUR").share(1, 2)).isEqualTo(Money.of(-51, "EUR"));
        assertThat(Money.of(10_000, "KWD").share(1, 3)).isEqualTo(Money.of(3_330, "KWD"));
        assertThat(Money.of(Long.MAX_VALUE, "JPY").share(7, 7)).isEqualTo(Money.of(Long.MAX_VALUE, "JPY"));
    }

    @Test
    void losesNothingBetweenAShareAndTheRest() {
        for (int basisPoints = 0; basisPoints <= 10_000; basisPoints++) {
            var share = euros(99_99).share(basisPoints);

            assertThat(share.plus(euros(99_99).minus(share))).isEqualTo(euros(99_99));
            assertThat(share.minor()).isBetween(0L, 99_99L);
        }
    }

    @ParameterizedTest
    @CsvSource({"EUR, 40, 4000", "EUR, 40.5, 4050", "EUR, ' 40.50 ', 4050", "EUR, 0, 0", "EUR, 0.01, 1", "EUR, 40.500, 4050", "EUR, -1, -100", "JPY, 4000, 4000", "KWD, 40.125, 40125"})
    void readsWhatAPersonTyped(String currency, String typed, long minor) {
        assertThat(Money.parse(typed, Currency.getInstance(currency))).isEqualTo(Money.of(minor, currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "40.001", "4,50", "1e5", "1e999999999", "92233720368547758.08", "NaN", "0x10", "40 EUR", "+5", ".5", "5."})
    void refusesWhatIsNotAnAmount(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(typed, Currency.getInstance("EUR"))).withMessageContaining("such as 40");
    }

    @Test
    void refusesDecimalsThatTheCurrencyDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("40.5", Currency.getInstance("JPY")))
                .withMessage("\"40.5\" is not an amount in JPY: write it as digits without decimals, such as 40.");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("40.1234", Currency.getInstance("KWD")))
                .withMessage("\"40.1234\" is not an amount in KWD: write it as digits with at most 3 decimals after a point, such as 40.125.");
    }

    @ParameterizedTest
    @CsvSource({"EUR, de-DE, '1.234,50_€'", "EUR, en-IE, '€1,234.50'", "USD, en-US, '$1,234.50'", "EUR, ja-JP, '€1,234.50'",
            "JPY, ja-JP, '￥123,450'", "JPY, de-DE, '123.450_¥'", "JPY, en-US, '¥123,450'", "KWD, en-US, 'KWD_123.450'", "CHF, en-US, 'CHF_1,234.50'", "KWD, de-DE, '123,450_KWD'"})
    void isWrittenAsItsReaderWritesIt(String currency, String locale, String text) {
        assertThat(Money.of(1234_50, currency).format(Locale.forLanguageTag(locale))).isEqualTo(text.replace('_', '\u00a0'));
    }

    @Test
    void writesANegativeAmountWithItsSign() {
        assertThat(euros(-1_50).format(Locale.GERMANY)).isEqualTo("-1,50\u00a0€");
        assertThat(euros(-1_50).format(Locale.US)).isEqualTo("-€1.50");
    }

    @Test
    void isWrittenForMachinesInMajorUnits() {
        assertThat(Money.of(4000, "EUR")).hasToString("EUR 40.00");
        assertThat(Money.of(4000, "JPY")).hasToString("JPY 4000");
        assertThat(Money.of(-5, "KWD")).hasToString("KWD -0.005");
        assertThat(Money.of(4000, "KWD").major()).isEqualByComparingTo("4");
    }

    @Test
    void sharesOfThreeDecimalCurrenciesCanBeCharged() {
        assertThat(Money.of(45_500, "KWD").share(3_333)).isEqualTo(Money.of(15_170, "KWD"));
        assertThat(Money.of(15_165, "KWD").isChargeable()).isFalse();
        assertThat(Money.of(15_170, "KWD").isChargeable()).isTrue();
        assertThat(Money.of(15_165, "EUR").isChargeable()).isTrue();
    }

    @Test
    void knowsWhatIsTooLittleForACard() {
        assertThat(Money.of(49, "EUR").isLargeEnoughToCharge()).isFalse();
        assertThat(Money.of(50, "EUR").isLargeEnoughToCharge()).isTrue();
        assertThat(Money.of(49, "JPY").isLargeEnoughToCharge()).isFalse();
        assertThat(Money.of(10, "KWD").isLargeEnoughToCharge()).isTrue();
    }

    @Test
    void neverMixesCurrencies() {
        var dollars = Money.of(1, "USD");

        assertThatIllegalArgumentException().isThrownBy(() -> euros(1).plus(dollars)).withMessage("EUR 0.01 and USD 0.01 are of different currencies");
        assertThatIllegalArgumentException().isThrownBy(() -> euros(1).minus(dollars));
        assertThatIllegalArgumentException().isThrownBy(() -> euros(1).min(dollars));
        assertThatIllegalArgumentException().isThrownBy(() -> euros(1).compareTo(dollars));
        assertThat(euros(0)).isNotEqualTo(Money.of(0, "USD"));
    }

    @Test
    void failsRatherThanOverflow() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> euros(Long.MAX_VALUE).plus(euros(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> euros(Long.MIN_VALUE).minus(euros(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> euros(Long.MIN_VALUE).negated());
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> euros(Long.MAX_VALUE).share(10_001));
    }

    @Test
    void takesACurrencyInAnyCase() {
        assertThat(Money.of(1, " eur ")).isEqualTo(euros(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1, "EURO"));
    }

    private static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }
}
