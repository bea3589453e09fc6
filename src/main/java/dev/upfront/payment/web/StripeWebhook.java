package dev.upfront.payment.web;

import dev.upfront.payment.StripeInbox;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe tells us what happened. Acknowledged as soon as it is kept; Stripe sends again what was not acknowledged. */
@RestController
class StripeWebhook {

    private final StripeInbox inbox;

    StripeWebhook(StripeInbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/webhooks/stripe")
    ResponseEntity<ProblemDetail> receive(@RequestBody byte[] body, @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature) {
        return switch (inbox.receive(new String(body, StandardCharsets.UTF_8), signature)) {
            case KEPT -> ResponseEntity.ok().build();
            case NOT_SIGNED -> refused("The signature does not fit, or is older than five minutes. Nothing was done. If this is Stripe, "
                    + "check that UPFRONT_STRIPE_WEBHOOK_SECRET is the signing secret of this endpoint, and that this machine's clock is right.");
            case NO_EVENT -> refused("The body is signed, but it is not a Stripe event. Nothing was done.");
        };
    }

    private static ResponseEntity<ProblemDetail> refused(String why) {
        return ResponseEntity.badRequest().body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, why));
    }
}
