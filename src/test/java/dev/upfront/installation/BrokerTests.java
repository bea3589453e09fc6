package dev.upfront.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official broker as a process; only with Maven's profile camunda. */
@Tag("camunda")
class BrokerTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void startsMovesItsClockAndStartsAgainAfterACrash() {
        var distribution = CamundaDistribution.fetched();
        try (var broker = Broker.alone(distribution, folder, Broker.Ports.free())) {
            broker.part().start();
            broker.part().awaitReady(PATIENCE);
            broker.advance(Duration.ofHours(25));
            broker.part().kill();
            broker.part().start();
            broker.part().awaitReady(PATIENCE);

            assertThat(distribution.version()).isEqualTo("8.6.0");
            assertThat(broker.part().isReady()).isTrue();
        }
    }

    @Test
    void servesOperateFromASearchServerOfItsOwn() {
        try (var search = new SearchServer(folder.resolve("opensearch"), FreePort.next(), FreePort.next())) {
            search.start();
            search.part().awaitReady(PATIENCE, seconds -> System.out.println("OpenSearch " + seconds + " s"));
            try (var broker = Broker.withOperate(CamundaDistribution.fetched(), folder.resolve("broker"), Broker.Ports.free(), search.address())) {
                broker.part().start();
                broker.part().awaitReady(PATIENCE, seconds -> System.out.println("Operate " + seconds + " s"));

                assertThat(broker.part().isReady()).isTrue();
            }
        }
    }
}
