package dev.upfront.retainer.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProrationTests {

    /** Two decimals, none, three (of which cards take two). */
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "JPY", "KRW", "VND", "KWD", "BHD", "TND");
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void halfOfThePeriodIsHalfOfThePrice() {
        assertThat(Proration.of(Money.of(100_00, "EUR"), Duration.ofDays(15), MONTH)).isEqualTo(new Proration(Money.of(50_00, "EUR"), Money.of(50_00, "EUR")));
    }

    @Test
    void itIsReckonedToTheSecond() {
        var second = Duration.ofSeconds(1);

        assertThat(Proration.of(Money.of(2_592_000, "JPY"), second, MONTH).left()).isEqualTo(Money.of(1, "JPY"));
        assertThat(Proration.of(Money.of(2_592_000, "JPY"), MONTH.minus(second), MONTH).goneBy()).isEqualTo(Money.of(1, "JPY"));
    }

    @Test
    void atTheVeryBeginningAllIsLeftAndAtTheEndNothing() {
        assertThat(Proration.of(Money.of(99_99, "EUR"), MONTH, MONTH)).isEqualTo(new Proration(Money.of(0, "EUR"), Money.of(99_99, "EUR")));
        assertThat(Proration.of(Money.of(99_99, "EUR"), Duration.ZERO, MONTH)).isEqualTo(new Proration(Money.of(99_99, "EUR"), Money.of(0, "EUR")));
    }

    @Test
    void aHalfIsRoundedUpAndTheRestTakesWhatIsMissing() {
        assertThat(Proration.of(Money.of(101, "EUR"), Duration.ofDays(15), MONTH)).isEqualTo(new Proration(Money.of(50, "EUR"), Money.of(51, "EUR")));
    }

    @Test
    void threeDecimalsAreRoundedToWhatACardCanBeCharged() {
        assertThat(Proration.of(Money.of(10_010, "KWD"), Duration.ofDays(10), MONTH).left()).isEqualTo(Money.of(3_340, "KWD"));
    }

    @Test
    void moreCannotBeLeftThanThereIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> Proration.of(Money.of(100, "EUR"), MONTH.plusSeconds(1), MONTH));
        assertThatIllegalArgumentException().isThrownBy(() -> Proration.of(Money.of(100, "EUR"), Duration.ofSeconds(-1), MONTH));
    }

    @Test
    void sessionsAreWholeOnes() {
        assertThat(Proration.sessions(4, Duration.ofDays(15), MONTH)).isEqualTo(2);
        assertThat(Proration.sessions(3, Duration.ofDays(15), MONTH)).isEqualTo(2);
        assertThat(Proration.sessions(1, Duration.ofDays(14), MONTH)).isZero();
        assertThat(Proration.sessions(4, MONTH, MONTH)).isEqualTo(4);
        assertThat(Proration.sessions(4, Duration.ZERO, MONTH)).isZero();
    }

    /** For any price, period and moment: nothing is lost, the rounding is within half a step, and time only ever takes away. */
    @Test
    void nothingIsLostWhateverTheCurrencyAndTheMoment() {
        var seed = Long.getLong("upfront.walk-seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var code = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            var step = Money.of(1, code).isChargeable() ? 1 : 10;
            var price = Money.of(step * (1 + random.nextLong(5_000_000_000L)), code);
            var whole = Duration.ofSeconds(1 + random.nextLong(366L * 24 * 3600));
            var left = Duration.ofSeconds(random.nextLong(whole.toSeconds() + 1));
            var cut = Proration.of(price, left, whole);
            var said = "seed %d, round %d: %s, %s of %s".formatted(seed, round, price, left, whole);

            assertThat(cut.goneBy().plus(cut.left())).as(said).isEqualTo(price);
            assertThat(cut.left().isChargeable() && cut.goneBy().isChargeable()).as(said).isTrue();
            assertThat(cut.left().minor() >= 0 && cut.goneBy().minor() >= 0).as(said).isTrue();
            assertThat(isWithinHalfAStep(cut.left(), price, left, whole, step)).as(said).isTrue();
            if (left.isPositive()) {
                assertThat(Proration.of(price, left.minusSeconds(1), whole).left()).as(said).isLessThanOrEqualTo(cut.left());
            }
        }
    }

    private static boolean isWithinHalfAStep(Money left, Money price, Duration part, Duration whole, int step) {
        var off = BigDecimal.valueOf(left.minor()).multiply(BigDecimal.valueOf(whole.toSeconds()))
                .subtract(BigDecimal.valueOf(price.minor()).multiply(BigDecimal.valueOf(part.toSeconds()))).abs();
        return off.multiply(BigDecimal.valueOf(2)).compareTo(BigDecimal.valueOf(whole.toSeconds()).multiply(BigDecimal.valueOf(step))) <= 0;
    }
}
