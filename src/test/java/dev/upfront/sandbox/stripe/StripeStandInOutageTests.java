package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stripe away for long, and Stripe asked too often. */
class StripeStandInOutageTests {

    private final Scene scene = new Scene();
    private final Switches switches = scene.standIn.switches();
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

    private String charged() throws StripeException {
        return scene.charge(customer, card, "k1").getStatus();
    }

    @Test
    void staysDownHoweverFarTheClockMoves() throws StripeException {
        switches.down(true);
        scene.clock.advance(Duration.ofDays(2));
        assertThat(catchThrowableOfType(ApiException.class, this::charged).getStatusCode()).isEqualTo(503);
        switches.down(false);
        assertThat(charged()).isEqualTo("succeeded");
    }

    @Test
    void comesBackByItsOwnClock() throws StripeException {
        switches.downUntil(scene.clock.instant().plus(Duration.ofDays(2)));
        scene.clock.advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(catchThrowableOfType(ApiException.class, this::charged)).isNotNull();
        assertThat(scene.standIn.charges()).isEmpty();
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(charged()).isEqualTo("succeeded");
    }

    @Test
    void givesNoAnswerWhileUnreachable() throws StripeException {
        switches.unreachable(true);
        assertThat(catchThrowableOfType(ApiConnectionException.class, this::charged)).isNotNull();
        switches.reset();
        assertThat(scene.standIn.charges()).isEmpty();
        assertThat(charged()).isEqualTo("succeeded");
    }

    @Test
    void refusesMoreThanItTakesInASecond() throws StripeException {
        switches.requestsPerSecond(1);
        RateLimitException refused = null;
        for (int n = 0; n < 100 && refused == null; n++) {
            refused = catchThrowableOfType(RateLimitException.class, this::charged);
        }
        assertThat(refused).isNotNull();
        assertThat(refused.getCode()).isEqualTo("rate_limit");
        assertThat(refused.getStripeError().getType()).isEqualTo("invalid_request_error");
        assertThat(switches.pending()).contains("at most 1 calls per second");
        switches.requestsPerSecond(0);
        assertThat(charged()).isEqualTo("succeeded");
        assertThat(scene.standIn.charges()).as("a refused call does nothing").hasSize(1);
    }
}
