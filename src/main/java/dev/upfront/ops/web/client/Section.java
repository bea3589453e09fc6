package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has with the practice now, beside the timeline. Another room adds its section as a component; in the order of {@code @Order}. */
interface Section {

    Panel of(Client client, Wording words);

    /**
     * A section as it is drawn.
     *
     * @param whenEmpty what to say when there are no rows
     * @param more where more can be seen, null when nowhere
     */
    record Panel(String title, List<Row> rows, String whenEmpty, @Nullable More more) {
    }

    /**
     * @param note a second, smaller line
     * @param chip the state, if there is one to tell
     * @param address where it can be looked at, null when nowhere
     */
    record Row(String what, @Nullable String note, @Nullable Chip chip, @Nullable String address) {
    }

    record More(String word, String address) {
    }
}
