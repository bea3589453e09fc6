package dev.upfront.catalog;

import static dev.upfront.catalog.OfferingFixture.anOffering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.money.Money;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be sold on which terms, and what is refused with which sentence. */
class OfferingTests {

    private static final ProviderId ADA = ProviderId.next();

    @Test
    void owesNothingWhenFree() {
        var price = Money.of(0, "EUR");

        assertThat(Terms.free().dueAtBooking(price)).isEqualTo(price);
        assertThat(Terms.free().balance(price)).isEqualTo(price);
    }

    @Test
    void owesAllWhenBookingInFull() {
        var price = Money.of(120_00, "EUR");

        assertThat(Terms.full().dueAtBooking(price)).isEqualTo(price);
        assertThat(Terms.full().balance(price)).isEqualTo(Money.of(0, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"EUR, 12000, 2500, 3000, 9000", "EUR, 9999, 3333, 3333, 6666", "EUR, 1, 5000, 1, 0", "JPY, 9999, 3333, 3333, 6666", "KWD, 120010, 5000, 60010, 60000",
            "EUR, 12000, 10000, 12000, 0"})
    void splitsThePriceIntoADepositAndABalance(String currency, long price, int basisPoints, long deposit, long balance) {
        var terms = Terms.depositShare(basisPoints);

        assertThat(terms.dueAtBooking(Money.of(price, currency))).isEqualTo(Money.of(deposit, currency));
        assertThat(terms.balance(Money.of(price, currency))).isEqualTo(Money.of(balance, currency));
    }

    @Test
    void takesADepositOfAnAmount() {
        var terms = Terms.deposit(Money.of(40_500, "KWD"));

        assertThat(terms.dueAtBooking(Money.of(120_000, "KWD"))).isEqualTo(Money.of(40_500, "KWD"));
        assertThat(terms.balance(Money.of(120_000, "KWD"))).isEqualTo(Money.of(79_500, "KWD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISK", "UGX", "MGA"})
    void refusesCurrenciesThatStripeCountsOtherwise(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Terms.full().checkAgainst(Money.of(9_000, currency)))
                .withMessage("Prices in %s can't be charged exactly: Stripe counts that currency otherwise than banks do. Choose another currency.".formatted(currency));
    }

    @Test
    void refusesTermsThatContradictThemselves() {
        refuses(() -> new Terms(Terms.Kind.DEPOSIT, null, null), "A deposit is either an amount or a share of the price: give one of the two.");
        refuses(() -> new Terms(Terms.Kind.DEPOSIT, Money.of(1, "EUR"), 1), "A deposit is either an amount or a share of the price: give one of the two.");
        refuses(() -> new Terms(Terms.Kind.FULL, Money.of(1, "EUR"), null), "Only the terms \"deposit\" have a deposit.");
        refuses(() -> Terms.deposit(Money.of(0, "EUR")), "The deposit must be more than nothing.");
        refuses(() -> Terms.depositShare(0), "The deposit's share must be between 0.01 % and 100 % of the price.");
        refuses(() -> Terms.depositShare(10_001), "The deposit's share must be between 0.01 % and 100 % of the price.");
    }

    @Test
    void refusesTermsThatDoNotFitThePrice() {
        refuses(() -> priced(Money.of(-1, "EUR"), Terms.full()), "The price cannot be less than nothing.");
        refuses(() -> priced(Money.of(1, "EUR"), Terms.free()), "An offering is free if its price is 0, and only then.");
        refuses(() -> priced(Money.of(0, "EUR"), Terms.full()), "An offering is free if its price is 0, and only then.");
        refuses(() -> priced(Money.of(100, "EUR"), Terms.deposit(Money.of(101, "EUR"))), "The deposit cannot be more than the price.");
        refuses(() -> priced(Money.of(100, "EUR"), Terms.deposit(Money.of(50, "USD"))), "The deposit must be in the currency of the price.");
        refuses(() -> priced(Money.of(49, "EUR"), Terms.full()), "Cards can't be charged as little as EUR 0.49: raise what is due when booking.");
        refuses(() -> priced(Money.of(12_000, "EUR"), Terms.deposit(Money.of(11_999, "EUR"))),
                "Cards can't be charged as little as EUR 0.01: lower the deposit, or take the price in full.");
        refuses(() -> priced(Money.of(120_001, "KWD"), Terms.full()), "Cards can't be charged this price to the last decimal: let its third decimal be 0.");
        refuses(() -> priced(Money.of(49, "JPY"), Terms.depositShare(100)), "That share of the price rounds to nothing: raise the share or the price.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Coaching", "a b", "-a", "a-", "a--b", "a/b", "ä"})
    void refusesAnAddressThatIsNotOne(String slug) {
        refuses(() -> anOffering().slug(slug).givenBy(ADA).build(), "The address is written in small letters, digits and single hyphens, such as coaching-60.");
    }

    @Test
    void refusesWhatCannotBeGiven() {
        refuses(() -> anOffering().named(" ").givenBy(ADA).build(), "An offering needs a name.");
        refuses(() -> anOffering().build(), "An offering needs at least one provider.");
        refuses(() -> anOffering().givenBy(ADA, ADA).build(), "A form, contract or provider stands at most once in an offering.");
        refuses(() -> anOffering().forms("a", "a").givenBy(ADA).build(), "A form, contract or provider stands at most once in an offering.");
        for (var duration : new Duration[] {Duration.ZERO, Duration.ofMinutes(-60), Duration.ofSeconds(90)}) {
            refuses(() -> anOffering().lasting(duration).givenBy(ADA).build(), "A session lasts a whole number of minutes, at least one.");
        }
    }

    @Test
    void refusesAPolicyThatIsNotOne() {
        refuses(() -> new CancellationPolicy(Duration.ofHours(-1), Duration.ZERO, 0, 0), "A cancellation limit lies before the start: it cannot be negative.");
        refuses(() -> new CancellationPolicy(Duration.ZERO, Duration.ZERO, 10_001, 0), "A cancellation fee is between 0 % and 100 % of the price.");
    }

    @Test
    void refusesAPracticeOrProviderThatIsNotOne() {
        refuses(() -> new Practice("P", ZoneId.of("UTC"), Currency.getInstance("EUR"), "green", "p@example.org", Locale.ENGLISH),
                "The accent colour is written as # and six digits or letters a to f, such as #2f6f4f.");
        refuses(() -> new Provider(ADA, " ", "a@example.org", ZoneId.of("UTC"), true), "A provider needs a name.");
        refuses(() -> new Provider(ADA, "Ada", "ada", ZoneId.of("UTC"), true), "The provider's mail address is not a mail address.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PT24H | PT24H | 5000  | 5000  | Free to cancel or move until 24 hours before. Later, cancelling or not coming costs 50% of the price.",
        "PT24H | PT2H  | 5000  | 10000 | Free to cancel until 24 hours before, free to move until 2 hours before. Later, cancelling costs 50% of the price; not coming costs the full price.",
        "PT72H | PT72H | 1250  | 0     | Free to cancel or move until 3 days before. Later, cancelling costs 12.5% of the price; not coming costs nothing.",
        "PT0S  | PT90M | 10000 | 10000 | Free to cancel until the start, free to move until 90 minutes before. Later, cancelling or not coming costs the full price.",
        "PT24H | PT1H  | 0     | 2500  | Free to cancel at any time before the start, free to move until 1 hour before. Not coming costs 25% of the price.",
        "PT24H | PT0S  | 0     | 0     | Free to cancel at any time before the start, free to move until the start.",
    })
    void putsThePolicyIntoWords(Duration freeUntil, Duration moveUntil, int late, int noShow, String sentence) {
        assertThat(new CancellationPolicy(freeUntil, moveUntil, late, noShow).sentence(Locale.US)).isEqualTo(sentence);
    }

    @Test
    void writesThePolicysNumbersAsItsReaderDoes() {
        assertThat(new CancellationPolicy(Duration.ofHours(24), Duration.ofHours(24), 1250, 1250).sentence(Locale.GERMANY)).contains("12,5\u00a0% of the price");
    }

    private static Offering priced(Money price, Terms terms) {
        return anOffering().priced(price, terms).givenBy(ADA).build();
    }

    private static void refuses(ThrowingCallable what, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(what).withMessage(sentence);
    }
}
