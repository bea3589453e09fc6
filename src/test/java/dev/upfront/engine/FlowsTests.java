package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The flow check with what the rooms really can do. */
@UpfrontTest
class FlowsTests {

    @Autowired Flows flows;

    @Test
    void theApplicationsOwnFlowsFitItsWorkers() {
        assertThat(flows.problems()).isEmpty();
    }

    @Test
    void anEditThatNamesAJobNobodyDoesIsRefusedWithASentence() {
        var edited = text("booking.bpmn").replace("\"booking.sendReminder\"", "\"booking.sendPigeon\"");
        assertThat(flows.problems(Map.of("booking.bpmn", bytes(edited)))).anyMatch(sentence -> sentence.contains("booking.sendPigeon"));
    }

    @Test
    void anEditThatWaitsForAMessageNobodySendsIsRefused() {
        var edited = text("booking.bpmn").replace("\"booking.moved\"", "\"booking.teleported\"");
        assertThat(flows.problems(Map.of("booking.bpmn", bytes(edited)))).anyMatch(sentence -> sentence.contains("booking.teleported"));
    }

    @Test
    void aFormWithAnUnknownComponentIsRefusedByName() {
        var edited = text("intake-coaching.form").replaceFirst("\"type\": \"textarea\"", "\"type\": \"hologram\"");
        assertThat(flows.problems(Map.of("intake-coaching.form", bytes(edited)))).anyMatch(sentence -> sentence.contains("hologram"));
    }

    private String text(String file) {
        return new String(flows.files().get(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
