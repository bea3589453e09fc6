package dev.upfront.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A real PostgreSQL inside this JVM, for tests and the development run. Tests share one server and get a fresh database per Spring context:
 * {@link #shared()} and {@link #freshDatabase()}.
 */
public final class DevelopmentDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private DevelopmentDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server on a free port. It has no shutdown hook of its own, which would stop it before the connection pools: close it as a bean.
     * The built-in locale exists on every machine, whatever LC_ALL says.
     */
    public static DevelopmentDatabase start() {
        try {
            return new DevelopmentDatabase(EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("max_connections", "300")
                    .start());
        } catch (IOException problem) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", problem);
        }
    }

    /** The one server of this JVM's tests, started when first asked for and stopped after the last Spring context. */
    public static DevelopmentDatabase shared() {
        return Shared.SERVER;
    }

    /** Creates an empty database and says how to connect to it. */
    public JdbcConnectionDetails freshDatabase() {
        var name = "upfront_" + databases.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException problem) {
            throw new IllegalStateException("The embedded PostgreSQL refused to create " + name, problem);
        }
        return new Address(server.getJdbcUrl("postgres", name));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Address(String getJdbcUrl) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return "postgres";
        }

        @Override
        public String getPassword() {
            return "postgres";
        }
    }

    private static final class Shared {
        static final DevelopmentDatabase SERVER = startedForTests();

        private static DevelopmentDatabase startedForTests() {
            var server = DevelopmentDatabase.start();
            SpringApplication.getShutdownHandlers().add(() -> {
                try {
                    server.close();
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            });
            return server;
        }
    }
}
