package dev.upfront.payment.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** The address that Stripe calls, over HTTP. */
@UpfrontTest
class StripeWebhookTests {

    @Value("${upfront.base-address}")
    URI application;

    @Test
    void anUnsignedWebhookIsRefusedWithASentence() throws Exception {
        for (var signature : new String[] {"nonsense", "t=1,v1=00"}) {
            var answer = post(signature);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(answer.body()).contains("The signature does not fit", "Nothing was done", "UPFRONT_STRIPE_WEBHOOK_SECRET");
        }
    }

    private HttpResponse<String> post(String signature) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(application.resolve("/webhooks/stripe")).header("Stripe-Signature", signature)
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"id\": \"evt_1\"}")).build(), BodyHandlers.ofString());
        }
    }
}
