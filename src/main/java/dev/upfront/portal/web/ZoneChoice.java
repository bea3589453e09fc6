package dev.upfront.portal.web;

import dev.upfront.portal.Reader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form that changes the zone in which times are shown.
 *
 * @param address of the page to load again
 * @param kept what else the page's address carries
 * @param chosen the zone's id
 * @param guessed whether nobody has said yet which zone it is, so that the browser may
 */
record ZoneChoice(String address, Map<String, String> kept, String chosen, boolean guessed) {

    private static final Set<String> REGIONS = Set.of("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");
    private static final Map<String, String> ZONES = zonesByPlace();

    /** Zone id → place, by place. */
    public Map<String, String> getZones() {
        if (ZONES.containsKey(chosen)) {
            return ZONES;
        }
        var withChosen = new LinkedHashMap<>(Map.of(chosen, chosen));
        withChosen.putAll(ZONES);
        return withChosen;
    }

    /** The zone of that id; empty when it is missing or no zone is called so. */
    static Optional<ZoneId> zone(@Nullable String id) {
        try {
            return id == null || id.isBlank() || id.length() > 64 ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Map<String, String> zonesByPlace() {
        var places = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && REGIONS.contains(id.substring(0, id.indexOf('/'))))
                .collect(Collectors.toMap(id -> id, id -> Reader.place(ZoneId.of(id)) + " (" + id.substring(0, id.indexOf('/')) + ")"));
        places.put("UTC", "UTC");
        return places.entrySet().stream().sorted(Comparator.comparing(Map.Entry<String, String>::getValue).thenComparing(Map.Entry::getKey))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
    }
}
