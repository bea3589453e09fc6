package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseUnreachableTests {

    private final DatabaseUnreachable analyzer = new DatabaseUnreachable();

    @Test
    void aRefusedConnectionSaysWhatToDo() {
        var refused = new IllegalStateException("Flyway", new SQLException("Connection to localhost:5432 refused.", "08001"));
        var analysis = analyzer.analyze(refused);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("Connection to localhost:5432 refused");
        assertThat(analysis.getAction()).contains("UPFRONT_DATABASE_URL");
    }

    @Test
    void otherTroubleIsLeftToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("syntax error", "42601")))).isNull();
    }
}
