package dev.upfront.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deploys the files that were never deployed before with that content, in one deployment, if the flow check finds nothing. So what ops staff
 * deployed from the Modeler stays until the application brings a new file, and an instance of an earlier version, started again during a rolling
 * update, does not bring its old diagrams back. Whoever wants a former diagram again deploys it from the Modeler.
 */
@Component
class Deployment {

    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final CamundaClient client;
    private final Commands commands;
    private final FlowResources resources;
    private final Flows flows;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Deployment(CamundaClient client, Commands commands, FlowResources resources, Flows flows, JdbcClient jdbc, InstantSource clock) {
        this.client = client;
        this.commands = commands;
        this.resources = resources;
        this.flows = flows;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void deployWhatChanged() {
        var changed = changed();
        if (changed.isEmpty()) {
            log.info("The engine has every flow already");
            return;
        }
        var problems = flows.problems();
        if (!problems.isEmpty()) {
            log.error("The flows are not deployed; the versions deployed before go on. Correct what the flow check found, and start again:\n  {}",
                    String.join("\n  ", problems));
            return;
        }
        DeployResourceCommandStep2 deployment = null;
        for (var file : changed.entrySet()) {
            deployment = deployment == null
                    ? client.newDeployResourceCommand().addResourceBytes(file.getValue(), file.getKey())
                    : deployment.addResourceBytes(file.getValue(), file.getKey());
        }
        commands.send("deploying " + changed.keySet(), deployment);
        changed.forEach(this::remember);
        log.info("Deployed {}", changed.keySet());
    }

    /** The files that were never deployed with their content. */
    Map<String, byte[]> changed() {
        var deployed = jdbc.sql("select resource, sha256 from engine.deployment")
                .query((row, number) -> Map.entry(row.getString("resource"), row.getString("sha256"))).set();
        var changed = new TreeMap<>(resources.all());
        changed.entrySet().removeIf(file -> deployed.contains(Map.entry(file.getKey(), FlowResources.sha256(file.getValue()))));
        return changed;
    }

    private void remember(String resource, byte[] content) {
        jdbc.sql("""
                insert into engine.deployment (resource, sha256, deployed_at) values (?, ?, ?)
                on conflict (resource, sha256) do nothing
                """)
                .params(resource, FlowResources.sha256(content), Timestamp.from(clock.instant()))
                .update();
    }
}
