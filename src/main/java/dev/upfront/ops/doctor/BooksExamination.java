package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.look;
import static dev.upfront.ops.doctor.Diagnosis.well;

import dev.upfront.reconciliation.ReconciliationView;
import dev.upfront.reconciliation.Run;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whether Stripe's books are held against ours, and agree. */
@Component
class BooksExamination {

    private static final String SUBJECT = "Reconciliation";
    private static final Duration RUNS_WITHIN = Duration.ofDays(2);

    private final ReconciliationView reconciliation;
    private final InstantSource clock;

    BooksExamination(ReconciliationView reconciliation, InstantSource clock) {
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    List<Diagnosis> examine() {
        return List.of(reconciliation.lastRun().map(this::of).orElseGet(() ->
                look(SUBJECT, "Stripe's books were never held against yours.", "It is done every night while the application runs; to do it now, press “Run now” under Money, Reconciliation.")));
    }

    private Diagnosis of(Run last) {
        var age = Duration.between(Objects.requireNonNull(last.endedAt()), clock.instant());
        if (age.compareTo(RUNS_WITHIN) > 0) {
            return look(SUBJECT, "Stripe's books were last held against yours %d days ago.".formatted(age.toDays()),
                    "See that the application runs and whether the flow reconciliation has an incident; to do it now, press “Run now” under Money, Reconciliation.");
        }
        var cases = reconciliation.openCount();
        return last.outcome() == Run.Outcome.BALANCED || cases == 0 ? well(SUBJECT, "Stripe's books and yours agree.")
                : look(SUBJECT, "Stripe's books and yours differ in %s.".formatted(cases == 1 ? "one case" : cases + " cases"), "Look at the cases under Money, Reconciliation; each says what to do.");
    }
}
