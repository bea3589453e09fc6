package dev.upfront.sandbox.stripe;

import static java.util.stream.Collectors.toMap;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of the stand-in, each kept as the JSON that Stripe shows. Not thread-safe: every use is one step under
 * the stand-in's lock. Ids carry a part that is new with each new book, so that they never meet those of an earlier run.
 */
final class Books {

    private static final int PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    private final InstantSource clock;
    private final Map<String, Map<String, ObjectNode>> byKind = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final String run;
    private long count;
    private String currentKey;

    /** @param run a part of every id, see {@link #newRun()} */
    Books(InstantSource clock, String run) {
        this.clock = clock;
        this.run = run;
    }

    /** Something new for ids, so that they never meet those of other books. */
    static String newRun() {
        return Long.toString(new SecureRandom().nextLong(1L << 40, 1L << 41), 36);
    }

    Instant now() {
        return clock.instant();
    }

    /** The idempotency key under which objects are made from now on, or null. */
    void currentKey(String key) {
        currentKey = key;
    }

    String currentKey() {
        return currentKey;
    }

    /** A new id such as {@code pi_…}. */
    String nextId(String prefix) {
        return prefix + "_" + run + String.format("%06d", ++count);
    }

    /** A new object with id, kind and time, put into the books. */
    ObjectNode add(String kind, String prefix) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String id = nextId(prefix);
        object.put("id", id).put("object", kind).put("created", now().getEpochSecond()).put("livemode", false);
        byKind.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(id, object);
        if (currentKey != null) {
            keys.put(id, currentKey);
        }
        return object;
    }

    /** The object itself, to be read and changed, or 404. */
    ObjectNode get(String kind, String id, String param) {
        ObjectNode found = byKind.getOrDefault(kind, Map.of()).get(id);
        if (found == null) {
            throw Refusal.unknown(kind, id, param);
        }
        return found;
    }

    ObjectNode get(String kind, String id) {
        return get(kind, id, "id");
    }

    Optional<ObjectNode> find(String kind, String id) {
        return Optional.ofNullable(byKind.getOrDefault(kind, Map.of()).get(id));
    }

    Stream<ObjectNode> all(String kind) {
        return byKind.getOrDefault(kind, Map.of()).values().stream();
    }

    /** A page of Stripe's list, newest first, of the objects that fit. */
    ObjectNode list(String kind, String url, Parameters parameters, Predicate<ObjectNode> fits) {
        List<ObjectNode> newestFirst = new ArrayList<>(all(kind)
                .filter(fits).filter(object -> createdFits(object, parameters)).toList()).reversed();
        parameters.text("starting_after").ifPresent(id ->
                newestFirst.subList(0, position(newestFirst, get(kind, id, "starting_after")) + 1).clear());
        parameters.text("ending_before").ifPresent(id -> {
            int at = position(newestFirst, get(kind, id, "ending_before"));
            newestFirst.subList(at, newestFirst.size()).clear();
        });
        int limit = Math.clamp(parameters.number("limit").orElse((long) PAGE), 1, LARGEST_PAGE);
        List<ObjectNode> page = newestFirst.size() <= limit ? newestFirst
                : parameters.has("ending_before") ? newestFirst.subList(newestFirst.size() - limit, newestFirst.size())
                : newestFirst.subList(0, limit);
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", url)
                .put("has_more", newestFirst.size() > limit);
        ArrayNode data = list.putArray("data");
        page.forEach(object -> data.add(object.deepCopy()));
        return list;
    }

    private static int position(List<ObjectNode> objects, ObjectNode wanted) {
        return Math.max(objects.indexOf(wanted), 0);
    }

    private static boolean createdFits(ObjectNode object, Parameters parameters) {
        long created = object.path("created").longValue();
        return parameters.number("created").map(at -> created == at).orElse(true)
                && parameters.number("created[gte]").map(at -> created >= at).orElse(true)
                && parameters.number("created[gt]").map(at -> created > at).orElse(true)
                && parameters.number("created[lte]").map(at -> created <= at).orElse(true)
                && parameters.number("created[lt]").map(at -> created < at).orElse(true);
    }

    /** A copy of an answer in which the ids at the given paths are replaced by their objects. */
    ObjectNode shown(ObjectNode answer, List<String> expand) {
        ObjectNode copy = answer.deepCopy();
        expand.forEach(path -> expand(copy, List.of(path.split("\\."))));
        return copy;
    }

    private void expand(JsonNode node, List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        if (node instanceof ArrayNode several) {
            several.forEach(one -> expand(one, path));
        } else if (node instanceof ObjectNode object && object.has(path.getFirst())) {
            String name = path.getFirst();
            if (object.path(name).isString()) {
                byKind.values().stream().map(objects -> objects.get(text(object, name)))
                        .filter(found -> found != null).findFirst()
                        .ifPresent(found -> object.set(name, found.deepCopy()));
            }
            expand(object.path(name), path.subList(1, path.size()));
        }
    }

    /** The object as tests and the sandbox page see it. */
    Recorded recorded(ObjectNode object) {
        return new Recorded(text(object, "id"), object.path("amount").longValue(object.path("amount_total").longValue(0)),
                Optional.ofNullable(text(object, "currency")).orElse(""),
                Optional.ofNullable(text(object, "status")).orElse(""), metadata(object),
                Optional.ofNullable(text(object, "customer")), Optional.ofNullable(text(object, "payment_intent")),
                Instant.ofEpochSecond(object.path("created").longValue()),
                Optional.ofNullable(keys.get(text(object, "id"))));
    }

    static Map<String, String> metadata(ObjectNode object) {
        return object.path("metadata").properties().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue("")));
    }

    /** A text field, or null where it is absent or null. */
    static String text(JsonNode object, String name) {
        return object.path(name).stringValue(null);
    }

    static boolean is(JsonNode object, String name, String value) {
        return value.equals(text(object, name));
    }

    /** Merges metadata as Stripe does: a given key replaces, an empty value removes. */
    static void mergeMetadata(ObjectNode object, Map<String, String> given) {
        ObjectNode metadata = object.path("metadata") instanceof ObjectNode there ? there : object.putObject("metadata");
        given.forEach((key, value) -> {
            if (value.isEmpty()) {
                metadata.remove(key);
            } else {
                metadata.put(key, value);
            }
        });
    }
}
