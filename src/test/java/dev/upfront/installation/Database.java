package dev.upfront.installation;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL as a process of its own, of the same binaries as the tests' embedded one but with a data folder that outlives it and with fsync
 * on, on 127.0.0.1. The database is called upfront, as is its owner; anyone on this machine may connect.
 */
public final class Database implements AutoCloseable {

    private static final String NAME = "upfront";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    private final Path data;
    private final Path log;
    private final int port;
    private final Part part;

    /**
     * @param folder for its data and its log
     * @param settings of the server besides, such as {@code log_statement=all}
     */
    public Database(Path folder, int port, String... settings) {
        this.data = folder.resolve("data").toAbsolutePath();
        this.log = folder.resolve("postgresql.log");
        this.port = port;
        var command = unprivileged(PROGRAMS.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "max_connections=200");
        List.of(settings).forEach(setting -> command.addAll(List.of("-c", setting)));
        part = new Part("PostgreSQL", command,
                Map.of("LC_ALL", "C"), log, this::answers, "INT", null); // INT: does not wait until clients have left
    }

    public Part part() {
        return part;
    }

    /** Starts the server, on first use with an empty database. It can be used once {@link Part#awaitReady} has returned. */
    public void start() {
        unpackPrograms();
        if (!Files.exists(data)) {
            initialize();
        }
        part.start();
    }

    public String jdbcUrl() {
        return address(NAME);
    }

    public String username() {
        return NAME;
    }

    private boolean answers() throws SQLException {
        try (var connection = DriverManager.getConnection(address(NAME), NAME, "")) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            if (NO_SUCH_DATABASE.equals(refused.getSQLState())) {
                createDatabase();
            }
            return false;
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(address("postgres"), NAME, ""); var statement = connection.createStatement()) {
            statement.execute("create database " + NAME);
        }
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Wholly or not at all: a folder that was half made is made anew. */
    private void initialize() {
        var half = data.resolveSibling("data.half");
        try {
            FileSystemUtils.deleteRecursively(half);
            Files.createDirectories(half.getParent());
            var initdb = new ProcessBuilder(unprivileged(PROGRAMS.resolve("bin/initdb").toString(), "-D", half.toString(), "-U", NAME, "-A", "trust",
                    "-E", "UTF-8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            if (initdb.waitFor() != 0) {
                throw new CannotStart("PostgreSQL could not make its data folder %s: read %s, correct the cause and start again.".formatted(data, log));
            }
            Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new CannotStart("PostgreSQL's data folder %s can't be made (%s): correct that and start again.".formatted(data, refused.getMessage()), refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("PostgreSQL was stopped while it made its data folder: start again.", stopped);
        }
    }

    /** PostgreSQL refuses to be run by root; in a user namespace of its own it does not see that it is. */
    private static List<String> unprivileged(String... command) {
        var words = new ArrayList<>(List.of(command));
        if ("root".equals(System.getProperty("user.name"))) {
            words.addAll(0, List.of("unshare", "-U"));
        }
        return words;
    }

    private static synchronized void unpackPrograms() {
        if (Files.isDirectory(PROGRAMS)) {
            return;
        }
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        var architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            Archives.unpack(new XZInputStream(archive), PROGRAMS);
        } catch (IOException broken) {
            throw new CannotStart("PostgreSQL's programs can't be unpacked (%s): correct that and start again.".formatted(broken.getMessage()), broken);
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
