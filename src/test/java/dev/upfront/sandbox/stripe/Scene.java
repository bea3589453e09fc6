package dev.upfront.sandbox.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import dev.upfront.sandbox.MovableClock;
import java.time.Duration;
import java.time.Instant;

/** A stand-in, its clock, and Stripe's own SDK pointed at it. */
final class Scene implements AutoCloseable {

    static final String SUCCESS = "http://127.0.0.1:1/paid?session={CHECKOUT_SESSION_ID}";

    final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-03-02T09:00:00Z"));
    final StripeStandIn standIn = new StripeStandIn(clock);

    V1Services stripe() {
        return stripe(StripeStandIn.API_KEY);
    }

    V1Services stripe(String apiKey) {
        return StripeClient.builder().setApiKey(apiKey).setApiBase(standIn.baseUri().toString()).build().v1();
    }

    String customer() throws StripeException {
        return stripe().customers().create(CustomerCreateParams.builder().setEmail("ada@example.com").build()).getId();
    }

    /** A card on a customer's file. */
    String card(String customer, String token) throws StripeException {
        return stripe().paymentMethods()
                .attach(token, PaymentMethodAttachParams.builder().setCustomer(customer).build()).getId();
    }

    static PaymentIntentCreateParams.Builder offSession(long amount, String currency, String customer, String card) {
        return PaymentIntentCreateParams.builder().setAmount(amount).setCurrency(currency).setCustomer(customer)
                .setPaymentMethod(card).setOffSession(true).setConfirm(true).putMetadata("attempt", "a1");
    }

    PaymentIntent charge(String customer, String card, String key) throws StripeException {
        return stripe().paymentIntents().create(offSession(8_000, "eur", customer, card).build(), key(key).build());
    }

    static RequestOptions.RequestOptionsBuilder key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key);
    }

    /** A checkout of 40 euros, the card kept for later. */
    SessionCreateParams.Builder checkout(String customer) {
        return checkout(customer, 4_000, "eur");
    }

    SessionCreateParams.Builder checkout(String customer, long amount, String currency) {
        var line = SessionCreateParams.LineItem.builder().setQuantity(1L).setPriceData(
                SessionCreateParams.LineItem.PriceData.builder().setCurrency(currency).setUnitAmount(amount)
                        .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                .setName("Coaching <60 min>, deposit").build()).build()).build();
        return SessionCreateParams.builder().setMode(SessionCreateParams.Mode.PAYMENT).setCustomer(customer)
                .setSuccessUrl(SUCCESS).setCancelUrl("http://127.0.0.1:1/back").addLineItem(line)
                .setClientReferenceId("payment-1").putMetadata("payment", "p1")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder().putMetadata("attempt", "a1")
                        .setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION).build())
                .setExpiresAt(clock.instant().plus(Duration.ofMinutes(30)).getEpochSecond());
    }

    Session open(SessionCreateParams.Builder checkout) throws StripeException {
        return stripe().checkout().sessions().create(checkout.build());
    }

    @Override
    public void close() {
        standIn.close();
    }
}
