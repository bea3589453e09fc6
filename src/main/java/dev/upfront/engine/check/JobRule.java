package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A job type is room.verbObject, the tail of the task's id, and has a worker. */
final class JobRule implements FlowCheck.Rule {

    private static final Pattern TYPE = Pattern.compile("[a-z]+\\.[a-z][A-Za-z0-9]*");

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        return files.diagrams().stream().flatMap(diagram -> diagram.nodes().stream()
                .filter(node -> node.is("serviceTask", "sendTask") || !node.jobType().isEmpty())
                .flatMap(node -> check(diagram, node, knowledge)));
    }

    private static Stream<Finding> check(Diagram diagram, Node task, Knowledge knowledge) {
        var type = task.jobType();
        if (!TYPE.matcher(type).matches()) {
            return Stream.of(Finding.at(diagram, task, "has the job type “%s”, which is not of the form room.verbObject".formatted(type),
                    "Choose an element template for it"));
        }
        if (!knowledge.workers().containsKey(type)) {
            return Stream.of(Finding.at(diagram, task, "asks for “%s”, which no room can do; it would wait for ever".formatted(type),
                    "Did you mean %s? Choose an element template for it".formatted(nearest(type, knowledge))));
        }
        var expected = "Task_" + Character.toUpperCase(type.charAt(type.indexOf('.') + 1)) + type.substring(type.indexOf('.') + 2);
        if (!task.id().equals(expected) && !task.id().startsWith(expected + "_")) {
            return Stream.of(Finding.at(diagram, task, "is not named after what it asks for, “%s”".formatted(type),
                    "Give it the id %s, or %s_ and more where that is taken".formatted(expected, expected)));
        }
        return Stream.empty();
    }

    private static String nearest(String type, Knowledge knowledge) {
        return knowledge.workers().keySet().stream().min(Comparator.comparingInt(known -> distance(known, type))).orElse("another one");
    }

    /** How many letters must be changed, added or left out (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (var line = 1; line <= from.length(); line++) {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= to.length(); column++) {
                var above = row[column];
                var change = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(change, 1 + Math.min(above, row[column - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
