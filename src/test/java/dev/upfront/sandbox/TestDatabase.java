package dev.upfront.sandbox;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Import it into a Spring test to run against a fresh database of the tests' shared PostgreSQL. */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails() {
        return DevelopmentDatabase.shared().freshDatabase();
    }
}
