package dev.upfront.engine;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.upfront.engine.Workers.Registration;
import dev.upfront.engine.check.Finding;
import dev.upfront.engine.check.FlowCheck;
import dev.upfront.engine.check.Knowledge;
import dev.upfront.engine.check.Knowledge.WorkerFacts;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The flow check for staff and for the start: whether flows fit each other and what this application can do. */
@Service
public class Flows {

    private final FlowResources resources;
    private final Workers workers;
    private final ObjectProvider<FormCheck> forms;

    Flows(FlowResources resources, Workers workers, ObjectProvider<FormCheck> forms) {
        this.resources = resources;
        this.workers = workers;
        this.forms = forms;
    }

    /** The files that this application deploys, by name: BPMN, DMN and forms. */
    public Map<String, byte[]> files() {
        return resources.all();
    }

    /** What is wrong with the application's own files: a sentence each that says where, why and what to do. */
    public List<String> problems() {
        return problems(Map.of());
    }

    /**
     * What would be wrong if these files were deployed beside the application's own.
     *
     * @param edited by file name; each takes the place of the application's file of that name
     */
    public List<String> problems(Map<String, byte[]> edited) {
        var together = new TreeMap<>(resources.all());
        together.putAll(edited);
        return FlowCheck.check(together, knowledge()).stream().map(Finding::sentence).toList();
    }

    private Knowledge knowledge() {
        var facts = workers.registrations().stream().collect(toMap(Registration::jobType, Flows::facts));
        return new Knowledge(facts, workers.messages(), content -> forms.stream()
                .flatMap(form -> form.check(new String(content, StandardCharsets.UTF_8)).stream()).toList());
    }

    private static WorkerFacts facts(Registration<?> worker) {
        return new WorkerFacts(required(worker.command()).collect(toSet()), worker.open(), Set.of());
    }

    private static Stream<String> required(Class<?> command) {
        return Arrays.stream(command.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(name -> !name.equals(JobRunner.INSTANCE));
    }
}
