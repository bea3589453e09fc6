package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nothing waits for ever: every wait has a timer, on itself or around it. */
final class WaitRule implements FlowCheck.Rule {

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> diagram.nodes().stream()
                .filter(node -> waits(diagram, node, knowledge) && !timed(diagram, node))
                .map(node -> Finding.at(diagram, node, "waits without a timer; when what it waits for never comes, nobody would know",
                        "Attach a timer to it, or to the subprocess around it")));
    }

    private static boolean waits(Diagram diagram, Node node, Knowledge knowledge) {
        var worker = knowledge.workers().get(node.jobType());
        var afterChoice = diagram.into(node).stream().anyMatch(flow -> flow.source().is("eventBasedGateway"));
        return worker != null && worker.open()
                || node.is("receiveTask", "userTask", "manualTask", "eventBasedGateway") && !afterChoice
                || node.is("intermediateCatchEvent") && !node.event().equals("timer") && !node.event().equals("link") && !afterChoice;
    }

    private static boolean timed(Diagram diagram, Node node) {
        if (node.is("eventBasedGateway") && diagram.from(node).stream().anyMatch(flow -> isTimer(flow.target()))) {
            return true;
        }
        for (@Nullable Node at = node; at != null; at = at.scope()) {
            var scope = at.scope();
            var beside = diagram.inside(scope).filter(Node::isEventSubprocess).flatMap(diagram::inside).filter(event -> event.is("startEvent"));
            if (Stream.concat(diagram.attachedTo(at), beside).anyMatch(WaitRule::isTimer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTimer(Node node) {
        return node.event().equals("timer");
    }
}
