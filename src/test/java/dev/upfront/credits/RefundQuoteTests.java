package dev.upfront.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.money.Money;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundQuoteTests {

    private static final Currency EURO = Currency.getInstance("EUR");

    @Test
    void isReadAsItWasSeen() {
        var quote = new RefundQuote(3, 1, new Money(30_001, EURO));
        assertThat(RefundQuote.read(quote.seen(), EURO)).contains(quote);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "3:1", "3:1:30000:0", "-3:1:30000", "3:1:99999999999999999999", "9999999999:1:30000", " 3:1:30000"})
    void nonsenseIsNoQuote(String seen) {
        assertThat(RefundQuote.read(seen, EURO)).isEmpty();
    }
}
