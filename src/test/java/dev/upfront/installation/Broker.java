package dev.upfront.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Camunda's broker of the official distribution, alone or with Operate, on 127.0.0.1. Its data outlive it. */
public final class Broker implements AutoCloseable {

    /**
     * Where it listens, all on 127.0.0.1.
     *
     * @param grpc for the application
     * @param web Operate's pages, or next to nothing without it
     * @param management health and clock
     * @param command between brokers; unused by one broker alone, but bound
     * @param internal between brokers; the same
     */
    public record Ports(int grpc, int web, int management, int command, int internal) {
        /** Ports that nobody uses at this moment. */
        public static Ports free() {
            return new Ports(FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
        }
    }

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final String HOST = "127.0.0.1";
    /** A broker that can't take its ports, say, goes on running without ever being ready. */
    private static final Pattern FAILED = Pattern.compile("Failed to start broker|APPLICATION FAILED TO START");

    private final Ports ports;
    private final Part part;

    private Broker(CamundaDistribution distribution, Path folder, Ports ports, @Nullable URI openSearch, Map<String, String> more) {
        this.ports = ports;
        var environment = new HashMap<>(basics(folder, ports));
        environment.putAll(more);
        if (openSearch != null) {
            environment.putAll(operate(openSearch, ports));
        }
        var program = openSearch == null ? "broker" : "camunda";
        part = new Part(openSearch == null ? "Camunda's broker" : "Camunda's broker with Operate",
                List.of(distribution.home().resolve("bin").resolve(program).toString()), environment, folder.resolve("broker.log"), this::answers, "TERM", FAILED);
    }

    /** @param folder for its data and its log */
    public static Broker alone(CamundaDistribution distribution, Path folder, Ports ports) {
        return new Broker(distribution, folder, ports, null, Map.of());
    }

    /** The same, with every flow written down in a file: see {@link FlowRecords}. */
    public static Broker recorded(CamundaDistribution distribution, Path folder, Ports ports, Path flows) {
        return new Broker(distribution, folder, ports, null, FlowExporter.settings(folder, flows));
    }

    /** @param openSearch whose data belong together with this broker's: wipe both or none */
    public static Broker withOperate(CamundaDistribution distribution, Path folder, Ports ports, URI openSearch) {
        return new Broker(distribution, folder, ports, openSearch, Map.of());
    }

    private static Map<String, String> basics(Path folder, Ports ports) {
        return Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("JAVA_OPTS", "-Xms256m -Xmx768m"),
                Map.entry("ZEEBE_BROKER_GATEWAY_ENABLE", "true"),
                Map.entry("ZEEBE_BROKER_DATA_DIRECTORY", folder.resolve("data").toAbsolutePath().toString()),
                Map.entry("ZEEBE_BROKER_NETWORK_HOST", HOST),
                Map.entry("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(ports.command())),
                Map.entry("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(ports.internal())),
                Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", HOST),
                Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(ports.grpc())),
                Map.entry("SERVER_ADDRESS", HOST),
                Map.entry("SERVER_PORT", Integer.toString(ports.web())),
                Map.entry("MANAGEMENT_SERVER_ADDRESS", HOST),
                Map.entry("MANAGEMENT_SERVER_PORT", Integer.toString(ports.management())),
                Map.entry("ZEEBE_CLOCK_CONTROLLED", "true"));
    }

    private static Map<String, String> operate(URI openSearch, Ports ports) {
        return Map.ofEntries(
                Map.entry("SPRING_PROFILES_ACTIVE", "broker,operate"),
                Map.entry("ZEEBE_BROKER_EXPORTERS_OPENSEARCH_CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter"),
                Map.entry("ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_URL", openSearch.toString()),
                Map.entry("ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_DELAY", "1"),
                Map.entry("CAMUNDA_OPERATE_DATABASE", "opensearch"),
                Map.entry("CAMUNDA_OPERATE_OPENSEARCH_URL", openSearch.toString()),
                Map.entry("CAMUNDA_OPERATE_ZEEBEOPENSEARCH_URL", openSearch.toString()),
                Map.entry("CAMUNDA_OPERATE_ZEEBE_GATEWAYADDRESS", HOST + ":" + ports.grpc()),
                Map.entry("CAMUNDA_OPERATE_CSRFPREVENTIONENABLED", "false"),
                Map.entry("CAMUNDA_OPERATE_IMPORTER_READERBACKOFF", "500"),
                Map.entry("CAMUNDA_OPERATE_IMPORTER_SCHEDULERBACKOFF", "500"));
    }

    public Part part() {
        return part;
    }

    /** For {@code upfront.engine.grpc-address}. */
    public URI grpcAddress() {
        return URI.create("http://%s:%d".formatted(HOST, ports.grpc()));
    }

    /** For {@code upfront.operate-address}; sign in with demo, demo. */
    public URI operateAddress() {
        return URI.create("http://localhost:%d/operate".formatted(ports.web()));
    }

    /** Moves the broker's clock forward, so that timers fire. The broker forgets it when it ends. */
    public void advance(Duration by) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(management("/actuator/clock/add")).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"offsetMilli\": %d}".formatted(by.toMillis()))).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The broker's clock was not moved: " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException away) {
            throw new IllegalStateException("The broker's clock was not moved: it does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(management("/actuator/health/readiness")).timeout(Duration.ofSeconds(5)).build(),
                BodyHandlers.discarding()).statusCode() == 200;
    }

    private URI management(String path) {
        return URI.create("http://%s:%d%s".formatted(HOST, ports.management(), path));
    }

    @Override
    public void close() {
        part.close();
    }
}
