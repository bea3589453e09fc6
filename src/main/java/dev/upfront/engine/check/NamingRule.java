package dev.upfront.engine.check;

import dev.upfront.engine.check.diagram.Diagram;
import dev.upfront.engine.check.diagram.FlowFiles;
import dev.upfront.engine.check.diagram.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file is named after what is in it; an element's id is its kind and what happens, such as {@code Task_HoldSlot}. */
final class NamingRule implements FlowCheck.Rule {

    private static final Pattern TAIL = Pattern.compile("[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z0-9]*)*");

    @Override
    public Stream<Finding> check(FlowFiles files, Knowledge knowledge) {
        var diagrams = files.diagrams().stream()
                .flatMap(diagram -> Stream.of(process(diagram), nodes(diagram), flows(diagram)).flatMap(found -> found));
        var decisions = files.decisions().entrySet().stream()
                .filter(file -> file.getValue().stream().noneMatch(decision -> (decision.id() + ".dmn").equals(file.getKey())))
                .map(file -> Finding.in(file.getKey(), "holds no decision of its own name, so nobody finds it",
                        "Give the decision the id " + stem(file.getKey()) + ", or rename the file"));
        var forms = files.formIds().entrySet().stream().filter(form -> !(form.getValue() + ".form").equals(form.getKey()))
                .map(form -> Finding.in(form.getKey(), "has the id “%s”, so it is looked for under another name".formatted(form.getValue()),
                        "Give the form the id " + stem(form.getKey()) + ", or rename the file"));
        return Stream.of(diagrams, decisions, forms).flatMap(found -> found);
    }

    private static Stream<Finding> process(Diagram diagram) {
        if (diagram.processes().size() != 1) {
            return Stream.of(Finding.in(diagram.file(), "holds %d processes instead of one".formatted(diagram.processes().size()),
                    "Keep one process per file"));
        }
        if (!(diagram.processId() + ".bpmn").equals(diagram.file())) {
            return Stream.of(Finding.in(diagram.file(), "holds the process “%s”, so nobody finds it".formatted(diagram.processId()),
                    "Give the process the id " + stem(diagram.file()) + ", or rename the file"));
        }
        return diagram.process().getAttribute("isExecutable").equals("true") ? Stream.empty()
                : Stream.of(Finding.in(diagram.file(), "is not executable, so it would never start", "Tick “Executable” for the process"));
    }

    private static Stream<Finding> nodes(Diagram diagram) {
        return diagram.nodes().stream().filter(node -> kinds(node).stream().noneMatch(kind -> follows(node.id(), kind)))
                .map(node -> Finding.at(diagram, node, "has an id that does not say what it is",
                        "Call it %s_ and what happens, such as %s".formatted(kinds(node).iterator().next(), example(node))));
    }

    private static Stream<Finding> flows(Diagram diagram) {
        return diagram.flows().stream().filter(flow -> !follows(flow.id(), "Flow"))
                .map(flow -> Finding.at(diagram, flow.id(), flow.name(), "has an id that does not say what it is",
                        "Call it Flow_ and where it leads, such as Flow_%s_%s".formatted(tail(flow.source().id()), tail(flow.target().id()))));
    }

    /** The kinds by which an element's id may begin, the usual one first. */
    private static Set<String> kinds(Node node) {
        return switch (node.type()) {
            case "startEvent" -> Set.of("Start");
            case "endEvent" -> Set.of("End");
            case "callActivity" -> Set.of("Call");
            case "subProcess" -> Set.of("Sub");
            case "receiveTask" -> new LinkedHashSet<>(List.of("Wait", "Task"));
            case "exclusiveGateway", "parallelGateway", "inclusiveGateway" -> Set.of("Gateway");
            case "eventBasedGateway" -> new LinkedHashSet<>(List.of("Wait", "Gateway"));
            case "intermediateCatchEvent", "boundaryEvent" -> new LinkedHashSet<>(List.of(switch (node.event()) {
                case "timer" -> "Timer";
                case "message" -> "Message";
                case "error" -> "Error";
                default -> "Wait";
            }, "Wait"));
            default -> Set.of("Task");
        };
    }

    private static boolean follows(String id, String kind) {
        return id.startsWith(kind + "_") && TAIL.matcher(id.substring(kind.length() + 1)).matches();
    }

    private static String example(Node node) {
        var tail = new StringBuilder();
        for (var word : node.name().replaceAll("[^A-Za-z0-9 ]", "").split("\\s+")) {
            tail.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return kinds(node).iterator().next() + "_" + (tail.isEmpty() ? "WhatHappens" : tail);
    }

    private static String tail(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    private static String stem(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }
}
