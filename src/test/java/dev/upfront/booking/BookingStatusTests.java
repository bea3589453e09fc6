package dev.upfront.booking;

import static dev.upfront.booking.BookingStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingStatusTests {

    @Test
    void everyStatusIsReachedFromHeld() {
        var reached = new HashSet<>(Set.of(HELD));
        while (reached.addAll(reached.stream().flatMap(status -> status.next().stream()).toList())) {
            // until nothing new is reached
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(BookingStatus.class));
    }

    @ParameterizedTest
    @EnumSource
    void noStatusLeadsBackToAnEarlierOne(BookingStatus status) {
        var ahead = new HashSet<>(status.next());
        while (ahead.addAll(ahead.stream().flatMap(next -> next.next().stream()).toList())) {
            // until nothing new is reached
        }
        assertThat(ahead).doesNotContain(status);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "CANCELLED", "NOT_SHOWN", "EXPIRED"})
    void anEndedBookingStaysEnded(BookingStatus status) {
        assertThat(status.ended()).isTrue();
        assertThat(status.next()).isEmpty();
    }
}
