package dev.upfront;

import dev.upfront.sandbox.DevelopmentDatabase;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxInitializer;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The development run: the real application in a world of stand-ins, with a demo practice. Started by {@code mvn spring-boot:test-run}. */
public final class TestApplication {

    private TestApplication() {}

    public static void main(String[] arguments) {
        try {
            new SpringApplicationBuilder(Application.class)
                    .initializers(new SandboxInitializer(Sandbox::livedIn, DevelopmentDatabase.shared()::freshDatabase))
                    .profiles("demo", "lived-in")
                    .run(arguments);
        } catch (RuntimeException failed) {
            System.exit(1); // the engine's threads would keep the program alive; what went wrong has been logged
        }
    }
}
