package dev.upfront.retainer;

import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.RetainerPlan;
import dev.upfront.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanChangeQuoteTests {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "JPY", "KRW", "VND", "KWD", "BHD", "TND");

    @Test
    void theDifferenceOfTheRestIsDue() {
        var quote = quote(plan(100_00, "EUR"), plan(200_00, "EUR"), START.plus(Duration.ofDays(15)), Duration.ofDays(30));

        assertThat(List.of(quote.credit(), quote.charge(), quote.due())).containsExactly(Money.of(50_00, "EUR"), Money.of(100_00, "EUR"), Money.of(50_00, "EUR"));
        assertThat(quote.amount()).isEqualTo(Money.of(200_00, "EUR"));
    }

    @Test
    void aDifferenceThatIsTooSmallForACardIsLetGo() {
        assertThat(quote(plan(100_00, "EUR"), plan(100_98, "EUR"), START.plus(Duration.ofDays(15)), Duration.ofDays(30)).due()).isEqualTo(Money.of(0, "EUR"));
        assertThat(quote(plan(100_00, "EUR"), plan(101_00, "EUR"), START.plus(Duration.ofDays(15)), Duration.ofDays(30)).due()).isEqualTo(Money.of(50, "EUR"));
    }

    /**
     * Whoever goes from plan to plan within a period has in the end paid the first price plus, for each change, the difference of the rest: never less than
     * the cheapest and never more than the dearest of them, to the rounding of one step per change, and always what a card can be charged.
     */
    @Test
    void aChainOfChangesIsWorthWhatWasUsed() {
        var seed = Long.getLong("upfront.walk-seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++) {
            var code = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            var step = Money.of(1, code).isChargeable() ? 1 : 10;
            var whole = Duration.ofSeconds(7 * 24 * 3600 + random.nextLong(360L * 24 * 3600));
            var amount = (1000 + random.nextLong(100_000)) * step;
            var first = plan(amount, code);
            var running = first;
            var paid = Money.of(amount, code);
            var at = START;
            var changes = 1 + random.nextInt(4);
            for (var change = 0; change < changes; change++) {
                at = at.plusSeconds(random.nextLong(Duration.between(at, START.plus(whole)).toSeconds()));
                amount += (100_000 + random.nextLong(100_000)) * step; // dear enough that nothing is let go, mostly
                var next = plan(amount, code);
                var quote = quote(running, next, at, whole);
                var said = "seed %d, round %d, change %d: %s".formatted(seed, round, change, quote);
                assertThat(quote.due().isZero() || quote.due().isLargeEnoughToCharge() && quote.due().isChargeable()).as(said).isTrue();
                assertThat(quote.due().isZero() || quote.due().plus(quote.credit()).equals(quote.charge())).as(said).isTrue();
                assertThat(quote).as(said + " again").isEqualTo(quote(running, next, at, whole));
                paid = paid.plus(quote.due());
                running = next;
            }
            var said = "seed %d, round %d: %s".formatted(seed, round, paid);
            assertThat(paid).as(said).isGreaterThanOrEqualTo(first.terms().amount());
            assertThat(paid.minor()).as(said).isLessThanOrEqualTo(amount + changes * step);
        }
    }

    private static PlanChangeQuote quote(RetainerPlan old, RetainerPlan plan, Instant at, Duration whole) {
        return PlanChangeQuote.now(old.terms(), plan, at, START.plus(whole), whole);
    }

    private static RetainerPlan plan(long minor, String currency) {
        return aPlan().costing(minor, currency).build();
    }
}
