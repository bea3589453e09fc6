package dev.upfront.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The application as it is delivered, without the tests' classes, as a process of its own on a port that stays. */
public final class ApplicationProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    static final List<String> QUICK_START = List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final int port;
    private final Part part;

    /**
     * @param folder   for the log; a {@link ClassArchive} there makes the start quicker
     * @param settings as in application.yaml, by their full names
     */
    public ApplicationProcess(String name, int port, Path folder, Map<String, String> settings) {
        this(name, port, folder, settings, JavaCommand.deliveredClassPath());
    }

    /** @param classPath of another version of the application */
    public ApplicationProcess(String name, int port, Path folder, Map<String, String> settings, String classPath) {
        this(name, port, folder, settings, classPath, QUICK_START);
    }

    /** @param jvmOptions instead of those that make the start quick and the long run slow */
    public ApplicationProcess(String name, int port, Path folder, Map<String, String> settings, String classPath, List<String> jvmOptions) {
        this.port = port;
        var options = Stream.concat(jvmOptions.stream(), Stream.of(ClassArchive.use(folder))).toList();
        part = new Part(name, JavaCommand.of(classPath, "dev.upfront.Application", options, arguments(port, settings)), Map.of(), folder.resolve(name + ".log"), this::isUp);
    }

    static List<String> arguments(int port, Map<String, String> settings) {
        return Stream.concat(Stream.of("--server.port=" + port), settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())).toList();
    }

    public Part part() {
        return part;
    }

    public int port() {
        return port;
    }

    /** Up, with everything that it needs: database, engine, mail. */
    private boolean isUp() throws IOException, InterruptedException {
        var health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health")).timeout(Duration.ofSeconds(3)).build();
        return HTTP.send(health, BodyHandlers.discarding()).statusCode() == 200;
    }

    @Override
    public void close() {
        part.close();
    }
}
