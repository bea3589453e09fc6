package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Which files an instance deploys when it starts. What a test says of former deployments is rolled back. */
@UpfrontTest
@Transactional
class DeploymentTests {

    @Autowired Deployment deployment;
    @Autowired JdbcClient jdbc;

    @BeforeEach
    void everythingIsDeployed() {
        await().until(() -> deployment.changed().isEmpty());
    }

    @Test
    void fileThatChangedIsDeployed() {
        jdbc.sql("update engine.deployment set sha256 = repeat('0', 64) where resource = 'booking.bpmn'").update();
        assertThat(deployment.changed()).containsOnlyKeys("booking.bpmn");
    }

    @Test
    void fileThatALaterVersionReplacedIsNotBroughtBack() {
        jdbc.sql("insert into engine.deployment values ('booking.bpmn', repeat('0', 64), now() + interval '1 day')").update();
        assertThat(deployment.changed()).isEmpty();
    }
}
