package dev.upfront.payment;

import dev.upfront.sandbox.RoomTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the payment room against the Stripe stand-in. All share one room: each makes its own client and booking and counts only what is its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RoomTest
@TestInstance(Lifecycle.PER_METHOD)
@Import(PaymentWorld.class)
@TestPropertySource(properties = {"upfront.payment.sweep-interval=1h", "upfront.mail.interval=1h", "upfront.engine.outbox-interval=1h"})
public @interface PaymentTest {}
