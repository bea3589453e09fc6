package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import dev.upfront.engine.check.diagram.Xml;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Only what Camunda 8.6 knows, so that the same files run on 8.6 and everything after it. */
final class DialectRule implements FlowCheck.Rule {

    private static final Set<String> NODES = Set.of("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
            "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "callActivity", "subProcess",
            "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway");
    private static final Set<String> EVENTS = Set.of("", "message", "timer", "error", "escalation", "signal", "terminate", "link", "compensate");
    private static final Set<String> EXTENSIONS = Set.of("taskDefinition", "ioMapping", "input", "output", "taskHeaders", "header",
            "calledElement", "calledDecision", "loopCharacteristics", "subscription", "properties", "property", "versionTag", "formDefinition");
    private static final int MAJOR = 8;
    private static final int MINOR = 6;

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> Stream.concat(platform(diagram),
                diagram.nodes().stream().flatMap(node -> check(diagram, node))));
    }

    private static Stream<Finding> platform(Diagram diagram) {
        var version = diagram.root().getAttributeNS("http://camunda.org/schema/modeler/1.0", "executionPlatformVersion");
        var parts = List.of(version.split("\\."));
        try {
            var major = Integer.parseInt(parts.get(0));
            if (major == MAJOR && Integer.parseInt(parts.get(1)) <= MINOR) {
                return Stream.empty();
            }
        } catch (NumberFormatException | IndexOutOfBoundsException unknown) {
            // told below, like a version that is too new
        }
        return Stream.of(Finding.in(diagram.file(), "is drawn for Camunda “%s”, not for 8.6 or earlier".formatted(version),
                "Set the engine version to 8.6 at the Modeler's lower left"));
    }

    private static Stream<Finding> check(Diagram diagram, Node node) {
        return Stream.of(
                Stream.of(node.type()).filter(type -> !NODES.contains(type)),
                Stream.of(node.event()).filter(event -> !EVENTS.contains(event)).map(event -> event + " event"),
                Stream.concat(Node.extensions(node.xml()), Node.extensions(node.xml()).flatMap(Xml::children))
                        .map(Element::getLocalName).filter(extension -> !EXTENSIONS.contains(extension)).map(extension -> "zeebe:" + extension))
                .flatMap(found -> found).distinct()
                .map(unknown -> Finding.at(diagram, node, "uses “%s”, which Upfront's flows on Camunda 8.6 do not have".formatted(unknown),
                        unknown.equals("userTask") || unknown.equals("zeebe:userTask")
                                ? "Ask people by an open job: choose one of the templates with a person" : "Use a task of one of the templates"));
    }
}
