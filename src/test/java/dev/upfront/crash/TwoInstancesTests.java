package dev.upfront.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.installation.ApplicationProcess;
import dev.upfront.installation.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the application on one broker and one database. */
@Tag("crash")
class TwoInstancesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern WORKED = Pattern.compile("upfront_job_seconds_count\\{[^}]*} ([0-9.]+)");

    @TempDir
    Path folder;

    @Test
    void shareTheWorkAndDoNothingTwice() throws Exception {
        try (var world = World.real(folder); var kills = new Kills(world, new Random(), Kills.WHOLE)) {
            startTwo(world);
            var asked = new ConcurrentLinkedQueue<String>();
            world.toStripe.listen(request -> asked.add(request.lines().findFirst().orElse("")));

            for (var number = 0; number < 12; number++) {
                kills.walk(Kills.WHOLE.get(number % 2));
            }
            kills.awaitWalks(PATIENCE.multipliedBy(4));

            var wrong = Audit.of(world, kills.walks());
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
            assertThat(world.applications).as("jobs done").allSatisfy(application -> assertThat(jobsDone(application)).isPositive());
            assertThat(asked.stream().filter(line -> line.startsWith("POST /v1/payment_intents ")).count()).as("charges asked for").isEqualTo(6);
            assertThat(asked.stream().filter(line -> line.startsWith("POST /v1/refunds ")).count()).as("refunds asked for").isEqualTo(6);
            assertThat(Collections.frequency(asked.stream().map(line -> line.startsWith("POST /v1/checkout/sessions ")).toList(), true)).as("pages asked for").isEqualTo(12);
            assertThat(messageIds(world)).as("every mail came once").doesNotHaveDuplicates();
        }
    }

    @Test
    void mayDieAtAnyMoment() throws Exception {
        try (var world = World.real(folder); var kills = new Kills(world, new Random(), Kills.WHOLE)) {
            startTwo(world);
            for (var number = 0; number < 8; number++) {
                kills.instance(number % 2);
            }
            kills.awaitWalks(PATIENCE.multipliedBy(4));
            var wrong = Audit.of(world, kills.walks());
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
        }
    }

    static void startTwo(World world) throws Exception {
        world.start();
        world.run(world.addApplication(FreePort.next()));
    }

    private static List<String> messageIds(World world) throws Exception {
        return Arrays.stream(world.mail().getReceivedMessages()).map(message -> {
            try {
                return message.getHeader("Message-ID")[0];
            } catch (jakarta.mail.MessagingException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }).toList();
    }

    private static double jobsDone(ApplicationProcess application) {
        try (var http = HttpClient.newHttpClient()) {
            var metrics = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(application.port()))).build(), BodyHandlers.ofString()).body();
            return WORKED.matcher(metrics).results().mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
        } catch (IOException | InterruptedException away) {
            throw new IllegalStateException(away);
        }
    }
}
