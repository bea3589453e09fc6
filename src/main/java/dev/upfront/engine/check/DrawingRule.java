package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.stream.Stream;

/** What runs can be seen and read: everything is drawn and has a label; a way out of a question is its answer. */
final class DrawingRule implements FlowCheck.Rule {

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        var diagrams = files.diagrams().stream().flatMap(diagram -> Stream.of(invisible(diagram), unlabelled(diagram), unanswered(diagram))
                .flatMap(found -> found));
        var decisions = files.decisions().entrySet().stream().flatMap(file -> file.getValue().stream()
                .filter(decision -> decision.name().isBlank())
                .map(decision -> new Finding(file.getKey(), decision.id(),
                        "%s in %s has no name, so nobody reads what it decides. Name it.".formatted(decision.id(), file.getKey()))));
        return Stream.concat(diagrams, decisions);
    }

    private static Stream<Finding> invisible(Diagram diagram) {
        var drawn = diagram.drawn();
        return Stream.concat(
                diagram.nodes().stream().filter(node -> !drawn.contains(node.id())).map(node -> Finding.at(diagram, node,
                        "has no shape, so it would run unseen", "Draw it in the Modeler, or remove it")),
                diagram.flows().stream().filter(flow -> !drawn.contains(flow.id())).map(flow -> Finding.at(diagram, flow.id(), flow.name(),
                        "has no line, so it would be taken unseen", "Draw it in the Modeler, or remove it")));
    }

    private static Stream<Finding> unlabelled(Diagram diagram) {
        return diagram.nodes().stream().filter(node -> node.name().isBlank() && !onlyJoins(diagram, node))
                .map(node -> Finding.at(diagram, node, "has no label, so nobody reads what it does",
                        "Label it: a verb and its object, a state reached, or a question"));
    }

    private static Stream<Finding> unanswered(Diagram diagram) {
        return diagram.flows().stream().filter(flow -> flow.name().isBlank() && asks(diagram, flow.source()))
                .map(flow -> Finding.at(diagram, flow.id(), "", "leaves a question without an answer on it",
                        "Label it with the answer to “%s”".formatted(flow.source().name())));
    }

    private static boolean asks(Diagram diagram, Node node) {
        return node.is("exclusiveGateway", "inclusiveGateway") && diagram.from(node).size() > 1;
    }

    private static boolean onlyJoins(Diagram diagram, Node node) {
        return node.is("exclusiveGateway", "inclusiveGateway", "parallelGateway") && diagram.from(node).size() < 2
                || node.is("parallelGateway");
    }
}
