package dev.upfront.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code mvn verify -Pload} prints the figures of src/docs/performance.md; its settings are {@link LoadSettings}. */
@Tag("load")
class LoadTests {

    @Test
    void carriesTheLoadAndEveryBookingEndsConfirmed() throws Exception {
        assertThat(LoadRun.run(LoadSettings.given())).as("bookings that went wrong").isZero();
    }
}
