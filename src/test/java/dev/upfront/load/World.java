package dev.upfront.load;

import dev.upfront.installation.ApplicationProcess;
import dev.upfront.installation.Broker;
import dev.upfront.installation.CamundaDistribution;
import dev.upfront.installation.Database;
import dev.upfront.installation.FreePort;
import dev.upfront.installation.JavaCommand;
import dev.upfront.installation.Part;
import dev.upfront.installation.StripeServer;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that is measured, each part a process of its own on this machine; the application runs with its default settings but for the limit on forms. */
final class World implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final Database database;
    final Broker broker;
    final StripeServer stripe;
    final ApplicationProcess application;
    final MailSink mail = new MailSink();

    World(Path folder, String jvmOptions) {
        var applicationPort = FreePort.next();
        database = new Database(folder.resolve("database"), FreePort.next(), "shared_preload_libraries=pg_stat_statements");
        broker = Broker.alone(CamundaDistribution.fetched(), folder.resolve("broker"), Broker.Ports.free());
        stripe = new StripeServer(FreePort.next(), folder, URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(applicationPort)));
        application = new ApplicationProcess("application", applicationPort, folder, Map.of(
                "upfront.base-address", "http://localhost:" + applicationPort,
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.username(),
                "upfront.engine.grpc-address", broker.grpcAddress().toString(),
                "upfront.stripe.api-base", stripe.address().toString(),
                "upfront.stripe.secret-key", StripeStandIn.API_KEY,
                "upfront.stripe.webhook-secret", StripeServer.WEBHOOK_SECRET,
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", String.valueOf(mail.port()),
                "upfront.limits.posts-per-minute", "10000000"), JavaCommand.deliveredClassPath(), List.of(jvmOptions.split(" ")));
    }

    /** Everything but the application. */
    void startTheRest() {
        database.start();
        broker.part().start();
        stripe.part().start();
        List.of(database.part(), broker.part(), stripe.part()).forEach(part -> part.awaitReady(PATIENCE));
    }

    void startApplication() {
        application.part().start();
        application.part().awaitReady(PATIENCE);
    }

    List<Part> parts() {
        return List.of(application.part(), broker.part(), database.part(), stripe.part());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
    }

    @Override
    public void close() {
        application.close();
        stripe.close();
        broker.close();
        database.close();
        mail.close();
    }
}
