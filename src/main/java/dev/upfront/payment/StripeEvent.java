package dev.upfront.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What we read of an event: which of our attempts or refunds it is about. What happened to it is asked from Stripe, so that the order in which
 * events come, and the API version they were written in, do not matter.
 */
record StripeEvent(String id, String type, Instant created, JsonNode object) {

    /** The types that can change anything here, by which Stripe is asked for what we were not told. */
    static final Set<String> PROCESSED = Set.of("checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed", "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled",
            "payment_intent.processing", "payment_intent.requires_action", "refund.created", "refund.updated", "refund.failed", "charge.refund.updated",
            "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
            "setup_intent.succeeded", "payment_method.automatically_updated");
    private static final String ATTEMPT = "upfront_attempt";

    /** @return nothing when that is no event */
    static Optional<StripeEvent> read(JsonMapper json, String body) {
        try {
            var event = json.readTree(body);
            var id = event.path("id").asString("");
            return id.isBlank() ? Optional.empty() : Optional.of(new StripeEvent(id, event.path("type").asString(""),
                    Instant.ofEpochSecond(event.path("created").asLong(0)), event.path("data").path("object")));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** Whether it can change anything here; of the others it is only kept that they came. */
    boolean isToBeProcessed() {
        return isAboutAttempt() || isAboutRefund() || isAboutDispute() || isAboutSetup() || isAboutCard();
    }

    /** That an intent was made says nothing about money. */
    boolean isAboutAttempt() {
        return type.startsWith("checkout.session.") || type.startsWith("payment_intent.") && !type.equals("payment_intent.created");
    }

    boolean isAboutRefund() {
        return type.startsWith("refund.") || type.equals("charge.refund.updated");
    }

    boolean isAboutDispute() {
        return type.startsWith("charge.dispute.");
    }

    boolean isAboutSetup() {
        return type.equals("setup_intent.succeeded");
    }

    /** The network has replaced a card or its expiry. */
    boolean isAboutCard() {
        return type.equals("payment_method.automatically_updated");
    }

    /** The try to keep a card that it may be about: a Checkout Session does not say whether it is to take money. */
    Optional<UUID> setup() {
        return isAboutSetup() || type.startsWith("checkout.session.") ? uuid(object.path("metadata").path(ATTEMPT).asString(null)) : Optional.empty();
    }

    /** Stripe's id of the card that it is about; nothing when it is about none. */
    Optional<String> card() {
        return Optional.ofNullable(object.path("id").asString(null)).filter(id -> isAboutCard());
    }

    /** Stripe's id of the dispute it is about; nothing when it is about none. */
    Optional<String> dispute() {
        return Optional.ofNullable(object.path("id").asString(null)).filter(id -> isAboutDispute());
    }

    /** The attempt it is about; nothing when the object is not ours. */
    Optional<AttemptId> attempt() {
        return uuid(object.path("metadata").path(ATTEMPT).asString(null)).map(AttemptId::new);
    }

    /** The refund it is about; nothing when the object is not ours. */
    Optional<RefundId> refund() {
        var name = object.path("metadata").path(ATTEMPT).asString("");
        return uuid(name.contains(":") ? name.substring(0, name.indexOf(':')) : null).map(RefundId::new);
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
