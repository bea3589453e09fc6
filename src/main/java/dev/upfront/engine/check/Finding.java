package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.Node;

/**
 * Something in a flow that must not be deployed.
 *
 * @param elementId the element in the file, or empty when the whole file is meant
 * @param sentence where, why and what to do, for a person who edits flows
 */
public record Finding(String file, String elementId, String sentence) {

    static Finding at(Diagram diagram, Node node, String why, String whatToDo) {
        return at(diagram, node.id(), node.name(), why, whatToDo);
    }

    static Finding at(Diagram diagram, String elementId, String name, String why, String whatToDo) {
        var called = name.isBlank() ? elementId : "“%s” (%s)".formatted(name.replaceAll("\\s+", " "), elementId);
        return new Finding(diagram.file(), elementId, "%s in %s %s. %s.".formatted(called, diagram.file(), why, whatToDo));
    }

    static Finding in(String file, String why, String whatToDo) {
        return new Finding(file, "", "%s %s. %s.".formatted(file, why, whatToDo));
    }
}
