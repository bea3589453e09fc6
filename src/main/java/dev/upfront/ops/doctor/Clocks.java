package dev.upfront.ops.doctor;

import java.time.Duration;

/** Compares this machine's clock with another's. */
final class Clocks {

    private Clocks() {
    }

    static Diagnosis compare(String subject, String whose, Duration skew, Duration lookAfter, Duration brokenAfter) {
        var apart = skew.compareTo(lookAfter) <= 0 ? "This machine’s clock and %s agree.".formatted(whose)
                : "This machine’s clock and %s are %d s apart.".formatted(whose, skew.toSeconds());
        var remedy = "Let both machines take their time from NTP.";
        if (skew.compareTo(brokenAfter) > 0) {
            return Diagnosis.broken(subject, apart, remedy);
        }
        return skew.compareTo(lookAfter) > 0 ? Diagnosis.look(subject, apart, remedy) : Diagnosis.well(subject, apart);
    }
}
