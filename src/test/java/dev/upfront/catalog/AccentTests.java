package dev.upfront.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccentTests {

    /** Expected values from WCAG's own formula, in hundredths, rounded down. */
    @ParameterizedTest
    @CsvSource({"0, 16777215, 2100", "16777215, 16777215, 100", "7829367, 16777215, 447", "16711680, 16777215, 399"})
    void measuresContrastAsWcagDefinesIt(int one, int other, int contrast) {
        assertThat(Accent.contrast(one, other)).isBetween(contrast - 1, contrast + 1);
    }

    @Test
    void keepsEveryColourReadable() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (var turn = 0; turn < 300; turn++) {
            var accent = new Accent(random.nextInt(0x1000000));
            assertThat(Accent.contrast(accent.textOn(), accent.rgb())).as("%06x", accent.rgb()).isGreaterThanOrEqualTo(450);
            assertThat(Accent.contrast(accent.textOnLight(), 0xffffff)).as("%06x", accent.rgb()).isGreaterThanOrEqualTo(450);
            assertThat(Accent.contrast(accent.textOnDark(), 0x1b1f22)).as("%06x", accent.rgb()).isGreaterThanOrEqualTo(450);
        }
    }

    @Test
    void leavesAReadableColourAsItIs() {
        assertThat(Accent.of("#2f5d50").textOnLight()).isEqualTo(0x2f5d50);
        assertThat(Accent.of("#2f5d50").styleSheet()).contains("--accent: #2f5d50").contains("--on-accent: #ffffff");
    }
}
