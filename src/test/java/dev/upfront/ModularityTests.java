package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    private final ApplicationModules rooms = ApplicationModules.of(Application.class);

    @Test
    void roomsUseOnlyTheDoorsTheyAreAllowedTo() {
        rooms.verify();
    }

    @Test
    void everyRoomSaysInOneSentenceWhatItOwns() {
        assertThat(rooms.stream()).extracting(room -> room.getIdentifier().toString()).containsExactlyInAnyOrder(
                "money", "engine", "notification", "ledger", "catalog", "client", "calendar", "form", "onboarding", "payment", "booking",
                "portal", "api", "ops");
    }
}
