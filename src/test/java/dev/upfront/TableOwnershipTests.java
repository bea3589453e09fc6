package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A room's SQL touches its own schema only: in its migrations, and in the text of its classes. */
class TableOwnershipTests {

    private static final List<String> ROOMS = List.of("engine", "notification", "ledger", "catalog", "client", "calendar", "form",
            "onboarding", "payment", "credits", "packages", "retainer", "dunning", "reconciliation", "booking", "dispute", "portal", "api", "ops");
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|join|into|update|table(?: if not exists)?|references|on)\\s+([a-z_]+)\\.[a-z_]+");

    @Test
    void migrationsNameOnlyTheirOwnSchema() throws IOException {
        assertThat(strangers(Path.of("src/main/resources/db/migration"), ".sql")).isEmpty();
    }

    @Test
    void classesAskOnlyTheirOwnTables() throws IOException {
        assertThat(strangers(Path.of("src/main/java/dev/upfront"), ".java")).isEmpty();
    }

    private static TreeSet<String> strangers(Path root, String ending) throws IOException {
        var found = new TreeSet<String>();
        for (var room : ROOMS) {
            var folder = root.resolve(room);
            if (!Files.exists(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.filter(candidate -> candidate.toString().endsWith(ending)).toList()) {
                    var tables = TABLE.matcher(Files.readString(file));
                    while (tables.find()) {
                        if (ROOMS.contains(tables.group(1)) && !tables.group(1).equals(room)) {
                            found.add(file + ": " + tables.group());
                        }
                    }
                }
            }
        }
        return found;
    }
}
