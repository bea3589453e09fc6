package dev.upfront.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Modeler's templates for tasks: what each job type needs and answers. */
public final class ElementTemplates {

    private static final Path PLACE = Path.of(".camunda/element-templates");

    /** One template; {@code icon} is empty for tasks that no person does. */
    public record Template(String id, String jobType, Set<String> inputs, Set<String> outputs, String icon) {}

    private ElementTemplates() {}

    /** All templates by job type. */
    public static Map<String, Template> byJobType() {
        var templates = new TreeMap<String, Template>();
        try (var files = Files.list(PLACE)) {
            for (var file : files.toList()) {
                JsonMapper.shared().readTree(Files.readAllBytes(file)).forEach(template -> {
                    var read = read(template);
                    templates.put(read.jobType(), read);
                });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return templates;
    }

    private static Template read(JsonNode template) {
        var jobType = "";
        var inputs = new LinkedHashSet<String>();
        var outputs = new LinkedHashSet<String>();
        for (var property : template.path("properties")) {
            var binding = property.path("binding");
            switch (binding.path("type").asString()) {
                case "zeebe:input" -> inputs.add(binding.path("name").asString());
                case "zeebe:output" -> outputs.add(property.path("value").asString());
                default -> jobType = binding.path("property").asString().equals("type") ? property.path("value").asString() : jobType;
            }
        }
        return new Template(template.path("id").asString(), jobType, inputs, outputs, template.path("icon").path("contents").asString(""));
    }
}
