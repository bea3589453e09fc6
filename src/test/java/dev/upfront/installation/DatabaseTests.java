package dev.upfront.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;
    private Database database;

    @BeforeEach
    void start() {
        database = new Database(folder, FreePort.next());
        database.start();
        database.part().awaitReady(PATIENCE);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void writesThroughToTheDisk() throws SQLException {
        assertThat(ask("show fsync")).isEqualTo("on");
    }

    @Test
    void findsItsDataAgainAfterAStopAndAfterACrash() throws SQLException {
        run("create table kept (word text)");
        run("insert into kept values ('stopped')");
        database.part().stop();
        startAgain();
        run("insert into kept values ('killed')");
        database.part().kill();
        startAgain();

        assertThat(ask("select string_agg(word, ', ' order by word) from kept")).isEqualTo("killed, stopped");
    }

    @Test
    void stopsWhatAKilledProgramLeftRunning() {
        var successor = new Database(folder, FreePort.next());
        try (successor) {
            successor.start(); // on the same folder, as the next run of a program that was killed would
            successor.part().awaitReady(PATIENCE);

            assertThat(database.part().isRunning()).isFalse();
        }
    }

    @Test
    void saysInOneSentenceThatItsDataAreOfAnotherVersion() throws IOException {
        database.part().stop();
        Files.writeString(folder.resolve("data").resolve("PG_VERSION"), "15\n");

        assertThatThrownBy(this::startAgain).isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("PostgreSQL ended while it started:").hasMessageContaining("incompatible").hasMessageContaining("postgresql.log");
    }

    private void startAgain() {
        database.start();
        database.part().awaitReady(PATIENCE);
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), ""); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
                var answer = connection.createStatement().executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
