package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import dev.upfront.sandbox.stripe.IdempotencyKeys.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Idempotency keys, and what goes wrong between a caller and Stripe. */
class StripeStandInFailureTests {

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

    private PaymentIntent charge(String key) throws StripeException {
        return scene.charge(customer, card, key);
    }

    @Test
    void replaysTheFirstAnswer() throws StripeException {
        PaymentIntent first = charge("k1");
        PaymentIntent again = charge("k1");
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(scene.standIn.charges()).hasSize(1);
    }

    @Test
    void replaysADecline() {
        scene.standIn.cardsOnFileBecome(customer, "4000000000000341");
        CardException first = catchThrowableOfType(CardException.class, () -> charge("k1"));
        scene.standIn.cardsOnFileBecome(customer, "4242424242424242");
        CardException again = catchThrowableOfType(CardException.class, () -> charge("k1"));
        assertThat(again.getCharge()).isEqualTo(first.getCharge());
        assertThat(scene.standIn.charges()).hasSize(1);
    }

    @Test
    void refusesAKeyWithOtherParameters() throws StripeException {
        charge("k1");
        IdempotencyException refused = catchThrowableOfType(IdempotencyException.class, () -> scene.stripe().paymentIntents()
                .create(Scene.offSession(1_000, "eur", customer, card).build(), Scene.key("k1").build()));
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void refusesAKeyWhileItsFirstRequestRuns() {
        IdempotencyKeys keys = new IdempotencyKeys(scene.clock);
        keys.once("k1", "same", () -> {
            Answer meanwhile = keys.once("k1", "same", () -> new Answer(200, "", true, false));
            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.body()).contains("idempotency_key_in_use");
            return new Answer(200, "first", true, false);
        });
        assertThat(keys.once("k1", "same", () -> new Answer(200, "second", true, false)).body()).isEqualTo("first");
    }

    @Test
    void forgetsAKeyAfterADay() throws StripeException {
        charge("k1");
        scene.clock.advance(Duration.ofHours(24).minusSeconds(1));
        charge("k1");
        assertThat(scene.standIn.charges()).hasSize(1);
        scene.clock.advance(Duration.ofSeconds(1));
        charge("k1");
        assertThat(scene.standIn.charges()).hasSize(2);
    }

    @Test
    void doesNotKeepWhatFailedValidation() throws StripeException {
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().paymentIntents()
                .create(Scene.offSession(0, "eur", customer, card).build(), Scene.key("k1").build()))).isNotNull();
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void keepsAServerError() throws StripeException {
        scene.standIn.switches().failNext(1, Failure.SERVER_ERROR_500, "POST /v1/payment_intents");
        assertThat(catchThrowableOfType(ApiException.class, () -> charge("k1")).getStatusCode()).isEqualTo(500);
        assertThat(catchThrowableOfType(ApiException.class, () -> charge("k1")).getStatusCode()).isEqualTo(500);
        assertThat(scene.standIn.charges()).isEmpty();
        charge("k2");
        assertThat(scene.standIn.charges()).hasSize(1);
    }

    @Test
    void chargesAndStillAnswersWithAServerError() {
        scene.standIn.switches().failNext(1, Failure.SERVER_ERROR_500_AFTER, "POST /v1/payment_intents");
        assertThat(catchThrowableOfType(ApiException.class, () -> charge("k1"))).isNotNull();
        assertThat(scene.standIn.chargesSucceeded("attempt", "a1")).hasSize(1);
    }

    @Test
    void chargesAndWithholdsTheAnswer() throws StripeException {
        scene.standIn.switches().failNext(1, Failure.TIMEOUT_AFTER_CHARGE, "POST /v1/payment_intents");
        RequestOptions impatient = Scene.key("k1").setReadTimeout(200).build();
        assertThat(catchThrowableOfType(ApiConnectionException.class, () -> scene.stripe().paymentIntents()
                .create(Scene.offSession(8_000, "eur", customer, card).build(), impatient))).isNotNull();
        assertThat(scene.standIn.chargesSucceeded("attempt", "a1")).hasSize(1);
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
        assertThat(scene.standIn.charges()).hasSize(1);
    }

    @Test
    void dropsTheConnectionBeforeAnythingIsDone() {
        scene.standIn.switches().failNext(2, Failure.DROPPED_CONNECTION_BEFORE, "POST /v1/payment_intents");
        assertThat(catchThrowableOfType(ApiConnectionException.class, () -> charge("k1"))).isNotNull();
        assertThat(scene.standIn.charges()).isEmpty();
    }

    @Test
    void dropsTheConnectionAfterTheCharge() throws StripeException {
        scene.standIn.switches().failNext(2, Failure.DROPPED_CONNECTION_AFTER, "POST /v1/payment_intents");
        assertThat(catchThrowableOfType(ApiConnectionException.class, () -> charge("k1"))).isNotNull();
        scene.standIn.switches().reset();
        assertThat(scene.standIn.charges()).hasSize(1);
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
        assertThat(scene.standIn.charges()).hasSize(1);
    }

    @Test
    void limitsTheRate() throws StripeException {
        scene.standIn.switches().failNext(1, Failure.RATE_LIMIT_429);
        assertThat(catchThrowableOfType(RateLimitException.class, () -> charge("k1")).getStatusCode()).isEqualTo(429);
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void truncatesAnAnswer() {
        scene.standIn.switches().failNext(2, Failure.TRUNCATED_ANSWER, "POST /v1/payment_intents");
        assertThat(catchThrowableOfType(StripeException.class, () -> charge("k1"))).isNotNull();
        assertThat(scene.standIn.chargesSucceeded()).hasSize(1);
    }

    @Test
    void failsOnlyWhereItWasTold() throws StripeException {
        scene.standIn.switches().failNext(1, Failure.SERVER_ERROR_500, "/v1/refunds");
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
        assertThat(scene.standIn.switches().pending()).hasSize(1);
    }

    @Test
    void isDownUntilItIsUpAgain() throws StripeException {
        scene.standIn.switches().down(true);
        assertThat(catchThrowableOfType(ApiException.class, () -> charge("k1")).getStatusCode()).isEqualTo(503);
        scene.standIn.switches().down(false);
        assertThat(charge("k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void obeysItsControlsOverHttp() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI fail = scene.standIn.baseUri().resolve("/_control/fail");
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(fail).POST(HttpRequest.BodyPublishers
                    .ofString("failure=RATE_LIMIT_429&times=1&where=/v1/payment_intents")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("RATE_LIMIT_429", customer);
            assertThat(catchThrowableOfType(RateLimitException.class, () -> charge("k1"))).isNotNull();
            HttpResponse<String> wrong = http.send(HttpRequest.newBuilder(fail).POST(HttpRequest.BodyPublishers
                    .ofString("failure=NONSENSE")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(wrong.statusCode()).isEqualTo(400);
        }
    }
}
