package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTablesTests {

    @ParameterizedTest
    @CsvSource({"FULL, BOOKING, FULL_PRICE", "DEPOSIT, BOOKING, DEPOSIT", "FREE, BOOKING, NOTHING"})
    void saysWhatIsOwed(String terms, String moment, String owed) {
        assertThat(decide("what-is-owed", Map.of("terms", terms, "moment", moment))).isEqualTo("\"" + owed + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "STAFF_CANCELLED, HELD, true, 0", "STAFF_CANCELLED, CONFIRMED, false, 0",
        "CLIENT_CANCELLED, HELD, true, 0", "CLIENT_CANCELLED, HELD, false, 0",
        "CLIENT_CANCELLED, CONFIRMED, true, 0", "CLIENT_CANCELLED, CONFIRMED, false, 5000",
        "NOT_SHOWN, CONFIRMED, true, 10000", "NOT_SHOWN, CONFIRMED, false, 10000"})
    void saysWhatACancellationCosts(String reason, String stage, boolean inTime, int feeBasisPoints) {
        assertThat(decide("cancellation-policy", Map.of("reason", reason, "stage", stage, "inTime", inTime,
                "lateFeeBasisPoints", 5000, "noShowFeeBasisPoints", 10000))).isEqualTo(Integer.toString(feeBasisPoints));
    }

    private static String decide(String decisionId, Map<String, ?> facts) {
        var answer = FlowEngine.shared().client.newEvaluateDecisionCommand().decisionId(decisionId).variables(facts).send().join();
        assertThat(answer.getFailureMessage()).isNullOrEmpty();
        return answer.getDecisionOutput();
    }
}
