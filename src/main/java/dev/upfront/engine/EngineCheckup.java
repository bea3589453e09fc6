package dev.upfront.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.camunda.client.api.response.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What can be seen of the engine from outside, for whoever looks for the cause of trouble. */
@Service
public class EngineCheckup {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /**
     * @param trouble why it did not answer, or null; then nothing else is known
     * @param versions of the gateway and of each broker, each once
     * @param partitions how many there should be
     * @param healthyPartitions how many have a healthy leader
     */
    public record Report(String address, @Nullable String trouble, List<String> versions, int brokers, int partitions, int healthyPartitions) {}

    private final CamundaClient client;
    private final Deployment deployment;
    private final EngineSettings settings;

    EngineCheckup(CamundaClient client, Deployment deployment, EngineSettings settings) {
        this.client = client;
        this.deployment = deployment;
        this.settings = settings;
    }

    public Report look() {
        var address = settings.grpcAddress().toString();
        try {
            var topology = client.newTopologyRequest().requestTimeout(ANSWER_WITHIN).send().join();
            var brokers = topology.getBrokers();
            var versions = Stream.concat(Stream.of(topology.getGatewayVersion()), brokers.stream().map(BrokerInfo::getVersion))
                    .distinct().toList();
            return new Report(address, null, versions, brokers.size(), topology.getPartitionsCount(), healthy(topology));
        } catch (ClientException away) {
            return new Report(address, away.getMessage() == null ? "no answer" : away.getMessage(), List.of(), 0, 0, 0);
        }
    }

    /** The application's flow files that were never deployed as they are now. */
    public Set<String> notDeployed() {
        return deployment.changed().keySet();
    }

    private static int healthy(Topology topology) {
        return (int) topology.getBrokers().stream().flatMap(broker -> broker.getPartitions().stream())
                .filter(partition -> partition.isLeader() && partition.getHealth() == PartitionBrokerHealth.HEALTHY).count();
    }
}
