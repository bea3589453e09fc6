package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.stream.Stream;

/**
 * What a flow names exists: called processes, decisions, forms and messages. Calls are bound to the latest version and hand over nothing
 * by accident.
 */
final class ReferenceRule implements FlowCheck.Rule {

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> diagram.nodes().stream().flatMap(node -> Stream.of(
                call(diagram, node, files), decision(diagram, node, files), form(diagram, node, files), message(diagram, node, knowledge))
                .flatMap(found -> found)));
    }

    private static Stream<Finding> call(Diagram diagram, Node node, FlowFiles files) {
        if (!node.is("callActivity")) {
            return Stream.empty();
        }
        var called = node.extension("calledElement", "processId");
        if (files.process(called).isEmpty()) {
            return Stream.of(Finding.at(diagram, node, "calls the process “%s”, which does not exist".formatted(called),
                    "Name a process that is a file in bpmn/"));
        }
        return Stream.of(binding(diagram, node), variables(diagram, node)).flatMap(found -> found);
    }

    private static Stream<Finding> binding(Diagram diagram, Node node) {
        var binding = node.extension("calledElement", "bindingType");
        return binding.isEmpty() || binding.equals("latest") ? Stream.empty()
                : Stream.of(Finding.at(diagram, node, "is bound to “%s”, so an edit of what it calls would not take effect".formatted(binding),
                        "Set its binding to latest"));
    }

    private static Stream<Finding> variables(Diagram diagram, Node node) {
        var silent = node.extension("calledElement", "propagateAllParentVariables").equals("false")
                && node.extension("calledElement", "propagateAllChildVariables").equals("false");
        return silent ? Stream.empty()
                : Stream.of(Finding.at(diagram, node, "hands over all variables, so what one process calls a thing would change another",
                        "Switch off propagating variables both ways, and list inputs and outputs"));
    }

    private static Stream<Finding> decision(Diagram diagram, Node node, FlowFiles files) {
        var decision = node.extension("calledDecision", "decisionId");
        if (node.is("businessRuleTask") && node.jobType().isEmpty() && files.decision(decision).isEmpty()) {
            return Stream.of(Finding.at(diagram, node, "asks the decision “%s”, which does not exist".formatted(decision),
                    "Name a decision that is a file in bpmn/"));
        }
        return Stream.empty();
    }

    private static Stream<Finding> form(Diagram diagram, Node node, FlowFiles files) {
        var form = node.extension("formDefinition", "formId");
        return form.isEmpty() || files.formIds().containsValue(form) ? Stream.empty()
                : Stream.of(Finding.at(diagram, node, "shows the form “%s”, which does not exist".formatted(form),
                        "Name a form that is a file in forms/"));
    }

    private static Stream<Finding> message(Diagram diagram, Node node, Knowledge knowledge) {
        var hears = node.is("receiveTask") || node.event().equals("message") && !node.is("endEvent", "intermediateThrowEvent");
        var message = diagram.message(node);
        return !hears || knowledge.messages().containsKey(message) ? Stream.empty()
                : Stream.of(Finding.at(diagram, node, "waits for the message “%s”, which no room sends".formatted(message),
                        "Name one of " + String.join(", ", knowledge.messages().keySet().stream().sorted().toList())));
    }
}
