package dev.upfront;

import dev.upfront.ops.doctor.Diagnosis;
import dev.upfront.ops.doctor.Doctor;
import dev.upfront.payment.StripeCheckup;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code java -jar upfront.jar doctor}: examines the installation that the settings name, one line each, and ends with 0 when nothing is broken, else with 1.
 * Opens no workers and no port, migrates nothing, runs no schedule. With {@code --round-trip} it lets Stripe send an event to the running application.
 */
final class DoctorCommand {

    static final String NAME = "doctor";
    private static final String ROUND_TRIP = "--round-trip";
    /** Nothing is made before it is asked for, so that a database that is away stops nothing else, and only the findings are said. */
    private static final List<String> QUIETLY = List.of("--spring.main.lazy-initialization=true", "--spring.flyway.enabled=false", "--management.endpoint.health.validate-group-membership=false",
            "--spring.datasource.hikari.connection-timeout=5000", "--logging.structured.format.console=", "--logging.level.root=error",
            "--logging.level.org.springframework.boot=off", "--logging.level.com.zaxxer.hikari=off", "--logging.level.org.flywaydb=off");

    private final PrintStream out;

    DoctorCommand(PrintStream out) {
        this.out = out;
    }

    static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /** @return the exit code */
    int run(String... arguments) {
        var settings = Stream.concat(QUIETLY.stream(), Arrays.stream(arguments).skip(1)).toArray(String[]::new);
        try (var context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).profiles(NAME).run(settings)) {
            context.getBean(DataSource.class).getConnection().close();
            return tell(examine(context, Arrays.asList(arguments).contains(ROUND_TRIP)));
        } catch (RuntimeException | SQLException trouble) {
            out.println(sentence(trouble));
            return 1;
        }
    }

    private static List<Diagnosis> examine(ConfigurableApplicationContext context, boolean roundTrip) {
        var found = new ArrayList<>(context.getBean(Doctor.class).examine());
        if (roundTrip) {
            found.add(roundTrip(context.getBean(StripeCheckup.class)));
        }
        return found;
    }

    private static Diagnosis roundTrip(StripeCheckup stripe) {
        var subject = "Round trip";
        try {
            return stripe.roundTrip().map(took -> new Diagnosis(subject, Diagnosis.State.WELL, "Stripe's webhook came in after %d ms.".formatted(took.toMillis()), ""))
                    .orElseGet(() -> new Diagnosis(subject, Diagnosis.State.BROKEN, "No webhook came within %d s.".formatted(stripe.eventWithin().toSeconds()),
                            "See that the application runs, that Stripe reaches its address, and that the secret is the one of this endpoint."));
        } catch (IllegalStateException refused) {
            return new Diagnosis(subject, Diagnosis.State.BROKEN, "Stripe could not be asked: %s.".formatted(refused.getMessage()), "Mend what is said about the Stripe key first.");
        }
    }

    private int tell(List<Diagnosis> found) {
        found.forEach(one -> out.printf("%-12s  %-18s  %s%s%n", one.state().words(), one.subject(), one.seen(), one.remedy().isEmpty() ? "" : " → " + one.remedy()));
        var broken = found.stream().filter(one -> one.state() == Diagnosis.State.BROKEN).count();
        return broken == 0 ? 0 : 1;
    }

    /** What was in the way of examining anything at all. */
    private static String sentence(Throwable trouble) {
        var causes = Stream.iterate(trouble, Objects::nonNull, Throwable::getCause).toList();
        var database = causes.stream().filter(SQLException.class::isInstance).reduce((outer, inner) -> inner);
        var why = String.valueOf(database.orElse(causes.getLast()).getMessage()).lines().findFirst().orElse("").split("\\. |\\.$", 2)[0];
        return (database.isPresent() ? "The database can't be used (%s): start PostgreSQL, or correct UPFRONT_DATABASE_URL, UPFRONT_DATABASE_USERNAME and UPFRONT_DATABASE_PASSWORD."
                : "The settings can't be used: %s.").formatted(why);
    }
}
