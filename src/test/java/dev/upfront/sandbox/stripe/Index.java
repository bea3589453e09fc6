package dev.upfront.sandbox.stripe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The order of the books: objects by kind, by what their fields say and by when they were made, so that no list looks at everything there is.
 * Every object has a number, and later ones have larger ones.
 */
final class Index {

    private static final int PAGE = 10;
    private static final int LARGEST_PAGE = 100;
    private static final NavigableMap<Long, ObjectNode> NONE = Collections.emptyNavigableMap();

    private final Map<String, NavigableMap<Long, ObjectNode>> byKind = new HashMap<>();
    /** By kind, field and a value that the field has or once had. */
    private final Map<List<String>, NavigableMap<Long, ObjectNode>> byField = new HashMap<>();
    /** The first number given in each second. */
    private final NavigableMap<Long, Long> bySecond = new TreeMap<>();

    void add(long number, long second, String kind, ObjectNode object) {
        byKind.computeIfAbsent(kind, k -> new TreeMap<>()).put(number, object);
        if (bySecond.isEmpty() || second > bySecond.lastKey()) {
            bySecond.put(second, number);
        }
    }

    void addField(long number, String kind, String field, String value, ObjectNode object) {
        byField.computeIfAbsent(List.of(kind, field, value), key -> new TreeMap<>()).put(number, object);
    }

    NavigableMap<Long, ObjectNode> all(String kind) {
        return byKind.getOrDefault(kind, NONE);
    }

    NavigableMap<Long, ObjectNode> of(String kind, String field, String value) {
        return byField.getOrDefault(List.of(kind, field, value), NONE);
    }

    /**
     * A page of Stripe's list, newest first, of the objects that fit.
     *
     * @param fields   the parameters that are fields with an index; the first that is given saves looking at all objects
     * @param numberOf the number of a known id, or a refusal
     */
    ObjectNode page(String kind, String url, Parameters given, List<String> fields, Predicate<ObjectNode> fits, ToLongFunction<String> numberOf) {
        boolean backwards = given.has("ending_before");
        NavigableMap<Long, ObjectNode> range = range(candidates(kind, given, fields), given, numberOf);
        int limit = Math.clamp(given.number("limit").orElse((long) PAGE), 1, LARGEST_PAGE);
        Stream<ObjectNode> found = (backwards ? range : range.descendingMap()).values().stream();
        // the numbers alone are not exact where the clock was put back by a second or so
        List<ObjectNode> page = new ArrayList<>(found.filter(fits).filter(object -> given.isWithin("created", object)).limit(limit + 1).toList());
        boolean more = page.size() > limit;
        if (more) {
            page.removeLast();
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", url).put("has_more", more);
        ArrayNode data = list.putArray("data");
        (backwards ? page.reversed() : page).forEach(data::add); // copied when it is shown
        return list;
    }

    private NavigableMap<Long, ObjectNode> candidates(String kind, Parameters given, List<String> fields) {
        return fields.stream().filter(field -> given.text(field).isPresent()).findFirst()
                .map(field -> of(kind, field, given.required(field))).orElseGet(() -> all(kind));
    }

    /** Narrows to what comes after or before an object and to what was made in time. */
    private NavigableMap<Long, ObjectNode> range(NavigableMap<Long, ObjectNode> objects, Parameters given, ToLongFunction<String> numberOf) {
        long from = Stream.of(given.number("created").map(this::firstSince),
                        given.text("ending_before").map(id -> numberOf.applyAsLong(id) + 1),
                        given.number("created[gte]").map(this::firstSince), given.number("created[gt]").map(second -> firstSince(second + 1)))
                .mapToLong(bound -> bound.orElse(0L)).max().orElseThrow();
        long until = Stream.of(given.number("created").map(second -> firstSince(second + 1)),
                        given.text("starting_after").map(numberOf::applyAsLong),
                        given.number("created[lt]").map(this::firstSince), given.number("created[lte]").map(second -> firstSince(second + 1)))
                .mapToLong(bound -> bound.orElse(Long.MAX_VALUE)).min().orElseThrow();
        return from >= until ? NONE : objects.subMap(from, true, until, false);
    }

    private long firstSince(long second) {
        Map.Entry<Long, Long> next = bySecond.ceilingEntry(second);
        return next == null ? Long.MAX_VALUE : next.getValue();
    }
}
