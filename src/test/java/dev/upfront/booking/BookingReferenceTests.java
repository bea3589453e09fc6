package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BookingReferenceTests {

    @Test
    void isReadOutWithoutMistakes() {
        assertThat(Stream.generate(BookingId::next).limit(1_000).map(BookingReference::of))
                .allMatch(reference -> reference.matches("UP-[0-9A-HJKMNP-TV-Z]{8}"));
    }

    @Test
    void differsForEachBooking() {
        assertThat(Stream.generate(BookingId::next).limit(1_000).map(BookingReference::of)).doesNotHaveDuplicates();
    }

    @Test
    void staysTheSameForTheSameBooking() {
        var id = BookingId.of("5f0c3c2e-7d0c-4b64-9c3b-2f4a9e1d7b21");
        assertThat(BookingReference.of(id)).isEqualTo(BookingReference.of(id));
    }
}
