package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @CsvSource({
        "10, 10, 100000, NONE", "2, 10, 100000, FEW_CREDITS", "1, 10, 40, FEW_CREDITS", "2, 3, 100000, NONE", "0, 10, 2, NONE",
        "5, 10, 22, NONE", "5, 10, 21, EXPIRES_SOON", "1, 10, 21, EXPIRES_SOON", "5, 10, 3, EXPIRES_NEXT_DAYS", "5, 10, 0, EXPIRES_NEXT_DAYS"})
    void saysWhatAClientIsToldAboutAPackage(int creditsLeft, int creditsBought, int daysLeft, String notice) {
        assertThat(decide("package-notice", Map.of("creditsLeft", creditsLeft, "creditsBought", creditsBought, "daysLeft", daysLeft))).isEqualTo("\"" + notice + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RETAINER_PERIOD | SOFT_DECLINE | 0 MAIL_CLIENT, 3 RETRY, 5 RETRY, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 SUSPEND_BOOKING, 10 RETRY, 14 RELEASE_SESSIONS, 14 MAIL_CLIENT, 21 GIVE_UP",
        "RETAINER_PERIOD | HARD_DECLINE | 0 MAIL_CLIENT, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 SUSPEND_BOOKING, 14 RELEASE_SESSIONS, 14 MAIL_CLIENT, 21 GIVE_UP",
        "BALANCE | INSUFFICIENT_FUNDS | 0 MAIL_CLIENT, 3 RETRY, 5 RETRY, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 SUSPEND_BOOKING, 10 RETRY, 14 MAIL_CLIENT, 21 ALERT_STAFF",
        "BALANCE | NO_CARD | 0 MAIL_CLIENT, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 SUSPEND_BOOKING, 14 MAIL_CLIENT, 21 ALERT_STAFF",
        "FEE | AUTHENTICATION | 0 MAIL_CLIENT, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 SUSPEND_BOOKING, 14 MAIL_CLIENT, 21 ALERT_STAFF",
        "PACKAGE | SOFT_DECLINE | 0 MAIL_CLIENT, 3 RETRY, 5 RETRY, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 GIVE_UP",
        "PACKAGE | HARD_DECLINE | 0 MAIL_CLIENT, 5 MAIL_CLIENT, 7 ALERT_STAFF, 8 GIVE_UP"})
    void saysWhatIsDoneAboutADebt(String kind, String obstacle, String lines) {
        var expected = Stream.of(lines.split(", ")).map(line -> line.split(" ")).map(line -> "{\"day\":%s,\"action\":\"%s\"}".formatted(line[0], line[1]))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(decide("dunning-schedule", Map.of("debtKind", kind, "obstacle", obstacle))).isEqualTo(expected);
    }

    private static String decide(String decisionId, Map<String, ?> facts) {
        var answer = FlowEngine.shared().client.newEvaluateDecisionCommand().decisionId(decisionId).variables(facts).send().join();
        assertThat(answer.getFailureMessage()).isNullOrEmpty();
        return answer.getDecisionOutput();
    }
}
