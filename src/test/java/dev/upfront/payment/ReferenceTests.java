package dev.upfront.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTests {

    @Test
    void isReadOutWithoutMistakes() {
        assertThat(references()).allMatch(reference -> reference.matches("PAY-[0-9A-HJKMNP-TV-Z]{8}"));
    }

    @Test
    void differsForEachPayment() {
        assertThat(references()).doesNotHaveDuplicates();
    }

    @Test
    void staysTheSameForTheSameId() {
        var id = UUID.fromString("5f0c3c2e-7d0c-4b64-9c3b-2f4a9e1d7b21");
        assertThat(Reference.of("UP", id)).isEqualTo(Reference.of("UP", id)).startsWith("UP-");
    }

    private static Stream<String> references() {
        return Stream.generate(PaymentId::next).limit(1_000).map(id -> Reference.of("PAY", id.value()));
    }
}
