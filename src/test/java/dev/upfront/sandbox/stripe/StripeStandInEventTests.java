package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that can be asked for, whether or not a webhook told of them. */
class StripeStandInEventTests {

    private final Scene scene = new Scene();
    private String customer;
    private String card;

    @BeforeEach
    void keepACard() throws StripeException {
        customer = scene.customer();
        card = scene.card(customer, "pm_card_visa");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private List<Event> events(EventListParams.Builder asked) throws StripeException {
        return scene.stripe().events().list(asked.build()).getData();
    }

    @Test
    void listsByTypeAndTimeNewestFirst() throws StripeException {
        scene.charge(customer, card, "k1");
        scene.clock.advance(Duration.ofHours(1));
        long then = scene.clock.instant().getEpochSecond();
        scene.charge(customer, card, "k2");

        assertThat(events(EventListParams.builder().setType("payment_intent.succeeded"))).hasSize(2);
        assertThat(events(EventListParams.builder().addType("charge.succeeded").addType("payment_method.attached"))).extracting(Event::getType)
                .containsExactly("charge.succeeded", "charge.succeeded", "payment_method.attached");
        assertThat(events(EventListParams.builder().setCreated(EventListParams.Created.builder().setGte(then).build()))).extracting(Event::getType)
                .containsExactly("payment_intent.succeeded", "charge.succeeded", "payment_intent.created");
        assertThat(events(EventListParams.builder().setCreated(EventListParams.Created.builder().setGte(then - 3_600).setLt(then).build())
                .setType("charge.succeeded"))).hasSize(1);
        assertThat(events(EventListParams.builder().setCreated(then))).hasSize(3);
    }

    @Test
    void turnsPages() throws StripeException {
        for (int n = 0; n < 4; n++) {
            scene.charge(customer, card, "k" + n);
        }
        var page = scene.stripe().events().list(EventListParams.builder().setLimit(5L).build());
        assertThat(page.autoPagingIterable()).extracting(Event::getId).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void forgetsThemAfterThirtyDays() throws StripeException {
        String first = events(EventListParams.builder()).getFirst().getId();
        scene.clock.advance(Duration.ofDays(30));
        assertThat(events(EventListParams.builder())).extracting(Event::getId).containsExactly(first);
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(events(EventListParams.builder())).isEmpty();
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().events().retrieve(first)).getStatusCode()).isEqualTo(404);
    }
}
