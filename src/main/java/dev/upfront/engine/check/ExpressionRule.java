package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.Feel;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import dev.upfront.engine.check.diagram.Xml;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Expressions are FEEL and compare ready facts: what is to be calculated, above all money and time, is calculated by a room. */
final class ExpressionRule implements FlowCheck.Rule {

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> Stream.concat(
                diagram.nodes().stream().flatMap(node -> expressions(diagram, node).flatMap(text -> check(diagram, node.id(), node.name(), text))),
                diagram.flows().stream().flatMap(flow -> check(diagram, flow.id(), flow.name(), flow.condition()))));
    }

    /** Everything in a node that may be an expression: those that are begin with {@code =}. */
    static Stream<String> expressions(Diagram diagram, Node node) {
        return Stream.of(timer(node), loop(node), Stream.of(diagram.correlationKey(node)),
                node.inputs().values().stream(), node.outputs().values().stream()).flatMap(found -> found);
    }

    /** The date, duration or cycle of a timer event. */
    static Stream<String> timer(Node node) {
        return node.eventDefinition().stream().filter(definition -> node.event().equals("timer"))
                .flatMap(Xml::children).map(Element::getTextContent).map(String::strip);
    }

    /** The collection over which a multi-instance activity runs. */
    static Stream<String> loop(Node node) {
        return node.loop().stream().map(loop -> loop.getAttribute("inputCollection"));
    }

    private static Stream<Finding> check(Diagram diagram, String elementId, String name, String expression) {
        if (!expression.startsWith("=")) {
            return Stream.empty();
        }
        var feel = Feel.read(expression.substring(1));
        return Stream.concat(
                feel.error().stream().map(error -> Finding.at(diagram, elementId, name,
                        "has the expression “%s”, which can't be read: %s".formatted(expression, error.replaceAll("\\s+", " ")), "Correct it")),
                Stream.of(feel).filter(Feel::calculates).map(calculation -> Finding.at(diagram, elementId, name,
                        "calculates in “%s”; a slip there would go unseen".formatted(expression),
                        "Let the room's worker answer the ready value, and compare that")));
    }
}
