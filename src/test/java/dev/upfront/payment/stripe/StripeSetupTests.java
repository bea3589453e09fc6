package dev.upfront.payment.stripe;

import static dev.upfront.payment.stripe.StripeWorld.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.sandbox.stripe.Failure;
import java.time.Duration;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card that is kept for later without a charge, replaced by the network, and taken off again. */
class StripeSetupTests {

    private final StripeWorld world = new StripeWorld();
    private String customer;

    @BeforeEach
    void someone() {
        customer = world.customer();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void keepsACardThatCanBeChargedLater() {
        var open = world.openSetup(customer, "a1");
        assertThat(given(world.setup.session(open.session()))).isEqualTo(open);
        world.standIn.payCheckout(open.session(), "4000002500003155", YearMonth.of(2028, 5));
        world.standIn.authenticateCheckout(open.session(), true);

        var kept = (CardSetup.Kept) given(world.setup.session(open.session()));
        assertThat(kept.card()).isEqualTo(new KeptCard(kept.card().paymentMethod(), "visa", "3155", 5, 2028));
        assertThat(world.charged(customer, kept.card(), 8_000)).as("no authentication again").isNotBlank();
        assertThat(given(world.setup.expire("expire:a1", open.session()))).as("too late to close").isEqualTo(kept);
    }

    @Test
    void findsASessionWhoseAnswerWasLost() {
        world.standIn.switches().failNext(2, Failure.DROPPED_CONNECTION_AFTER, "POST /v1/checkout/sessions");
        assertThat(world.setup.open(world.order(customer, "a1"))).isInstanceOf(StripeReply.Unknown.class);
        world.standIn.switches().reset();
        var found = given(world.setup.find(customer, "a1"));
        assertThat(found).isEqualTo(given(world.setup.open(world.order(customer, "a1"))));
        assertThat(world.setup.find(customer, "a2")).isInstanceOf(StripeReply.NotFound.class);
        assertThat(world.standIn.checkoutSessions()).hasSize(1);
    }

    @Test
    void endsWithoutACard() {
        var closed = world.openSetup(customer, "a1");
        assertThat(given(world.setup.expire("expire:a1", closed.session()))).isEqualTo(new CardSetup.Ended(closed.session(), "expired"));
        var forgotten = world.openSetup(customer, "a2");
        world.clock.advance(Duration.ofHours(1));
        assertThat(given(world.setup.session(forgotten.session()))).isInstanceOf(CardSetup.Ended.class);
        assertThat(world.setup.session("cs_test_nobody")).isInstanceOf(StripeReply.NotFound.class);
    }

    @Test
    void readsTheCardThatTheNetworkReplaced() {
        var card = world.card(customer);
        world.standIn.issuers().replaceCard(card.paymentMethod(), "5555555555554444");
        assertThat(given(world.setup.card(card.paymentMethod()))).isEqualTo(new KeptCard(card.paymentMethod(), "mastercard", "4444", 3, 2030));
    }

    @Test
    void takesACardOffForGood() {
        var card = world.card(customer);
        world.standIn.switches().failNext(2, Failure.SERVER_ERROR_500_AFTER, "POST /v1/payment_methods");
        assertThat(world.setup.detach("detach:1", card.paymentMethod())).isInstanceOf(StripeReply.Unknown.class);
        world.standIn.switches().reset();
        assertThat(given(world.setup.detach("detach:2", card.paymentMethod()))).as("off already").isEqualTo(card.paymentMethod());
        assertThat(world.setup.card(card.paymentMethod())).isInstanceOf(StripeReply.NotFound.class);
        assertThat(world.setup.detach("detach:3", "pm_nobody")).isInstanceOf(StripeReply.NotFound.class);
        assertThat(world.standIn.issuers().cards()).isEmpty();
    }
}
