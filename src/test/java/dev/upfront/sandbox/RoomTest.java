package dev.upfront.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;

/** A test of one room, the one in whose package it lies, with the rooms it uses: a fresh database, no web, an engine that cannot be reached. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, webEnvironment = WebEnvironment.NONE, verifyAutomatically = false)
@Import(TestDatabase.class)
@TestPropertySource(properties = "upfront.engine.grpc-address=http://127.0.0.1:9")
public @interface RoomTest {
}
