package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which variables are known where in one diagram, whichever way was taken: followed from the start along the flows until nothing changes
 * any more. What a worker answers counts as far as the task's outputs name it.
 */
final class WrittenVariables {

    private final Diagram diagram;
    private final FlowFiles files;
    private final Knowledge knowledge;
    private final Map<String, Available> after = new HashMap<>();

    WrittenVariables(Diagram diagram, FlowFiles files, Knowledge knowledge) {
        this.diagram = diagram;
        this.files = files;
        this.knowledge = knowledge;
        for (var changed = true; changed;) {
            changed = false;
            for (var node : diagram.nodes()) {
                var now = leaving(node);
                changed |= !now.equals(after.put(node.id(), now));
            }
        }
    }

    /** What is known when the node is reached. */
    Available around(Node node) {
        if (!node.attachedTo().isEmpty()) {
            return diagram.node(node.attachedTo()).map(this::around).orElse(Available.ALL);
        }
        if (node.is("startEvent") || node.isEventSubprocess()) {
            return atScope(node.scope());
        }
        var into = diagram.into(node);
        return into.isEmpty() ? atScope(node.scope()) : Available.onEvery(into.stream().map(flow -> after(flow.source())));
    }

    /** What is known inside the node: what was known before, its own inputs and its loop's element. */
    Available within(Node node) {
        var looped = node.loop().map(loop -> loop.getAttribute("inputElement")).filter(element -> !element.isEmpty());
        return around(node).and(node.inputs().keySet()).and(looped.stream().toList());
    }

    /** What is known when the node is left. */
    Available after(Node node) {
        return after.getOrDefault(node.id(), Available.ALL);
    }

    /** What a timer may read: a boundary timer also the inputs of its activity. */
    Available atTimer(Node node) {
        return node.attachedTo().isEmpty() ? around(node) : diagram.node(node.attachedTo()).map(this::within).orElse(Available.ALL);
    }

    private Available leaving(Node node) {
        var known = around(node).and(node.outputs().keySet());
        if (!node.outputs().isEmpty()) {
            return known;
        }
        if (node.event().equals("message") || node.is("receiveTask")) {
            return known.and(carried(node));
        }
        if (node.is("subProcess") && !node.isEventSubprocess() && node.loop().isEmpty()) {
            return known.and(Available.onEvery(diagram.inside(node).filter(end -> end.is("endEvent")).map(this::after)));
        }
        var result = node.extension("calledDecision", "resultVariable");
        return result.isEmpty() ? known : known.and(Set.of(result));
    }

    private Available atScope(@Nullable Node scope) {
        if (scope != null) {
            return scope.isEventSubprocess() ? atScope(scope.scope()) : within(scope);
        }
        var starts = diagram.inside(null).filter(node -> node.is("startEvent")).toList();
        return Available.onEvery(starts.stream().map(this::givenAtStart));
    }

    private Available givenAtStart(Node start) {
        return switch (start.event()) {
            case "message" -> Available.NONE.and(carried(start));
            case "" -> Available.onEvery(files.callsOf(diagram.processId()).map(call -> Available.NONE.and(call.node().inputs().keySet())));
            default -> Available.NONE;
        };
    }

    private Set<String> carried(Node node) {
        return knowledge.messages().getOrDefault(diagram.message(node), Set.of());
    }
}
