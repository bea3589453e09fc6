package dev.upfront.engine.check.diagram;

/** An arrow from one node to another; {@code condition} is empty when it has none. */
public record SequenceFlow(String id, String name, Node source, Node target, String condition) {

    public boolean isDefault() {
        return source.xml().getAttribute("default").equals(id);
    }
}
