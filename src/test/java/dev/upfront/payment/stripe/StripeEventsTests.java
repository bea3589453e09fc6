package dev.upfront.payment.stripe;

import static dev.upfront.payment.stripe.StripeWorld.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Events that are fetched because a webhook may have been missed. */
class StripeEventsTests {

    private final StripeWorld world = new StripeWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void readsWhatAWebhookWouldHaveTold() {
        var customer = world.customer();
        var card = world.card(customer);
        world.clock.advance(Duration.ofMinutes(1));
        var since = world.clock.instant();
        var intent = world.charged(customer, card, 8_000);

        assertThat(given(world.events.since(since, Set.of()))).extracting(ToldEvent::type).as("oldest first")
                .containsExactly("payment_intent.created", "charge.succeeded", "payment_intent.succeeded");
        assertThat(given(world.events.since(since, Set.of("payment_intent.succeeded", "payment_intent.payment_failed")))).singleElement().satisfies(event -> {
            var payload = JsonMapper.shared().readTree(event.payload());
            assertThat(payload.path("id").asString()).isEqualTo(event.id());
            assertThat(payload.path("type").asString()).isEqualTo("payment_intent.succeeded");
            assertThat(payload.path("created").asLong()).isEqualTo(since.getEpochSecond());
            assertThat(payload.path("data").path("object").path("id").asString()).isEqualTo(intent);
            assertThat(payload.path("data").path("object").path("metadata").path("upfront_attempt").asString()).startsWith("attempt-");
        });
    }

    @Test
    void readsEveryPage() {
        var since = world.clock.instant();
        var customer = world.customer();
        var card = world.card(customer);
        IntStream.range(0, 70).forEach(n -> world.charged(customer, card, 1_000));
        assertThat(given(world.events.since(since, Set.of("charge.succeeded")))).hasSize(70);
        assertThat(given(world.events.since(since, Set.of()))).hasSizeGreaterThan(210).extracting(ToldEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void saysThatItDoesNotKnowWhenStripeIsAway() {
        world.standIn.switches().unreachable(true);
        assertThat(world.events.since(world.clock.instant(), Set.of())).isInstanceOf(StripeReply.Unknown.class);
    }

    @Test
    void takesAtMostAsManyTypesAsStripe() {
        var types = IntStream.range(0, 21).mapToObj(n -> "type." + n).collect(Collectors.toSet());
        assertThatIllegalArgumentException().isThrownBy(() -> world.events.since(world.clock.instant(), types));
    }
}
