package dev.upfront.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of one room, the one in whose package it lies, with the rooms it uses: a fresh database, a {@link MovableClock} that stands at
 * Monday 2 March 2026, 08:00 UTC, no web, an engine that cannot be reached.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, webEnvironment = WebEnvironment.NONE, verifyAutomatically = false)
@ContextConfiguration(initializers = RoomTest.World.class)
@TestPropertySource(properties = "upfront.engine.grpc-address=http://127.0.0.1:9")
public @interface RoomTest {

    /** What the room finds around it. */
    class World implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            context.registerBean(MovableClock.class, (Supplier<MovableClock>) () -> MovableClock.standingAt(Instant.parse("2026-03-02T08:00:00Z")));
            context.registerBean(JdbcConnectionDetails.class, (Supplier<JdbcConnectionDetails>) DevelopmentDatabase.shared()::freshDatabase);
        }
    }
}
