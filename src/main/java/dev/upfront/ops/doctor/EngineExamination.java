package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.broken;
import static dev.upfront.ops.doctor.Diagnosis.look;
import static dev.upfront.ops.doctor.Diagnosis.well;

import dev.upfront.engine.EngineCheckup;
import dev.upfront.engine.Flows;
import dev.upfront.engine.Incidents;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Whether the engine answers, is of a supported version and has this application's flows. */
@Component
class EngineExamination {

    private static final Pattern SUPPORTED = Pattern.compile("8\\.[6-9]\\..*");

    private final EngineCheckup engine;
    private final Flows flows;
    private final Incidents incidents;

    EngineExamination(EngineCheckup engine, Flows flows, Incidents incidents) {
        this.engine = engine;
        this.flows = flows;
        this.incidents = incidents;
    }

    List<Diagnosis> examine() {
        return List.of(reach(engine.look()), flows(), standingStill());
    }

    private static Diagnosis reach(EngineCheckup.Report seen) {
        if (seen.trouble() != null) {
            return broken("Engine", "%s does not answer: %s.".formatted(seen.address(), firstLine(seen.trouble())),
                    "Start the broker, or correct UPFRONT_ENGINE_GRPC_ADDRESS (and _USERNAME, _PASSWORD); bookings are taken meanwhile and their flows go on when it answers.");
        }
        var versions = String.join(" and ", seen.versions());
        var what = "Camunda %s answers at %s, %d of %d partitions are healthy.".formatted(versions, seen.address(), seen.healthyPartitions(), seen.partitions());
        if (seen.healthyPartitions() < seen.partitions()) {
            return broken("Engine", what, "Look at the brokers: flows on the other partitions stand still until they are healthy.");
        }
        return seen.versions().stream().allMatch(version -> SUPPORTED.matcher(version).matches()) ? well("Engine", what)
                : look("Engine", what, "Upfront is made for Camunda 8.6 to 8.9: move there.");
    }

    private Diagnosis flows() {
        var problems = flows.problems();
        if (!problems.isEmpty()) {
            return broken("Flows", "The flow check refuses them: %s".formatted(problems.getFirst()), "Correct the file in bpmn/ or forms/ and start again; the versions deployed before go on.");
        }
        var waiting = engine.notDeployed();
        return waiting.isEmpty() ? well("Flows", "This application’s flows are deployed.")
                : broken("Flows", "Not deployed yet: %s.".formatted(String.join(", ", waiting)), "Start the application while the engine answers: it deploys them.");
    }

    private Diagnosis standingStill() {
        var open = incidents.open();
        return open.isEmpty() ? well("Work", "Nothing stands still.")
                : look("Work", "%d jobs stand still until somebody retries them.".formatted(open.size()), "Read below what happened, mend the cause, then retry in Operate; a retry is safe.");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }
}
