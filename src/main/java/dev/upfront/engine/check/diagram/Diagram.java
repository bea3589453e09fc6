package dev.upfront.engine.check.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** One BPMN file with its first process. */
public final class Diagram {

    private static final Set<String> NO_NODES = Set.of("documentation", "extensionElements", "incoming", "outgoing", "ioSpecification",
            "property", "laneSet", "sequenceFlow", "textAnnotation", "association", "group", "dataObject", "dataObjectReference",
            "dataStoreReference", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics");

    private final String file;
    private final Element root;
    private final List<Element> processes;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<SequenceFlow> flows = new ArrayList<>();

    Diagram(String file, Element root) {
        this.file = file;
        this.root = root;
        this.processes = Xml.children(root).filter(child -> child.getLocalName().equals("process")).toList();
        if (!processes.isEmpty()) {
            collectNodes(process(), null);
            collectFlows(process());
        }
    }

    public String file() {
        return file;
    }

    public Element root() {
        return root;
    }

    public List<Element> processes() {
        return processes;
    }

    /** The process; only when {@link #processes()} is not empty. */
    public Element process() {
        return processes.getFirst();
    }

    public String processId() {
        return processes.isEmpty() ? "" : process().getAttribute("id");
    }

    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<SequenceFlow> flows() {
        return flows;
    }

    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public List<SequenceFlow> from(Node node) {
        return flows.stream().filter(flow -> flow.source().equals(node)).toList();
    }

    public List<SequenceFlow> into(Node node) {
        return flows.stream().filter(flow -> flow.target().equals(node)).toList();
    }

    public Stream<Node> attachedTo(Node activity) {
        return nodes.values().stream().filter(node -> node.attachedTo().equals(activity.id()));
    }

    /** The nodes directly inside a subprocess, or inside the process itself for null. */
    public Stream<Node> inside(@Nullable Node scope) {
        return nodes.values().stream().filter(node -> node.scope() == scope);
    }

    /** The name of the message that this event or receive task refers to; empty when it refers to none. */
    public String message(Node node) {
        return rootElement(reference(node, "messageRef")).map(message -> message.getAttribute("name")).orElse("");
    }

    /** The expression by which a message finds its process; empty when there is none. */
    public String correlationKey(Node node) {
        return rootElement(reference(node, "messageRef")).stream().flatMap(Node::extensions)
                .map(subscription -> subscription.getAttribute("correlationKey")).findFirst().orElse("");
    }

    /** The code of the error that this event refers to; empty when it catches every error. */
    public String errorCode(Node node) {
        return rootElement(reference(node, "errorRef")).map(error -> error.getAttribute("errorCode")).orElse("");
    }

    /** The ids of everything that has a shape or a line. */
    public Set<String> drawn() {
        return Stream.concat(Xml.all(root, "BPMNShape"), Xml.all(root, "BPMNEdge"))
                .map(shape -> shape.getAttribute("bpmnElement")).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String reference(Node node, String attribute) {
        return node.eventDefinition().orElse(node.xml()).getAttribute(attribute);
    }

    private Optional<Element> rootElement(String id) {
        return Xml.children(root).filter(child -> !id.isEmpty() && child.getAttribute("id").equals(id)).findFirst();
    }

    private void collectNodes(Element scope, @Nullable Node around) {
        Xml.children(scope).filter(Diagram::isNode).forEach(child -> {
            var node = new Node(child, around);
            nodes.put(node.id(), node);
            if (node.is("subProcess", "transaction", "adHocSubProcess")) {
                collectNodes(child, node);
            }
        });
    }

    private static boolean isNode(Element child) {
        return Xml.BPMN.equals(child.getNamespaceURI()) && !NO_NODES.contains(child.getLocalName());
    }

    private void collectFlows(Element scope) {
        Xml.all(scope, "sequenceFlow").forEach(flow -> {
            var source = nodes.get(flow.getAttribute("sourceRef"));
            var target = nodes.get(flow.getAttribute("targetRef"));
            if (source != null && target != null) {
                var condition = Xml.child(flow, "conditionExpression").map(text -> text.getTextContent().strip()).orElse("");
                flows.add(new SequenceFlow(flow.getAttribute("id"), flow.getAttribute("name"), source, target, condition));
            }
        });
    }
}
