package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.Feel;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Whatever a task, a condition or a timer reads was written before, on every way that leads there. */
final class VariableRule implements FlowCheck.Rule {

    /** Given to every worker by the engine room itself. */
    private static final Set<String> ALWAYS = Set.of("processInstanceKey", "loopCounter", "item", "partial");
    private static final String WHAT_TO_DO = "Name it as an output of a task before, or as an input here";

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().filter(diagram -> !diagram.processes().isEmpty()).flatMap(diagram -> {
            var written = new WrittenVariables(diagram, files, knowledge);
            return diagram.nodes().stream().flatMap(node -> Stream.concat(
                    needs(diagram, node, written, files, knowledge), conditions(diagram, node, written)));
        });
    }

    private static Stream<Finding> needs(Diagram diagram, Node node, WrittenVariables written, FlowFiles files, Knowledge knowledge) {
        var worker = knowledge.workers().get(node.jobType());
        var beforeInputs = Stream.of(ExpressionRule.loop(node), Stream.of(diagram.correlationKey(node)), node.inputs().values().stream())
                .flatMap(found -> found);
        var decision = files.decision(node.extension("calledDecision", "decisionId"))
                .map(called -> called.reads().stream().map(expression -> "=" + expression)).orElse(Stream.empty());
        return Stream.of(
                missing(diagram, node, read(beforeInputs), written.around(node)),
                missing(diagram, node, read(ExpressionRule.timer(node)), written.atTimer(node)),
                missing(diagram, node, read(decision), written.within(node)),
                missing(diagram, node, worker == null ? Set.of() : worker.inputs(), written.within(node)))
                .flatMap(found -> found);
    }

    private static Stream<Finding> conditions(Diagram diagram, Node node, WrittenVariables written) {
        return diagram.from(node).stream().flatMap(flow -> unwritten(read(Stream.of(flow.condition())), written.after(node))
                .map(variable -> Finding.at(diagram, flow.id(), flow.name(), why(variable), WHAT_TO_DO)));
    }

    private static Stream<Finding> missing(Diagram diagram, Node node, Collection<String> needed, Available available) {
        return unwritten(needed, available).map(variable -> Finding.at(diagram, node, why(variable), WHAT_TO_DO));
    }

    private static Stream<String> unwritten(Collection<String> needed, Available available) {
        return needed.stream().filter(variable -> !ALWAYS.contains(variable) && !available.has(variable)).sorted();
    }

    private static Set<String> read(Stream<String> expressions) {
        var variables = new LinkedHashSet<String>();
        expressions.filter(expression -> expression.startsWith("="))
                .forEach(expression -> variables.addAll(Feel.read(expression.substring(1)).variables()));
        return variables;
    }

    private static String why(String variable) {
        return "needs “%s”, which is not known on every way that leads there".formatted(variable);
    }
}
