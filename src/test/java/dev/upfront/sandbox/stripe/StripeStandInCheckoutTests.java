package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.upfront.sandbox.stripe.CheckoutResult.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkout Sessions and their hosted page. */
class StripeStandInCheckoutTests {

    private final Scene scene = new Scene();
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        browser.close();
        scene.close();
    }

    @Test
    void paysOnThePageAndKeepsTheCard() throws Exception {
        String customer = scene.customer();
        Session session = scene.open(scene.checkout(customer));
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(get(session.getUrl()).body()).contains("€40.00", "Coaching &lt;60 min&gt;, deposit", "name=\"card_number\"",
                "href=\"http://127.0.0.1:1/back\"");

        HttpResponse<String> paid = post(session.getUrl(), "card_number", "4242 4242 4242 4242");
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location")).contains("http://127.0.0.1:1/paid?session=" + session.getId());

        Session after = scene.stripe().checkout().sessions().retrieve(session.getId(), SessionRetrieveParams.builder()
                .addExpand("payment_intent.latest_charge").addExpand("customer").build());
        assertThat(after.getStatus()).isEqualTo("complete");
        assertThat(after.getPaymentStatus()).isEqualTo("paid");
        assertThat(after.getClientReferenceId()).isEqualTo("payment-1");
        assertThat(after.getMetadata()).containsEntry("payment", "p1");
        assertThat(after.getCustomerObject().getEmail()).isEqualTo("ada@example.com");
        assertThat(after.getPaymentIntentObject().getLatestChargeObject().getAmount()).isEqualTo(4_000);
        assertThat(after.getPaymentIntentObject().getMetadata()).containsEntry("attempt", "a1");
        String card = scene.stripe().paymentMethods().list(PaymentMethodListParams.builder().setCustomer(customer).build())
                .getData().getFirst().getId();
        assertThat(scene.charge(customer, card, "balance").getStatus()).isEqualTo("succeeded");
        assertThat(get(session.getUrl()).body()).contains("This payment is complete");
    }

    @Test
    void chargesOnceWhateverIsPressed() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        assertThat(scene.standIn.payCheckout(session.getId(), "4242424242424242").outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(scene.standIn.payCheckout(session.getId(), "4242424242424242").outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(scene.standIn.chargesSucceeded("attempt", "a1")).hasSize(1);
    }

    @Test
    void staysAfterADecline() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        HttpResponse<String> declined = post(session.getUrl(), "card_number", "4000000000009995");
        assertThat(declined.statusCode()).isEqualTo(200);
        assertThat(declined.body()).contains("Your card has insufficient funds.", "name=\"card_number\"", "4000000000009995");
        assertThat(scene.stripe().checkout().sessions().retrieve(session.getId()).getStatus()).isEqualTo("open");

        assertThat(scene.standIn.payCheckout(session.getId(), "4242424242424242").outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(scene.standIn.paymentIntents()).hasSize(1);
    }

    @Test
    void saysThatANumberIsNoTestCard() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        assertThat(post(session.getUrl(), "card_number", "1234\"><b>").body()).contains("not one of the test cards")
                .doesNotContain("<b>");
    }

    @Test
    void authenticatesOnASecondPage() throws Exception {
        String customer = scene.customer();
        Session session = scene.open(scene.checkout(customer));
        String page = post(session.getUrl(), "card_number", "4000002500003155").headers().firstValue("Location").orElseThrow();
        assertThat(get(page).body()).contains("Complete authentication", "Fail authentication");

        HttpResponse<String> failed = post(page, "outcome", "fail");
        assertThat(failed.headers().firstValue("Location")).contains(session.getUrl());
        assertThat(get(session.getUrl()).body()).contains("unable to authenticate");

        String again = post(session.getUrl(), "card_number", "4000002500003155").headers().firstValue("Location").orElseThrow();
        assertThat(post(again, "outcome", "complete").headers().firstValue("Location").orElseThrow()).contains("/paid?session=");
        String card = scene.stripe().paymentMethods().list(PaymentMethodListParams.builder().setCustomer(customer).build())
                .getData().getFirst().getId();
        assertThat(scene.charge(customer, card, "balance").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void authenticatesWithoutABrowser() throws StripeException {
        Session session = scene.open(scene.checkout(scene.customer()));
        assertThat(scene.standIn.payCheckout(session.getId(), "4000002760003184").outcome()).isEqualTo(Outcome.NEEDS_AUTHENTICATION);
        assertThat(scene.standIn.authenticateCheckout(session.getId(), true).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void keepsACardWithoutACharge() throws StripeException {
        String customer = scene.customer();
        Session session = scene.open(SessionCreateParams.builder().setMode(SessionCreateParams.Mode.SETUP)
                .setCurrency("eur").setCustomer(customer).setSuccessUrl(Scene.SUCCESS));
        assertThat(scene.standIn.payCheckout(session.getId(), "4000002500003155").outcome()).isEqualTo(Outcome.NEEDS_AUTHENTICATION);
        scene.standIn.authenticateCheckout(session.getId(), true);
        Session after = scene.stripe().checkout().sessions().retrieve(session.getId(),
                SessionRetrieveParams.builder().addExpand("setup_intent").build());
        assertThat(after.getPaymentStatus()).isEqualTo("no_payment_required");
        assertThat(scene.charge(customer, after.getSetupIntentObject().getPaymentMethod(), "k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void expiresByRequestWhileOpenOnly() throws Exception {
        Session open = scene.open(scene.checkout(scene.customer()));
        String page = open.getUrl();
        assertThat(scene.stripe().checkout().sessions().expire(open.getId()).getStatus()).isEqualTo("expired");
        assertThat(get(page).body()).contains("This checkout has expired");
        assertThat(scene.standIn.payCheckout(open.getId(), "4242424242424242").outcome()).isEqualTo(Outcome.CLOSED);

        Session paid = scene.open(scene.checkout(scene.customer()));
        scene.standIn.payCheckout(paid.getId(), "4242424242424242");
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class,
                () -> scene.stripe().checkout().sessions().expire(paid.getId()));
        assertThat(refused.getMessage()).contains("already complete");
    }

    @Test
    void expiresByTheClockAndCancelsWhatWasBegun() throws Exception {
        Session session = scene.open(scene.checkout(scene.customer()));
        scene.standIn.payCheckout(session.getId(), "4000000000000002");
        scene.clock.advance(Duration.ofMinutes(30));
        assertThat(scene.stripe().checkout().sessions().retrieve(session.getId()).getStatus()).isEqualTo("expired");
        assertThat(scene.standIn.paymentIntents()).extracting(Recorded::status).containsExactly("canceled");
    }

    @Test
    void findsTheSessionOfAnIntent() throws StripeException {
        Session session = scene.open(scene.checkout(scene.customer()));
        scene.standIn.payCheckout(session.getId(), "4242424242424242");
        String intent = scene.standIn.paymentIntents().getFirst().id();
        assertThat(scene.stripe().checkout().sessions().list(SessionListParams.builder().setPaymentIntent(intent).build())
                .getData()).extracting(Session::getId).containsExactly(session.getId());
    }

    @Test
    void wantsAnExpiryBetweenHalfAnHourAndADay() {
        for (Duration wrong : new Duration[] {Duration.ofMinutes(29), Duration.ofHours(25)}) {
            InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, () ->
                    scene.open(scene.checkout(scene.customer()).setExpiresAt(scene.clock.instant().plus(wrong).getEpochSecond())));
            assertThat(refused.getParam()).isEqualTo("expires_at");
        }
    }

    @ParameterizedTest
    @CsvSource({"1500,jpy,'¥1,500'", "12350,kwd,KWD12.350"})
    void showsAmountsOfAnyCurrency(long amount, String currency, String shown) throws Exception {
        Session session = scene.open(scene.checkout(scene.customer(), amount, currency));
        assertThat(session.getAmountTotal()).isEqualTo(amount);
        assertThat(get(session.getUrl()).body().replace('\u00a0', ' ').replace("KWD ", "KWD")).contains(shown);
        scene.standIn.payCheckout(session.getId(), "4242424242424242");
        assertThat(scene.standIn.chargesSucceeded()).extracting(Recorded::amount).containsExactly(amount);
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String name, String value) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
