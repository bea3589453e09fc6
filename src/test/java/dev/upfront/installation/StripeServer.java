package dev.upfront.installation;

import com.stripe.Stripe;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Stripe stand-in as a process of its own, on a port that stays. What it answered is kept in a journal in its folder and survives kill -9;
 * webhooks that were not acknowledged are sent again after a start. Its switches and books are at {@code /_control/…}.
 */
public final class StripeServer implements AutoCloseable {

    public static final String WEBHOOK_SECRET = "whsec_installation";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Part part;

    /**
     * @param folder     for the journal and the log
     * @param webhooksTo the application's address for webhooks
     */
    public StripeServer(int port, Path folder, URI webhooksTo) {
        this.port = port;
        part = new Part("Stripe's stand-in", JavaCommand.withTests(StripeServer.class, List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                String.valueOf(port), folder.resolve("stripe.journal").toString(), webhooksTo.toString()), Map.of(), folder.resolve("stripe.log"), () -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    public Part part() {
        return part;
    }

    /** What the application is given as Stripe's API base. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Does what a switch does, such as {@code down} with {@code down=true}; see the stand-in's control. */
    public void control(String action, Map<String, String> form) {
        var body = form.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        answer(HttpRequest.newBuilder(address().resolve("/_control/" + action)).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Every charge, the declined ones with status {@code failed} among them; oldest first. */
    public List<Recorded> charges() {
        return recorded("charges");
    }

    public List<Recorded> refunds() {
        return recorded("refunds");
    }

    private List<Recorded> recorded(String kind) {
        var books = answer(HttpRequest.newBuilder(address().resolve("/_control/books")).GET().build());
        return StreamSupport.stream(books.path(kind).spliterator(), false).map(each -> JSON.treeToValue(each, Recorded.class)).toList();
    }

    private JsonNode answer(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Stripe's stand-in refused: " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException away) {
            throw new IllegalStateException("Stripe's stand-in does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        part.close();
    }

    /**
     * Runs until it is stopped.
     *
     * @param arguments the port, the journal's file, the address for webhooks
     */
    public static void main(String[] arguments) throws InterruptedException {
        var standIn = StripeStandIn.lasting(Integer.parseInt(arguments[0]), MovableClock.ticking(), StripeStandIn.API_KEY, Path.of(arguments[1]));
        standIn.sendWebhooksTo(URI.create(arguments[2]), WEBHOOK_SECRET);
        System.out.printf("Stripe's stand-in for API version %s is ready at %s%n", Stripe.API_VERSION, standIn.baseUri());
        Thread.sleep(Duration.ofDays(10_000));
    }
}
