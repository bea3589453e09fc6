package dev.upfront.sandbox.stripe;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that Stripe answers with an error: a status and the body {@code {"error": {...}}}. */
final class Refusal extends RuntimeException {

    final int status;
    final transient ObjectNode error = JsonNodeFactory.instance.objectNode();
    /** Whether the endpoint had begun its work, so that the answer is kept under the idempotency key. */
    final boolean saved;

    private Refusal(int status, String type, String code, String param, String message, boolean saved) {
        super(message, null, false, false);
        this.status = status;
        this.saved = saved;
        error.put("type", type).put("message", message);
        with("code", code).with("param", param);
    }

    /** A parameter that fails validation: 400, not saved under the idempotency key. */
    static Refusal parameter(String code, String param, String message) {
        return new Refusal(400, "invalid_request_error", code, param, message, false);
    }

    static Refusal missing(String param) {
        return parameter("parameter_missing", param, "Missing required param: " + param + ".");
    }

    /** An id that nothing bears: 404 resource_missing. */
    static Refusal unknown(String kind, String id, String param) {
        return new Refusal(404, "invalid_request_error", "resource_missing", param,
                "No such " + kind + ": '" + id + "'", true);
    }

    /** A request that the object's state does not allow: 400. */
    static Refusal state(String code, String message) {
        return new Refusal(400, "invalid_request_error", code, null, message, true);
    }

    static Refusal state(String code, String param, String message) {
        return new Refusal(400, "invalid_request_error", code, param, message, true);
    }

    /** A card's decline: 402 card_error. */
    static Refusal declined(Decline decline) {
        return new Refusal(402, "card_error", decline.code(), null, decline.message(), true)
                .with("decline_code", decline.declineCode()).with("advice_code", decline.adviceCode());
    }

    /** An answer that concerns the request as such (401, 404, 409, 429, 5xx): not saved. */
    static Refusal request(int status, String type, String code, String message) {
        return new Refusal(status, type, code, null, message, false);
    }

    /** The same, saved under the idempotency key: a 500 after the work had begun. */
    static Refusal broken() {
        return new Refusal(500, "api_error", null, null, "An unknown error occurred.", true);
    }

    Refusal with(String name, String value) {
        if (value != null) {
            error.put(name, value);
        }
        return this;
    }

    Refusal with(String name, ObjectNode object) {
        error.set(name, object.deepCopy());
        return this;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return body;
    }
}
