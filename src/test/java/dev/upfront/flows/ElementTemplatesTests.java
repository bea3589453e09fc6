package dev.upfront.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import dev.upfront.engine.check.diagram.Xml;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ElementTemplatesTests {

    private final List<Node> tasks = FlowFiles.read(FlowEngine.files()).diagrams().stream()
            .flatMap(diagram -> diagram.nodes().stream()).filter(node -> !node.jobType().isEmpty()).toList();

    @Test
    void everyTaskCarriesTheTemplateOfItsJobType() {
        var templates = ElementTemplates.byJobType();
        assertThat(tasks).isNotEmpty().allSatisfy(task -> {
            var template = templates.get(task.jobType());
            assertThat(template).as(task.jobType()).isNotNull();
            assertThat(task.xml().getAttributeNS(Xml.ZEEBE, "modelerTemplate")).isEqualTo(template.id());
            assertThat(task.xml().getAttributeNS(Xml.ZEEBE, "modelerTemplateIcon")).isEqualTo(template.icon());
            assertThat(task.outputs().keySet()).isEqualTo(template.outputs());
            assertThat(template.inputs()).containsAll(task.inputs().keySet());
            assertThat(task.extension("taskDefinition", "retries")).isEqualTo("5");
        });
    }

    @Test
    void everyTemplateIsUsed() {
        assertThat(tasks.stream().map(Node::jobType).collect(Collectors.toSet())).isEqualTo(ElementTemplates.byJobType().keySet());
    }
}
