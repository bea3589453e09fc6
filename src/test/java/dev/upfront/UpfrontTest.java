package dev.upfront;

import dev.upfront.sandbox.SandboxInitializer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application in the sandbox: real PostgreSQL, the in-memory engine, the Stripe stand-in, a mail catcher. All such
 * tests share one application, so each makes its own provider and offering ({@link dev.upfront.sandbox.Fixtures}) and counts only what is its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Application.class,
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {"server.port=0", "upfront.engine.retry-delay=200ms", "upfront.engine.outbox-interval=500ms", "upfront.metrics.interval=2s", "upfront.stripe.round-trip-within=5s"})
@ContextConfiguration(initializers = SandboxInitializer.class)
public @interface UpfrontTest {}
