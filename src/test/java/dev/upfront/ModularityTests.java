package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.json.JsonMapper;

class ModularityTests {

    private final ApplicationModules rooms = ApplicationModules.of(Application.class);

    @Test
    void roomsUseOnlyTheDoorsTheyAreAllowedTo() {
        rooms.verify();
    }

    /** Each room's migrations run at the start. Its list of rooms is a file, because finding them among the classes took as long as all the rest. */
    @Test
    void theStartKnowsEveryRoom() throws IOException {
        try (var file = getClass().getResourceAsStream("/META-INF/spring-modulith/application-modules.json")) {
            var listed = new JsonMapper().readTree(file).propertyNames();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(rooms.stream().map(room -> room.getIdentifier().toString()).toList());
        }
    }

    @Test
    void everyRoomSaysInOneSentenceWhatItOwns() {
        assertThat(rooms.stream()).extracting(room -> room.getIdentifier().toString()).containsExactlyInAnyOrder(
                "money", "engine", "notification", "ledger", "catalog", "client", "calendar", "form", "onboarding", "payment", "credits", "packages",
                "retainer", "dunning", "reconciliation", "booking", "dispute",
                "portal", "api", "ops");
    }
}
