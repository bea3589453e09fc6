package dev.upfront.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.installation.JavaCommand;
import dev.upfront.ops.doctor.Diagnosis.State;
import dev.upfront.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doctor on the sandbox, well and ill, in the application and as a command. */
@UpfrontTest
class DoctorTests {

    private static final List<String> SETTINGS = List.of("upfront.engine.grpc-address", "upfront.stripe.api-base", "upfront.stripe.secret-key",
            "upfront.stripe.webhook-secret", "upfront.base-address", "spring.mail.host", "spring.mail.port");

    private static final UUID RUN = UUID.randomUUID();

    @Autowired Doctor doctor;
    @Autowired Sandbox sandbox;
    @Autowired Environment environment;
    @Autowired JdbcConnectionDetails database;
    @Autowired JdbcClient jdbc;

    private record Ended(int code, String said) {
    }

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        jdbc.sql("delete from reconciliation.difference where id = :id").param("id", RUN).update();
        jdbc.sql("delete from reconciliation.run where id = :id").param("id", RUN).update();
        jdbc.sql("delete from flyway_schema_history_ledger where version = '999'").update();
    }

    @Test
    void theSandboxIsWell() {
        await().atMost(Duration.ofSeconds(20)).until(() -> bySubject().get("Flows").state() == State.WELL); // deployed in the background
        assertThat(doctor.examine()).allSatisfy(one -> {
            assertThat(one.state()).as(one.toString()).isNotEqualTo(State.BROKEN);
            assertThat(one.seen()).endsWith(".");
            assertThat(one.remedy().isEmpty()).isEqualTo(one.state() == State.WELL);
        });
        assertThat(bySubject()).containsKeys("Database", "Migrations", "Clock and database", "Engine", "Flows", "Work", "Stripe key", "Clock and Stripe",
                "Webhook secret", "Webhook address", "Webhooks", "Camunda licence", "Mail", "Address", "Reconciliation");
        assertThat(bySubject().get("Webhook address").state()).isEqualTo(State.WELL);
        assertThat(bySubject().get("Stripe key").seen()).contains("test mode");
        assertThat(bySubject().get("Engine").seen()).contains("Camunda 8.", "1 of 1 partitions");
    }

    @Test
    void whatIsBrokenIsSaidWithItsRemedy() {
        sandbox.stripe().switches().down(true);
        jdbc.sql("""
                insert into flyway_schema_history_ledger (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (999, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, 'test', 1, true)""").update();
        var found = bySubject();
        assertThat(found.get("Stripe key")).returns(State.BROKEN, Diagnosis::state).returns("Stripe was asked: Stripe answered 503.", Diagnosis::seen);
        assertThat(found.get("Migrations").state()).isEqualTo(State.LOOK);
        assertThat(found.get("Migrations").seen()).contains("newer than this application", "V999__of_the_future.sql");
    }

    @Test
    void itIsSaidHowStripesBooksAndOursStand() {
        var now = Timestamp.from(sandbox.clock().instant());
        jdbc.sql("insert into reconciliation.run (id, asked_at, asked_by, since, read_at, ended_at, outcome) values (:id, :asked, 'Test', :now, :now, :ended, 'BALANCED')")
                .param("id", RUN).param("asked", Timestamp.from(sandbox.clock().instant().plus(Duration.ofDays(1)))).param("now", now)
                .param("ended", Timestamp.from(sandbox.clock().instant().minus(Duration.ofDays(3)))).update();
        assertThat(bySubject().get("Reconciliation")).returns(State.LOOK, Diagnosis::state).returns("Stripe's books were last held against yours 3 days ago.", Diagnosis::seen);

        jdbc.sql("update reconciliation.run set ended_at = :now where id = :id").param("now", now).param("id", RUN).update();
        assertThat(bySubject().get("Reconciliation")).returns(State.WELL, Diagnosis::state).returns("Stripe's books and yours agree.", Diagnosis::seen);

        jdbc.sql("update reconciliation.run set outcome = 'DIFFERENCES' where id = :id").param("id", RUN).update();
        jdbc.sql("insert into reconciliation.difference (id, kind, about, stripe_minor, ours_minor, currency, why, found_at) values (:id, 'CHARGE_UNKNOWN', 'pi_doctor', 1, 0, 'EUR', 'Test.', :now)")
                .param("id", RUN).param("now", now).update();
        assertThat(bySubject().get("Reconciliation").state()).isEqualTo(State.LOOK);
        assertThat(bySubject().get("Reconciliation").seen()).containsPattern("differ in (one case|\\d+ cases)\\.");
    }

    @Test
    void theCommandSaysOneLineEachAndOpensNothing() throws Exception {
        var ended = doctor(settings());
        assertThat(ended.said().lines()).hasSizeGreaterThanOrEqualTo(14).allMatch(line -> line.matches("(well|look at this|broken) +[A-Z].*\\..*"));
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    @Test
    void theCommandFindsWhatIsBroken() throws Exception {
        var settings = settings();
        settings.putAll(Map.of("upfront.engine.grpc-address", "http://127.0.0.1:9", "upfront.stripe.secret-key", "sk_test_wrong", "spring.mail.port", "9",
                "upfront.base-address", "http://book.example.com", "upfront.stripe.webhook-secret", ""));
        var ended = doctor(settings);
        assertThat(ended.code()).isOne();
        assertThat(ended.said().lines().filter(line -> line.startsWith("broken")).map(line -> line.substring(14, 32).strip()))
                .as(ended.said()).contains("Engine", "Stripe key", "Webhook secret", "Mail", "Address");
        assertThat(ended.said()).contains("Stripe refuses the key", "is not encrypted", "Start the broker").doesNotContain("Exception\n", "\tat ");
    }

    @Test
    void theCommandEndsWithOneSentenceWhereTheDatabaseIsAway() throws Exception {
        var settings = settings();
        settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:9/upfront");
        var ended = doctor(settings);
        assertThat(ended.code()).isOne();
        assertThat(ended.said().strip()).startsWith("The database can't be used (Connection to 127.0.0.1:9 refused): start PostgreSQL, or correct").hasLineCount(1);
    }

    private Map<String, Diagnosis> bySubject() {
        return doctor.examine().stream().collect(Collectors.toMap(Diagnosis::subject, Function.identity()));
    }

    private Map<String, String> settings() {
        var settings = SETTINGS.stream().collect(Collectors.toMap(Function.identity(), environment::getRequiredProperty));
        settings.putAll(Map.of("spring.datasource.url", database.getJdbcUrl(), "spring.datasource.username", database.getUsername(),
                "spring.datasource.password", database.getPassword()));
        return settings;
    }

    private static Ended doctor(Map<String, String> settings) throws IOException, InterruptedException {
        var arguments = Stream.concat(Stream.of("doctor", "--round-trip"), settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())).toList();
        var process = new ProcessBuilder(JavaCommand.of(JavaCommand.deliveredClassPath(), "dev.upfront.Application",
                List.of("-Xmx300m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
