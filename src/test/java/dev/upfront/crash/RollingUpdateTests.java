package dev.upfront.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.installation.FlowRecords.Instance;
import dev.upfront.installation.FreePort;
import dev.upfront.installation.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** From one version to the next while bookings are under way: a migration, and a diagram with one more task. */
@Tag("crash")
class RollingUpdateTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void bookingsUnderWayAndNewOnesEndWellWhileOneInstanceAfterTheOtherIsReplaced() throws Exception {
        try (var world = World.real(folder); var kills = new Kills(world, new Random(), Kills.WHOLE)) {
            TwoInstancesTests.startTwo(world);
            walks(kills);
            var next = nextVersion();

            for (var replaced = 0; replaced < 2; replaced++) {
                var old = world.applications.getFirst();
                world.run(world.addApplication(FreePort.next(), next));
                walks(kills);
                world.retire(old);
                world.restart(world.applications.getFirst()); // of the old version in the first round: it must not bring its diagrams back
                walks(kills);
            }

            kills.awaitWalks(PATIENCE.multipliedBy(4));
            var wrong = Audit.of(world, kills.walks());
            assertThat(wrong).as(kills.report(wrong)).isEmpty();
            var versions = world.flows().instances().stream().filter(instance -> instance.process().equals("booking"))
                    .collect(Collectors.groupingBy(Instance::version, Collectors.counting()));
            assertThat(versions).as("bookings by the version of their diagram").containsOnlyKeys(1, 2);
            try (var connection = world.connect(); var columns = connection.getMetaData().getColumns(null, "booking", "booking", "noted_later")) {
                assertThat(columns.next()).as("the migration's column").isTrue();
            }
        }
    }

    private static void walks(Kills kills) throws InterruptedException {
        for (var plan : Kills.WHOLE) {
            kills.walk(plan);
            Thread.sleep(1_000);
            kills.walk(plan);
        }
    }

    /** The delivered classes again, with one more migration of a room and one more task in the booking flow. @return the class path */
    private String nextVersion() throws IOException {
        var delivered = Arrays.stream(JavaCommand.deliveredClassPath().split(File.pathSeparator)).map(Path::of).toList();
        var classes = delivered.stream().filter(path -> path.endsWith("classes")).findFirst().orElseThrow();
        var next = folder.resolve("next");
        FileSystemUtils.copyRecursively(classes, next);
        Files.writeString(next.resolve("db/migration/booking/V99__noted_later.sql"), "alter table booking.booking add column noted_later text;\n");
        var flow = next.resolve("bpmn/booking.bpmn");
        Files.writeString(flow, withOneMoreTask(Files.readString(flow)));
        return delivered.stream().map(path -> path.equals(classes) ? next.toString() : path.toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static String withOneMoreTask(String flow) {
        var line = "<bpmn:sequenceFlow id=\"Flow_SendConfirmation_AwaitSession\" sourceRef=\"Task_SendConfirmation\" targetRef=\"Sub_AwaitSession\" />";
        assertThat(flow).contains(line, "<bpmn:incoming>Flow_SendConfirmation_AwaitSession</bpmn:incoming>");
        return flow.replace("<bpmn:incoming>Flow_SendConfirmation_AwaitSession</bpmn:incoming>", "<bpmn:incoming>Flow_SendConfirmationAgain_AwaitSession</bpmn:incoming>")
                .replace(line, """
                        <bpmn:serviceTask id="Task_SendConfirmation_Again" name="Send confirmation again">
                          <bpmn:extensionElements><zeebe:taskDefinition type="booking.sendConfirmation" retries="5" /></bpmn:extensionElements>
                          <bpmn:incoming>Flow_SendConfirmation_AwaitSession</bpmn:incoming>
                          <bpmn:outgoing>Flow_SendConfirmationAgain_AwaitSession</bpmn:outgoing>
                        </bpmn:serviceTask>
                        <bpmn:sequenceFlow id="Flow_SendConfirmation_AwaitSession" sourceRef="Task_SendConfirmation" targetRef="Task_SendConfirmation_Again" />
                        <bpmn:sequenceFlow id="Flow_SendConfirmationAgain_AwaitSession" sourceRef="Task_SendConfirmation_Again" targetRef="Sub_AwaitSession" />
                        """)
                .replace("<bpmndi:BPMNShape id=\"Task_Expire_di\"", """
                        <bpmndi:BPMNShape id="Task_SendConfirmation_Again_di" bpmnElement="Task_SendConfirmation_Again"><dc:Bounds x="1570" y="200" width="100" height="80" /></bpmndi:BPMNShape>
                        <bpmndi:BPMNEdge id="Flow_SendConfirmationAgain_AwaitSession_di" bpmnElement="Flow_SendConfirmationAgain_AwaitSession"><di:waypoint x="1670" y="240" /><di:waypoint x="1730" y="340" /></bpmndi:BPMNEdge>
                        <bpmndi:BPMNShape id="Task_Expire_di\"""");
    }
}
