package dev.upfront.flows;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** One in-memory engine for all flow tests, with everything of {@code bpmn/} deployed once. */
final class FlowEngine {

    private static final Path FLOWS = Path.of("bpmn");

    final CamundaClient client;
    private final ZeebeTestEngine engine;
    private Duration ahead = Duration.ZERO;

    static FlowEngine shared() {
        return Shared.ENGINE;
    }

    /** Started by the first test that drives a flow. */
    private static final class Shared {
        private static final FlowEngine ENGINE = new FlowEngine();
    }

    private FlowEngine() {
        var port = freePort();
        engine = EngineFactory.create(port);
        engine.start();
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + port)).preferRestOverGrpc(false).build();
        deploy();
    }

    /** The files of {@code bpmn/} by name. */
    static Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        try (var found = Files.list(FLOWS)) {
            for (var file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /** The engine's time, which may be ahead of ours. */
    Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }

    /** Moves the engine's time to just after that moment; never back. */
    void moveTo(Instant moment) {
        var step = Duration.between(now(), moment).plusSeconds(1).truncatedTo(ChronoUnit.MILLIS); // the engine counts no smaller ones: ours would run ahead of it
        if (step.isPositive()) {
            engine.increaseTime(step);
            ahead = ahead.plus(step);
        }
    }

    /** Everything the engine wrote since that position. */
    List<Record<?>> recordsSince(long position) {
        return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
                .<Record<?>>map(record -> record)
                .filter(record -> record.getPosition() > position)
                .toList();
    }

    long position() {
        return recordsSince(-1).stream().mapToLong(Record::getPosition).max().orElse(-1);
    }

    private void deploy() {
        DeployResourceCommandStep2 deployment = null;
        for (var file : files().entrySet()) {
            deployment = deployment == null
                    ? client.newDeployResourceCommand().addResourceBytes(file.getValue(), file.getKey())
                    : deployment.addResourceBytes(file.getValue(), file.getKey());
        }
        deployment.send().join();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
