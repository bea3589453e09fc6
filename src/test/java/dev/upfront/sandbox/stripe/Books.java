package dev.upfront.sandbox.stripe;

import static java.util.stream.Collectors.toMap;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
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
 * the stand-in's lock. Ids carry a part that is new with each new book, so that they never meet those of an earlier run, and a number that
 * grows, by which a list finds its place without looking at everything.
 */
final class Books {

    private final InstantSource clock;
    private final Map<String, ObjectNode> byId = new HashMap<>();
    private final Index index = new Index();
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

    /** The number at the end of an id; 0 for one that is not of these books. */
    private long number(String id) {
        int at = id.lastIndexOf("_" + run);
        return at < 0 ? 0 : Long.parseLong(id.substring(at + 1 + run.length()));
    }

    /** A new object with id, kind and time, put into the books. */
    ObjectNode add(String kind, String prefix) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String id = nextId(prefix);
        object.put("id", id).put("object", kind).put("created", now().getEpochSecond()).put("livemode", false);
        byId.put(id, object);
        index.add(count, now().getEpochSecond(), kind, object);
        if (currentKey != null) {
            keys.put(id, currentKey);
        }
        return object;
    }

    /** Lets an object be found by what its fields say now; called again when one of them changes. Fields without a value are passed over. */
    void index(ObjectNode object, String... fields) {
        for (String field : fields) {
            String value = text(object, field);
            if (value != null) {
                indexUnder(object, field, value);
            }
        }
    }

    /** Lets an object be found by something that its JSON does not show. */
    void indexUnder(ObjectNode object, String field, String value) {
        index.addField(number(text(object, "id")), text(object, "object"), field, value, object);
    }

    /** The objects that were indexed under this value, oldest first; their field may have another one by now. */
    Stream<ObjectNode> indexed(String kind, String field, String value) {
        return index.of(kind, field, value).values().stream();
    }

    /** The object itself, to be read and changed, or 404. */
    ObjectNode get(String kind, String id, String param) {
        return find(kind, id).orElseThrow(() -> Refusal.unknown(kind, id, param));
    }

    ObjectNode get(String kind, String id) {
        return get(kind, id, "id");
    }

    Optional<ObjectNode> find(String kind, String id) {
        return Optional.ofNullable(byId.get(id)).filter(object -> is(object, "object", kind));
    }

    Stream<ObjectNode> all(String kind) {
        return index.all(kind).values().stream();
    }

    /**
     * A page of Stripe's list, newest first, of the objects that fit.
     *
     * @param indexed the parameters that are fields with an index; the first that is given saves looking at all objects
     */
    ObjectNode list(String kind, String url, Parameters parameters, List<String> indexed, Predicate<ObjectNode> fits) {
        return index.page(kind, url, parameters, indexed, fits, id -> byId.containsKey(id) ? number(id) : unknown(kind, id));
    }

    private static long unknown(String kind, String id) {
        throw Refusal.unknown(kind, id, "id");
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
                Optional.ofNullable(byId.get(text(object, name))).ifPresent(found -> object.set(name, found.deepCopy()));
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
