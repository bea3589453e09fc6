package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every refusal of a worker is caught, at its task, around it, or where its process is called; codes are UPPER_SNAKE. */
final class ErrorRule implements FlowCheck.Rule {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> diagram.nodes().stream()
                .flatMap(node -> Stream.concat(uncaught(diagram, node, files, knowledge), misnamed(diagram, node))));
    }

    private static Stream<Finding> uncaught(Diagram diagram, Node node, FlowFiles files, Knowledge knowledge) {
        return thrown(diagram, node, knowledge).sorted().filter(code -> !caught(diagram, node, code, files, new HashSet<>()))
                .map(code -> Finding.at(diagram, node, "may be refused with %s, which nothing catches; the process would stop there".formatted(code),
                        "Attach an error event with the code %s to it, or to the subprocess around it".formatted(code)));
    }

    private static Stream<String> thrown(Diagram diagram, Node node, Knowledge knowledge) {
        if (node.is("endEvent") && node.event().equals("error")) {
            return Stream.of(diagram.errorCode(node));
        }
        var worker = knowledge.workers().get(node.jobType());
        return worker == null ? Stream.empty() : worker.errors().stream();
    }

    private static boolean caught(Diagram diagram, Node thrower, String code, FlowFiles files, Set<String> seen) {
        for (@Nullable Node at = thrower; at != null; at = at.scope()) {
            var scope = at.scope();
            if (diagram.attachedTo(at).anyMatch(event -> catches(diagram, event, code)) || caughtBeside(diagram, scope, code)) {
                return true;
            }
        }
        var callers = files.callsOf(diagram.processId()).toList();
        return !callers.isEmpty() && seen.add(diagram.processId())
                && callers.stream().allMatch(call -> caught(call.diagram(), call.node(), code, files, seen));
    }

    private static boolean caughtBeside(Diagram diagram, @Nullable Node scope, String code) {
        return diagram.inside(scope).filter(Node::isEventSubprocess).flatMap(diagram::inside)
                .anyMatch(event -> event.is("startEvent") && catches(diagram, event, code));
    }

    private static boolean catches(Diagram diagram, Node event, String code) {
        return event.event().equals("error") && (diagram.errorCode(event).isEmpty() || diagram.errorCode(event).equals(code));
    }

    private static Stream<Finding> misnamed(Diagram diagram, Node node) {
        var code = diagram.errorCode(node);
        return !node.event().equals("error") || code.isEmpty() || CODE.matcher(code).matches() ? Stream.empty()
                : Stream.of(Finding.at(diagram, node, "has the error code “%s”, which is not written like SLOT_TAKEN".formatted(code),
                        "Write the code in capitals, with _ between words"));
    }
}
