package dev.upfront.installation;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * OpenSearch, which Operate reads from, in a JVM of its own on 127.0.0.1. Maven's profiles that run the real engine write its class path
 * into a file, so that nothing of it reaches the application.
 */
public final class SearchServer implements AutoCloseable {

    private static final Path CLASS_PATH = Path.of("target", "camunda", "opensearch.classpath").toAbsolutePath();
    private static final int SECONDS = 1000;

    private final Path folder;
    private final int port;
    private final int transportPort;
    private final Part part;

    /** @param folder for its data and its log */
    public SearchServer(Path folder, int port, int transportPort) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.transportPort = transportPort;
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        part = new Part("OpenSearch", List.of(java, "-Xms512m", "-Xmx512m", "-cp", classPath(), SearchServerProgram.class.getName(),
                this.folder.toString(), Integer.toString(port)), Map.of(), folder.resolve("opensearch.log"), this::answers);
    }

    private static String classPath() {
        try {
            return String.join(File.pathSeparator, Path.of("target", "test-classes").toAbsolutePath().toString(), Files.readString(CLASS_PATH).strip());
        } catch (IOException missing) {
            throw new CannotStart("OpenSearch's class path is not in %s: start with Maven's profile camunda, which writes it.".formatted(CLASS_PATH), missing);
        }
    }

    public Part part() {
        return part;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it; it can be used once {@link Part#awaitReady} has returned. */
    public void start() {
        try {
            Files.createDirectories(folder.resolve("config"));
            Files.writeString(folder.resolve("config").resolve("opensearch.yml"), """
                    network.host: 127.0.0.1
                    discovery.type: single-node
                    transport.port: %d
                    # Operate's many small indices stay writable however full the disk is; the broker minds the disk.
                    cluster.routing.allocation.disk.threshold_enabled: false
                    """.formatted(transportPort));
        } catch (IOException refused) {
            throw new CannotStart("OpenSearch's folder %s can't be written (%s): correct that and start again.".formatted(folder, refused.getMessage()), refused);
        }
        part.start();
    }

    private boolean answers() throws IOException {
        var connection = (HttpURLConnection) address().resolve("/_cluster/health").toURL().openConnection();
        connection.setConnectTimeout(SECONDS);
        connection.setReadTimeout(SECONDS);
        try {
            return connection.getResponseCode() == 200;
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
