package dev.upfront.engine.check.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** All files of one deployment, read; what can't be read is kept with the reason. */
public final class FlowFiles {

    private final List<Diagram> diagrams = new ArrayList<>();
    private final Map<String, List<Decision>> decisions = new LinkedHashMap<>();
    private final Map<String, String> formIds = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    private FlowFiles() {}

    /** Reads {@code .bpmn}, {@code .dmn} and {@code .form} files, given by file name. */
    public static FlowFiles read(Map<String, byte[]> resources) {
        var files = new FlowFiles();
        new TreeMap<>(resources).forEach(files::add);
        return files;
    }

    public List<Diagram> diagrams() {
        return diagrams;
    }

    /** Decisions by file. */
    public Map<String, List<Decision>> decisions() {
        return decisions;
    }

    /** The ids of forms by file; an empty id when a form has none. */
    public Map<String, String> formIds() {
        return formIds;
    }

    /** Why a file can't be read, by file. */
    public Map<String, String> unreadable() {
        return unreadable;
    }

    public Optional<Diagram> process(String processId) {
        return diagrams.stream().filter(diagram -> diagram.processId().equals(processId)).findFirst();
    }

    public Optional<Decision> decision(String decisionId) {
        return decisions.values().stream().flatMap(List::stream).filter(decision -> decision.id().equals(decisionId)).findFirst();
    }

    /** A call activity and the diagram it stands in. */
    public record Call(Diagram diagram, Node node) {}

    /** Everywhere that process is called. */
    public Stream<Call> callsOf(String processId) {
        return diagrams.stream().flatMap(diagram -> diagram.nodes().stream()
                .filter(node -> node.extension("calledElement", "processId").equals(processId)).map(node -> new Call(diagram, node)));
    }

    private void add(String file, byte[] content) {
        try {
            if (file.endsWith(".bpmn")) {
                diagrams.add(new Diagram(file, Xml.read(content)));
            } else if (file.endsWith(".dmn")) {
                decisions.put(file, Xml.all(Xml.read(content), "decision").map(Decision::read).toList());
            } else if (file.endsWith(".form")) {
                formIds.put(file, JsonMapper.shared().readTree(content).path("id").asString(""));
            }
        } catch (SAXException | JacksonException unreadableFile) {
            unreadable.put(file, unreadableFile.getMessage().lines().findFirst().orElse("no reason given"));
        }
    }
}
