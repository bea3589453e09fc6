package dev.upfront.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import dev.upfront.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads Stripe's objects and errors. What is no clear answer is read as unknown. */
final class StripeReading {

    private static final String AUTHENTICATION_REQUIRED = "authentication_required";

    interface Request<A> {
        A send() throws StripeException;
    }

    private StripeReading() {
    }

    static StripeAnswer attempt(Request<StripeAnswer> request) {
        try {
            return request.send();
        } catch (CardException declined) {
            return of(declined);
        } catch (InvalidRequestException wrong) {
            return "resource_missing".equals(wrong.getCode()) && "payment_method".equals(wrong.getParam())
                    ? new StripeAnswer.Declined(null, Decline.CARD_GONE) : new StripeAnswer.Refused(why(wrong), false);
        } catch (AuthenticationException wrongKey) {
            return new StripeAnswer.Refused(why(wrongKey), false);
        } catch (RateLimitException tooMany) {
            return new StripeAnswer.Refused(why(tooMany), true);
        } catch (StripeException trouble) {
            return new StripeAnswer.Unknown(why(trouble));
        }
    }

    static RefundAnswer refund(Request<RefundAnswer> request) {
        try {
            return request.send();
        } catch (InvalidRequestException wrong) {
            return new RefundAnswer.Refused(why(wrong), true);
        } catch (RateLimitException | AuthenticationException notTaken) {
            return new RefundAnswer.Refused(why(notTaken), false);
        } catch (StripeException trouble) {
            return new RefundAnswer.Unknown(why(trouble));
        }
    }

    static StripeAnswer of(Session session) {
        return switch (session.getStatus()) {
            case "open" -> new StripeAnswer.Open(session.getId(), URI.create(session.getUrl()), Instant.ofEpochSecond(session.getExpiresAt()));
            case "expired" -> new StripeAnswer.Ended("expired");
            case "complete" -> "paid".equals(session.getPaymentStatus()) && session.getPaymentIntentObject() != null
                    ? of(session.getPaymentIntentObject()) : new StripeAnswer.Processing(session.getPaymentIntent());
            default -> new StripeAnswer.Unknown("the Checkout Session is " + session.getStatus());
        };
    }

    static StripeAnswer of(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> new StripeAnswer.Collected(intent.getId(), Money.of(intent.getAmountReceived(), intent.getCurrency()), kept(intent));
            case "processing" -> new StripeAnswer.Processing(intent.getId());
            case "requires_action" -> new StripeAnswer.NeedsAuthentication(intent.getId());
            case "requires_payment_method", "requires_confirmation" -> notCharged(intent);
            case "canceled" -> new StripeAnswer.Ended("cancelled");
            default -> new StripeAnswer.Unknown("the PaymentIntent is " + intent.getStatus());
        };
    }

    static RefundAnswer of(Refund refund) {
        return switch (refund.getStatus()) {
            case "pending", "requires_action" -> new RefundAnswer.Pending(refund.getId());
            case "succeeded" -> new RefundAnswer.Succeeded(refund.getId());
            case "failed", "canceled" -> new RefundAnswer.Failed(refund.getId(),
                    refund.getFailureReason() == null ? refund.getStatus() : refund.getFailureReason());
            default -> new RefundAnswer.Unknown("the refund is " + refund.getStatus());
        };
    }

    /** For logs and staff: what went wrong, without personal data. */
    static String why(StripeException trouble) {
        return switch (trouble) {
            case ApiConnectionException lost -> "no answer from Stripe (" + cause(lost) + ")";
            case IdempotencyException mixed -> "Stripe has another request under the same key";
            case ApiException half when Objects.equals(half.getStatusCode(), 200) -> "half an answer from Stripe";
            default -> "Stripe answered %s%s".formatted(trouble.getStatusCode(), trouble.getCode() == null ? "" : " " + trouble.getCode());
        };
    }

    private static String cause(Throwable lost) {
        return lost.getCause() == null ? "connection" : lost.getCause().getClass().getSimpleName();
    }

    private static StripeAnswer of(CardException declined) {
        var error = declined.getStripeError();
        var intent = error == null || error.getPaymentIntent() == null ? null : error.getPaymentIntent().getId();
        return declined(intent, declined.getCode(), declined.getDeclineCode(), error == null ? null : error.getAdviceCode());
    }

    private static StripeAnswer notCharged(PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        return error == null ? new StripeAnswer.Declined(intent.getId(), new Decline(intent.getStatus(), null, null))
                : declined(intent.getId(), error.getCode(), error.getDeclineCode(), error.getAdviceCode());
    }

    private static StripeAnswer declined(@Nullable String intent, @Nullable String code, @Nullable String declineCode, @Nullable String advice) {
        return AUTHENTICATION_REQUIRED.equals(code) || AUTHENTICATION_REQUIRED.equals(declineCode)
                ? new StripeAnswer.NeedsAuthentication(intent)
                : new StripeAnswer.Declined(intent, new Decline(code == null ? "card_declined" : code, declineCode, advice));
    }

    private static @Nullable KeptCard kept(PaymentIntent intent) {
        return card(intent.getPaymentMethodObject());
    }

    /** The card, if it is one that is on a customer's file. */
    static @Nullable KeptCard card(@Nullable PaymentMethod method) {
        if (method == null || method.getCard() == null || method.getCustomer() == null) {
            return null;
        }
        var card = method.getCard();
        return new KeptCard(method.getId(), card.getBrand(), card.getLast4(), card.getExpMonth().intValue(), card.getExpYear().intValue());
    }
}
