package dev.upfront.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form-encoded parameters of one request, by their full names: {@code line_items[0][quantity]}.
 * An empty value counts as not given, as Stripe treats it when an object is created.
 */
final class Parameters {

    private static final long LARGEST = 99_999_999L;
    private static final Map<String, Long> SMALLEST = Map.of("eur", 50L, "usd", 50L, "chf", 50L, "gbp", 30L, "jpy", 50L);

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** Reads a query or a form body; null or empty means none. Names ending in {@code []} are numbered. */
    static Parameters read(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded == null || encoded.isBlank() ? new String[0] : encoded.split("&")) {
            int at = pair.indexOf('=');
            String name = decoded(at < 0 ? pair : pair.substring(0, at));
            if (name.endsWith("[]")) {
                name = name.substring(0, name.length() - 1) + values.size() + "]";
            }
            values.put(name, at < 0 ? "" : decoded(pair.substring(at + 1)));
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * Refuses names that the endpoint does not know. A known name is written with {@code []} for any index
     * ({@code line_items[][quantity]}); {@code metadata[*]} knows everything beneath.
     */
    void allowOnly(Set<String> known) {
        for (String name : values.keySet()) {
            if (!isKnown(name.replaceAll("\\[\\d+]", "[]"), known)) {
                throw Refusal.parameter("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        }
    }

    private static boolean isKnown(String name, Set<String> known) {
        if (known.contains(name) || name.startsWith("expand[")) {
            return true;
        }
        for (int at = name.lastIndexOf('['); at > 0; at = name.lastIndexOf('[', at - 1)) {
            if (known.contains(name.substring(0, at) + "[*]")) {
                return true;
            }
        }
        return false;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The value, or null when it is not given. */
    String orNull(String name) {
        return text(name).orElse(null);
    }

    String required(String name) {
        if (values.containsKey(name) && values.get(name).isEmpty()) {
            throw Refusal.parameter("parameter_invalid_empty", name,
                    "You passed an empty string for '" + name + "'.");
        }
        return text(name).orElseThrow(() -> Refusal.missing(name));
    }

    boolean isTrue(String name) {
        return "true".equals(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number of at least 1. */
    long positive(String name) {
        long number = whole(name, required(name));
        if (number < 1) {
            throw Refusal.parameter("parameter_invalid_integer", name, "This value must be greater than or equal to 1.");
        }
        return number;
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> whole(name, value));
    }

    /** Whether a time of an object lies between the bounds given for it, such as {@code created[gte]}; true where there are none. */
    boolean isWithin(String name, ObjectNode object) {
        long time = object.path(name).longValue();
        return number(name).map(at -> time == at).orElse(true)
                && number(name + "[gte]").map(at -> time >= at).orElse(true)
                && number(name + "[gt]").map(at -> time > at).orElse(true)
                && number(name + "[lte]").map(at -> time <= at).orElse(true)
                && number(name + "[lt]").map(at -> time < at).orElse(true);
    }

    /** The same parameters, with a number that is at least this. */
    Parameters atLeast(String name, long smallest) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, String.valueOf(Math.max(smallest, number(name).orElse(smallest))));
        return new Parameters(changed);
    }

    private static long whole(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Refusal.parameter("parameter_invalid_integer", name, "Invalid integer: " + value);
        }
    }

    /**
     * An amount in the currency's minor unit. Three-decimal currencies are taken in tens only, as Stripe's page on
     * currencies demands; the smallest amounts are those of its page on minimum charges.
     */
    long amount(String name, String currency) {
        long amount = positive(name);
        if (amount > LARGEST) {
            throw Refusal.parameter("amount_too_large", name, "Amount must be no more than " + LARGEST + ".");
        }
        if (amount < SMALLEST.getOrDefault(currency, 1L)) {
            throw Refusal.parameter("amount_too_small", name,
                    "Amount must be at least " + SMALLEST.get(currency) + " " + currency + " in the minor unit.");
        }
        roundedToTens(name, amount, currency);
        return amount;
    }

    static void roundedToTens(String name, long amount, String currency) {
        if (amount % 10 != 0 && Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits() == 3) {
            throw Refusal.parameter("parameter_invalid_integer", name,
                    "Invalid amount: three-decimal currencies must be rounded to the nearest ten.");
        }
    }

    /** A currency's code in lower case. */
    String currency(String name) {
        String code = required(name).toLowerCase(Locale.ROOT);
        try {
            Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.parameter(null, name, "Invalid currency: " + code + ".");
        }
        return code;
    }

    /** What stands beneath a name: {@code metadata[a]=b} gives a → b. An empty value removes the entry. */
    Map<String, String> beneath(String name) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                found.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return found;
    }

    /** The paths of objects to be shown in full. */
    List<String> expand() {
        return List.copyOf(beneath("expand").values());
    }

    /** The same text for the same parameters in whatever order they came. */
    String fingerprint() {
        return new TreeMap<>(values).toString();
    }
}
