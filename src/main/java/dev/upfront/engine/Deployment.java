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
 * Deploys the flows whose files differ from what this application deployed last, in one deployment, if the flow check finds nothing. What ops
 * staff deployed from the Modeler meanwhile stays, until the file of the application itself changes.
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

    /** The files that differ from what was deployed last. */
    Map<String, byte[]> changed() {
        var deployed = new TreeMap<String, String>();
        jdbc.sql("select resource, sha256 from engine.deployment")
                .query(row -> { deployed.put(row.getString(1), row.getString(2)); });
        var changed = new TreeMap<>(resources.all());
        changed.entrySet().removeIf(file -> FlowResources.sha256(file.getValue()).equals(deployed.get(file.getKey())));
        return changed;
    }

    private void remember(String resource, byte[] content) {
        jdbc.sql("""
                insert into engine.deployment (resource, sha256, deployed_at) values (?, ?, ?)
                on conflict (resource) do update set sha256 = excluded.sha256, deployed_at = excluded.deployed_at
                """)
                .params(resource, FlowResources.sha256(content), Timestamp.from(clock.instant()))
                .update();
    }
}
