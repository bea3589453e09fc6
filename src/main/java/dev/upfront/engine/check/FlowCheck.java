package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.FlowFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks the files of one deployment against each other and against what the application can do. */
public final class FlowCheck {

    /** One thing that must hold in every flow. */
    @FunctionalInterface
    interface Rule {
        Stream<Finding> check(FlowFiles files, Knowledge knowledge);
    }

    private static final List<Rule> RULES = List.of(new NamingRule(), new JobRule(), new ReferenceRule(), new ErrorRule(), new WaitRule(),
            new GatewayRule(), new ExpressionRule(), new VariableRule(), new DrawingRule(), new DialectRule());

    private FlowCheck() {}

    /**
     * @param resources {@code .bpmn}, {@code .dmn} and {@code .form} files by file name: all that run together, for they refer to each other
     * @return everything found, by file; empty when the files may be deployed
     */
    public static List<Finding> check(Map<String, byte[]> resources, Knowledge knowledge) {
        var files = FlowFiles.read(resources);
        var findings = new ArrayList<Finding>();
        files.unreadable().forEach((file, why) -> findings.add(Finding.in(file, "can't be read: " + why,
                "Open it in the Modeler, correct it and save it again")));
        files.formIds().keySet().forEach(file -> knowledge.formCheck().apply(resources.get(file))
                .forEach(sentence -> findings.add(new Finding(file, "", "%s: %s".formatted(file, sentence)))));
        RULES.forEach(rule -> rule.check(files, knowledge).forEach(findings::add));
        return findings.stream().sorted(Comparator.comparing(Finding::file)).toList();
    }
}
