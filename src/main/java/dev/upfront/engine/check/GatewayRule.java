package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import dev.upfront.engine.check.diagram.SequenceFlow;
import java.util.stream.Stream;

/** A gateway always knows a way on: one of its ways is the default, every other has a condition. */
final class GatewayRule implements FlowCheck.Rule {

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> diagram.nodes().stream()
                .filter(node -> node.is("exclusiveGateway", "inclusiveGateway") && diagram.from(node).size() > 1)
                .flatMap(gateway -> check(diagram, gateway)));
    }

    private static Stream<Finding> check(Diagram diagram, Node gateway) {
        var ways = diagram.from(gateway);
        if (ways.stream().noneMatch(SequenceFlow::isDefault)) {
            return Stream.of(Finding.at(diagram, gateway, "has no default; when no condition holds, the process would stop there",
                    "Make one of its ways the default"));
        }
        return ways.stream().filter(way -> way.isDefault() != way.condition().isEmpty()).map(way -> way.isDefault()
                ? Finding.at(diagram, way.id(), way.name(), "is a default with a condition, which is never looked at", "Remove the condition")
                : Finding.at(diagram, way.id(), way.name(), "has no condition and is not the default, so it is never taken or always",
                        "Give it a condition"));
    }
}
