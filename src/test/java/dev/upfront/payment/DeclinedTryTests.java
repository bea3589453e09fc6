package dev.upfront.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclinedTryTests {

    @ParameterizedTest
    @CsvSource({"insufficient_funds, not enough money", "authentication_required, wants the client to confirm", "expired_card, has expired",
            "stolen_card, lost or stolen", "generic_decline, did not say why", "card_gone, does not keep it"})
    void saysInAManagersWordsWhyNothingWasCharged(String code, String words) {
        assertThat(DeclinedTry.why(code)).contains(words).doesNotContain("_").endsWith(".");
    }

    @Test
    void saysACodeItDoesNotKnowAsWords() {
        assertThat(DeclinedTry.why("card_not_supported")).isEqualTo("The card on file was declined: card not supported.");
    }
}
