package dev.upfront.installation;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * An exporter of Camunda's broker: writes process instances, incidents and some tasks into a file, see {@link FlowRecords}. Runs inside the broker, alone in
 * its jar, so it uses nothing but the exporter interface.
 */
public final class FlowExporter implements Exporter {

    private static final Set<String> SUBJECTS = Set.of("bookingId", "paymentId", "refundId", "packageId", "retainerId", "periodId");

    /** Tasks that are right only at some times. */
    private static final Set<String> TIMED = Set.of("Task_SendConfirmation", "Task_SendReminder");

    private Path file = Path.of("flows.jsonl");
    private @Nullable Controller controller;

    @Override
    public void configure(Context context) {
        file = Path.of((String) context.getConfiguration().getArguments().get("file"));
    }

    @Override
    public void open(Controller opened) {
        controller = opened;
    }

    @Override
    public void export(Record<?> record) {
        var line = line(record);
        if (line != null) {
            append(file, line);
        }
        if (controller != null) {
            controller.updateLastExportedRecordPosition(record.getPosition());
        }
    }

    /** The broker's environment variables that let it use this exporter; its jar is written into the folder. */
    static Map<String, String> settings(Path folder, Path flows) {
        var jar = folder.resolve("flow-exporter.jar").toAbsolutePath();
        var name = FlowExporter.class.getName();
        var entry = name.replace('.', '/') + ".class";
        try {
            Files.createDirectories(folder);
            try (var out = new JarOutputStream(Files.newOutputStream(jar)); var bytes = FlowExporter.class.getClassLoader().getResourceAsStream(entry)) {
                out.putNextEntry(new ZipEntry(entry));
                Objects.requireNonNull(bytes).transferTo(out);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return Map.of("ZEEBE_BROKER_EXPORTERS_FLOWS_CLASSNAME", name, "ZEEBE_BROKER_EXPORTERS_FLOWS_JARPATH", jar.toString(),
                "ZEEBE_BROKER_EXPORTERS_FLOWS_ARGS_FILE", flows.toAbsolutePath().toString());
    }

    static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The line that a record is worth, or null. */
    static @Nullable String line(Record<?> record) {
        if (record.getRecordType() != RecordType.EVENT) {
            return null;
        }
        return switch (record.getValue()) {
            case ProcessInstanceRecordValue instance when instance.getBpmnElementType() == BpmnElementType.PROCESS -> instance(record, instance);
            case ProcessInstanceRecordValue task when TIMED.contains(task.getElementId()) && record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED ->
                    json(record, "DONE", task.getProcessInstanceKey(), task.getElementId(), String.valueOf(record.getTimestamp()), -1);
            case VariableRecordValue variable when SUBJECTS.contains(variable.getName()) && variable.getScopeKey() == variable.getProcessInstanceKey()
                    && record.getIntent() == VariableIntent.CREATED ->
                    json(record, "SUBJECT", variable.getProcessInstanceKey(), variable.getName(), variable.getValue().replace("\"", ""), -1);
            case IncidentRecordValue incident when record.getIntent() == IncidentIntent.CREATED ->
                    json(record, "INCIDENT", incident.getProcessInstanceKey(), incident.getElementId(), incident.getErrorMessage(), -1);
            case IncidentRecordValue incident when record.getIntent() == IncidentIntent.RESOLVED ->
                    json(record, "RESOLVED", incident.getProcessInstanceKey(), incident.getElementId(), "", -1);
            default -> null;
        };
    }

    private static @Nullable String instance(Record<?> record, ProcessInstanceRecordValue instance) {
        if (record.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATING) {
            return json(record, "BEGAN", instance.getProcessInstanceKey(), instance.getBpmnProcessId(), String.valueOf(instance.getVersion()), instance.getParentProcessInstanceKey());
        }
        var ended = record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED || record.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED;
        return ended ? json(record, "ENDED", instance.getProcessInstanceKey(), instance.getBpmnProcessId(), record.getIntent().name(), -1) : null;
    }

    private static String json(Record<?> record, String kind, long instance, String name, String value, long parent) {
        return "{\"position\":%d,\"kind\":\"%s\",\"key\":%d,\"instance\":%d,\"name\":\"%s\",\"value\":\"%s\",\"parent\":%d}"
                .formatted(record.getPosition(), kind, record.getKey(), instance, plain(name), plain(value), parent);
    }

    private static String plain(String text) {
        return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII).replaceAll("[\\p{Cntrl}\"\\\\]", " ");
    }
}
