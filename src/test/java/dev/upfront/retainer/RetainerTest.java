package dev.upfront.retainer;

import dev.upfront.sandbox.RoomTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the retainer room against the Stripe stand-in. All share one room and its clock: each makes its own client and plan and counts only what is its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RoomTest
@Import(RetainerWorld.class)
@TestPropertySource(properties = {"upfront.payment.sweep-interval=1h", "upfront.mail.interval=1h", "upfront.engine.outbox-interval=1h"})
@interface RetainerTest {}
