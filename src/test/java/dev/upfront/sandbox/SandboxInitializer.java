package dev.upfront.sandbox;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives an application context a {@link Sandbox} and a database of its own, for tests and for the development run. */
public class SandboxInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

    private final Supplier<Sandbox> world;
    private final Supplier<JdbcConnectionDetails> database;

    /** Each context gets an in-memory world and a fresh database. */
    public SandboxInitializer() {
        this(Sandbox::inMemory, DevelopmentDatabase.shared()::freshDatabase);
    }

    public SandboxInitializer(Supplier<Sandbox> world, Supplier<JdbcConnectionDetails> database) {
        this.world = world;
        this.database = database;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        var sandbox = world.get();
        var settings = new HashMap<>(sandbox.settings());
        var port = port(context.getEnvironment().getProperty("server.port", Integer.class, 8080));
        var address = URI.create("http://localhost:" + port);
        settings.put("server.port", port);
        settings.put("upfront.base-address", address.toString());
        sandbox.applicationListensAt(address);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sandbox", settings));
        context.registerBean(Sandbox.class, (Supplier<Sandbox>) () -> sandbox, definition -> definition.setDestroyMethodName(""));
        context.registerBean(InstantSource.class, (Supplier<InstantSource>) sandbox::clock);
        context.registerBean(JdbcConnectionDetails.class, database);
        // After the context, so that its last commands and mails still find somebody.
        SpringApplication.getShutdownHandlers().add(sandbox::close);
    }

    /** The port is chosen before the start, because the links in mails name it. */
    private static int port(int wanted) {
        return wanted == 0 ? Sandbox.freePort() : wanted;
    }
}
