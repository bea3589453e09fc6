package dev.upfront.sandbox.stripe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The API's endpoints: a method, a path with {@code {id}} places, the parameters it knows, and what it does. */
final class Routes {

    /** The parameters that every list knows. */
    static final Set<String> LIST = Set.of("limit", "starting_after", "ending_before", "created", "created[*]");

    /** Does what an endpoint does. */
    interface Endpoint {
        /** Answers with an object of the books or a list; {@code ids} are the path's ids in order. */
        ObjectNode answer(List<String> ids, Parameters parameters);
    }

    private record Route(String method, Pattern path, Set<String> known, Endpoint endpoint) {
    }

    private final List<Route> routes = new ArrayList<>();

    void on(String method, String path, Set<String> known, Endpoint endpoint) {
        routes.add(new Route(method, Pattern.compile(path.replace("{id}", "([^/]+)")), known, endpoint));
    }

    /** Checks the parameters' names and does what the endpoint does, or throws a {@link Refusal}. */
    ObjectNode answer(String method, String path, Parameters parameters) {
        for (Route route : routes) {
            Matcher matcher = route.path.matcher(path);
            if (route.method.equals(method) && matcher.matches()) {
                parameters.allowOnly(route.known);
                List<String> ids = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    ids.add(matcher.group(group));
                }
                return route.endpoint.answer(ids, parameters);
            }
        }
        throw Refusal.request(404, "invalid_request_error", null,
                "Unrecognized request URL (" + method + ": " + path + ").");
    }

    /** The union of parameter names. */
    static Set<String> known(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
