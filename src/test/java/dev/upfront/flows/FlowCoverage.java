package dev.upfront.flows;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** What of a diagram was seen by the engine since a test class began. */
final class FlowCoverage {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final String processId;
    private final long since = FlowEngine.shared().position();

    FlowCoverage(String processId) {
        this.processId = processId;
    }

    /** The elements never completed and the flows never taken, by id. */
    Set<String> missing() {
        var missing = drawn();
        entered(FlowEngine.shared().recordsSince(since)).filter(element -> element.getBpmnProcessId().equals(processId))
                .forEach(element -> missing.remove(element.getElementId()));
        return missing;
    }

    static List<String> seen(List<Record<?>> records) {
        return entered(records).map(ProcessInstanceRecordValue::getElementId).toList();
    }

    private static Stream<ProcessInstanceRecordValue> entered(List<Record<?>> records) {
        return records.stream()
                .filter(record -> record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                        || record.getIntent() == ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN)
                .map(record -> (ProcessInstanceRecordValue) record.getValue());
    }

    private Set<String> drawn() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(FlowEngine.files().get(processId + ".bpmn")));
            var drawn = new TreeSet<String>();
            collect((Element) document.getElementsByTagNameNS(BPMN, "process").item(0), drawn);
            return drawn;
        } catch (Exception unreadable) {
            throw new IllegalStateException(processId, unreadable);
        }
    }

    private static void collect(Element scope, Set<String> ids) {
        for (var node = scope.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && BPMN.equals(element.getNamespaceURI()) && element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
                collect(element, ids);
            }
        }
    }
}
