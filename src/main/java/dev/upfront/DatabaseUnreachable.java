package dev.upfront;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence that the database could not be reached at the start, instead of a page of stack trace. */
class DatabaseUnreachable extends AbstractFailureAnalyzer<SQLException> {

    /** PostgreSQL's classes "connection exception" and "invalid authorization" (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
    private static final Set<String> CLASSES = Set.of("08", "28");
    private static final String NO_SUCH_DATABASE = "3D000";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var state = cause.getSQLState();
        var unreachable = cause instanceof SQLNonTransientConnectionException
                || state != null && (CLASSES.contains(state.substring(0, 2)) || state.equals(NO_SUCH_DATABASE));
        return unreachable ? new FailureAnalysis(
                "The database can't be used: " + cause.getMessage(),
                "Start PostgreSQL, or correct UPFRONT_DATABASE_URL, UPFRONT_DATABASE_USERNAME and UPFRONT_DATABASE_PASSWORD. Nothing was changed.",
                cause) : null;
    }
}
