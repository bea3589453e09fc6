package dev.upfront.engine.check.diagram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** One event, activity or gateway of a diagram; {@code scope} is the subprocess around it, null in the process itself. */
public record Node(Element xml, @Nullable Node scope) {

    public String id() {
        return xml.getAttribute("id");
    }

    public String name() {
        return xml.getAttribute("name");
    }

    /** The BPMN element's local name, such as {@code serviceTask}. */
    public String type() {
        return xml.getLocalName();
    }

    public boolean is(String... types) {
        return List.of(types).contains(type());
    }

    /** The kind of its event, such as {@code timer} or {@code message}; empty for a plain event and for anything else. */
    public String event() {
        return eventDefinition().map(definition -> definition.getLocalName().replace("EventDefinition", "")).orElse("");
    }

    public Optional<Element> eventDefinition() {
        return Xml.children(xml).filter(child -> child.getLocalName().endsWith("EventDefinition")).findFirst();
    }

    /** The Camunda extension of that name. */
    public Optional<Element> extension(String name) {
        return extensions(xml).filter(extension -> extension.getLocalName().equals(name)).findFirst();
    }

    /** An attribute of a Camunda extension; empty when there is none. */
    public String extension(String name, String attribute) {
        return extension(name).map(extension -> extension.getAttribute(attribute)).orElse("");
    }

    /** All Camunda extensions of an element. */
    public static Stream<Element> extensions(Element element) {
        return Xml.child(element, "extensionElements").stream().flatMap(Xml::children).filter(child -> Xml.ZEEBE.equals(child.getNamespaceURI()));
    }

    /** Input mappings: target to source. */
    public Map<String, String> inputs() {
        return mappings("input");
    }

    /** Output mappings: target to source. */
    public Map<String, String> outputs() {
        return mappings("output");
    }

    /** The job type of a task that is done by a worker; empty otherwise. */
    public String jobType() {
        return extension("taskDefinition", "type");
    }

    /** The id of the activity to which a boundary event is attached; empty otherwise. */
    public String attachedTo() {
        return xml.getAttribute("attachedToRef");
    }

    public boolean isEventSubprocess() {
        return xml.getAttribute("triggeredByEvent").equals("true");
    }

    /** The multi-instance settings: {@code inputCollection}, {@code inputElement}. */
    public Optional<Element> loop() {
        return Xml.child(xml, "multiInstanceLoopCharacteristics")
                .flatMap(loop -> extensions(loop).filter(extension -> extension.getLocalName().equals("loopCharacteristics")).findFirst());
    }

    /** This node's subprocess, the one around that, and so on. */
    public List<Node> scopes() {
        return Stream.iterate(scope, around -> around != null, around -> around.scope()).toList();
    }

    private Map<String, String> mappings(String kind) {
        var mappings = new LinkedHashMap<String, String>();
        extension("ioMapping").stream().flatMap(Xml::children).filter(mapping -> mapping.getLocalName().equals(kind))
                .forEach(mapping -> mappings.put(mapping.getAttribute("target"), mapping.getAttribute("source")));
        return mappings;
    }
}
