package dev.upfront.ops.doctor;

import static dev.upfront.ops.doctor.Diagnosis.broken;
import static dev.upfront.ops.doctor.Diagnosis.look;
import static dev.upfront.ops.doctor.Diagnosis.well;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The database's version, its clock, and whether it is of this application's time. */
@Component
class DatabaseExamination {

    private static final int OLDEST_POSTGRESQL = 15;
    private static final Duration LOOK_AFTER = Duration.ofSeconds(5);
    private static final Duration BROKEN_AFTER = Duration.ofMinutes(1);
    private static final String MIGRATIONS = "classpath*:db/migration/*/V*.sql";
    private static final String ROOT = "__root";

    private final DataSource source;
    private final JdbcClient database;
    /** Clocks are compared as the machines have them. */
    private final InstantSource machine = InstantSource.system();

    DatabaseExamination(DataSource source, JdbcClient database) {
        this.source = source;
        this.database = database;
    }

    List<Diagnosis> examine() {
        return List.of(version(), clock(), migrations());
    }

    private Diagnosis version() {
        var version = database.sql("show server_version_num").query(Integer.class).single() / 10_000;
        return version >= OLDEST_POSTGRESQL ? well("Database", "PostgreSQL %d answers.".formatted(version))
                : broken("Database", "PostgreSQL %d answers.".formatted(version), "Move to PostgreSQL %d or later.".formatted(OLDEST_POSTGRESQL));
    }

    private Diagnosis clock() {
        var before = machine.instant();
        var there = database.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
        var after = machine.instant();
        var skew = there.isBefore(before) ? Duration.between(there, before) : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        return Clocks.compare("Clock and database", "the database’s", skew, LOOK_AFTER, BROKEN_AFTER);
    }

    private Diagnosis migrations() {
        var all = rooms().flatMap(room -> Arrays.stream(history(room).info().all())).toList();
        var pending = all.stream().filter(migration -> migration.getState() == MigrationState.PENDING).map(MigrationInfo::getScript).toList();
        var failed = all.stream().filter(migration -> migration.getState().isFailed()).map(MigrationInfo::getScript).toList();
        var newer = all.stream().filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS).map(MigrationInfo::getScript).toList();
        if (!failed.isEmpty()) {
            return broken("Migrations", "Failed: %s.".formatted(String.join(", ", failed)), "Restore the backup, or repair the database by hand, and start the application again.");
        }
        if (!pending.isEmpty()) {
            return broken("Migrations", "Not applied yet: %s.".formatted(String.join(", ", pending)), "Start the application of this version once: it applies them.");
        }
        if (!newer.isEmpty()) {
            return look("Migrations", "The database is newer than this application: %s.".formatted(String.join(", ", newer)), "Run the newer version; this one should only finish what it began.");
        }
        return well("Migrations", "All %d are applied.".formatted(all.size()));
    }

    private static Stream<String> rooms() {
        try {
            var rooms = new TreeSet<String>();
            for (var file : new PathMatchingResourcePatternResolver().getResources(MIGRATIONS)) {
                var path = file.getURL().getPath();
                var folder = path.substring(0, path.lastIndexOf('/'));
                rooms.add(folder.substring(folder.lastIndexOf('/') + 1));
            }
            return rooms.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As Spring Modulith names them: each room has a history of its own. */
    private Flyway history(String room) {
        return Flyway.configure().dataSource(source).locations("classpath:db/migration/" + room).baselineVersion("0").baselineOnMigrate(true)
                .table(room.equals(ROOT) ? "flyway_schema_history" : "flyway_schema_history_" + room).load();
    }
}
