package dev.upfront.installation;

import dev.upfront.Application;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The development run on the real Camunda: {@code mvn spring-boot:test-run -Pcamunda}. The application in this JVM, with Stripe's stand-in and
 * the mail catcher; PostgreSQL, broker and Operate beside it. Ctrl-C stops all of it, and the next start finds its data again.
 */
public final class CamundaRun {

    private CamundaRun() {}

    public static void main(String[] arguments) {
        try {
            var settings = Settings.ofSystemProperties();
            var installation = Installation.start(settings, System.out::println);
            application(installation, settings, Stream.concat(Stream.of("--spring.profiles.include=lived-in"), Stream.of(arguments)).toArray(String[]::new));
            System.out.println(addresses(installation, settings));
        } catch (CannotStart said) {
            System.err.println(said.getMessage());
            System.exit(1);
        } catch (RuntimeException failed) {
            System.exit(1); // what went wrong has been logged; the parts are stopped on the way out
        }
    }

    /** Starts the application on an installation. @param arguments settings as on a command line */
    static ConfigurableApplicationContext application(Installation installation, Settings settings, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=" + settings.ports().application());
        installation.operateAddress().ifPresent(address -> all.add("--upfront.operate-address=" + address));
        return new SpringApplicationBuilder(Application.class)
                .initializers(context -> Part.stopAfterTheApplication(), new SandboxInitializer(installation::sandbox, installation::database))
                .profiles("demo").run(all.toArray(String[]::new));
    }

    private static String addresses(Installation installation, Settings settings) {
        var here = "http://localhost:" + settings.ports().application();
        var lines = new StringBuilder("%nUpfront is ready, on the real Camunda. Ctrl-C stops everything; the data stay.%n".formatted());
        lines.append("  client    %s%n".formatted(here));
        lines.append("  console   %s/ops   %s, %s%n".formatted(here, Sandbox.STAFF_MAIL, Sandbox.STAFF_PASSWORD));
        lines.append("  sandbox   %s/sandbox   mail, Stripe's stand-in, clock%n".formatted(here));
        installation.operateAddress().ifPresent(address -> lines.append("  Operate   %s   demo, demo%n".formatted(address)));
        lines.append("  engine    %s   gRPC%n".formatted(installation.broker().grpcAddress()));
        lines.append("  database  %s   user %s, no password%n".formatted(installation.database().getJdbcUrl(), installation.database().getUsername()));
        return lines.toString();
    }
}
