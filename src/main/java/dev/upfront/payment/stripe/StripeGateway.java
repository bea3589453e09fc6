package dev.upfront.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The requests that are sent to Stripe. Every POST bears the idempotency key it is given; nothing is retried here. */
@Component
public class StripeGateway {

    /** The metadata by which everything at Stripe is found again. */
    static final String ATTEMPT = "upfront_attempt";
    private static final String PAYMENT = "upfront_payment";
    private static final String CLIENT = "upfront_client";
    private static final String WITH_CARD = "payment_method";
    private static final String WITH_INTENT_AND_CARD = "payment_intent.payment_method";
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_TIMEOUT_MILLIS = 20_000;
    private static final Logger log = LoggerFactory.getLogger(StripeGateway.class);

    private final StripeClient stripe;
    private final StripeMetrics metrics;

    StripeGateway(StripeSettings settings, StripeMetrics metrics) {
        this.metrics = metrics;
        if (settings.secretKey().isBlank()) {
            log.warn("No Stripe key is set, so nothing can be collected. Set UPFRONT_STRIPE_SECRET_KEY (and UPFRONT_STRIPE_WEBHOOK_SECRET).");
        }
        stripe = StripeClient.builder().setApiKey(settings.secretKey()).setApiBase(settings.apiBase().toString())
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setReadTimeout(READ_TIMEOUT_MILLIS).setMaxNetworkRetries(0).build();
    }

    /** Creates a customer and gives its id; empty when Stripe gave no answer: ask again with the same key. */
    public Optional<String> createCustomer(String idempotencyKey, String client, String mail) {
        var customer = CustomerCreateParams.builder().setEmail(mail).putMetadata(CLIENT, client).build();
        return metrics.time("createCustomer", () -> {
            try {
                return Optional.of(stripe.v1().customers().create(customer, key(idempotencyKey)).getId());
            } catch (StripeException trouble) {
                log.warn("Stripe did not create the customer for client {}: {}", client, StripeReading.why(trouble));
                return Optional.empty();
            }
        });
    }

    public StripeAnswer openCheckout(CheckoutOrder order) {
        return attempt("openCheckout", () -> StripeReading.of(stripe.v1().checkout().sessions().create(parameters(order), key(order.idempotencyKey()))));
    }

    public StripeAnswer session(String id) {
        var whole = SessionRetrieveParams.builder().addExpand(WITH_INTENT_AND_CARD).build();
        return attempt("readCheckout", () -> StripeReading.of(stripe.v1().checkout().sessions().retrieve(id, whole)));
    }

    /** Closes the page of a session; when it can no longer be closed, the answer says what became of it. */
    public StripeAnswer expire(String session, String idempotencyKey) {
        return attempt("closeCheckout", () -> {
            try {
                return StripeReading.of(stripe.v1().checkout().sessions().expire(session, key(idempotencyKey)));
            } catch (InvalidRequestException notOpen) {
                return session(session);
            }
        });
    }

    public StripeAnswer charge(ChargeOrder order) {
        return attempt("charge", () -> StripeReading.of(stripe.v1().paymentIntents().create(parameters(order), key(order.idempotencyKey()))));
    }

    public StripeAnswer intent(String id) {
        var whole = PaymentIntentRetrieveParams.builder().addExpand(WITH_CARD).build();
        return attempt("readCharge", () -> StripeReading.of(stripe.v1().paymentIntents().retrieve(id, whole)));
    }

    /** Looks for the charge of an attempt among everything the customer was charged: the way when its answer never came. */
    public StripeAnswer findCharge(String customer, String attempt) {
        return attempt("findCharge", () -> {
            for (var intent : StripeConnection.all(last -> stripe.v1().paymentIntents().list(PaymentIntentListParams.builder().setCustomer(customer)
                    .setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), Function.identity()).reversed()) {
                if (attempt.equals(intent.getMetadata().get(ATTEMPT))) {
                    return StripeReading.of(intent);
                }
            }
            return new StripeAnswer.NotFound();
        });
    }

    /** Looks for the Checkout Session of an attempt: the way when its answer never came. */
    public StripeAnswer findCheckout(String customer, String attempt) {
        return attempt("findCheckout", () -> {
            for (var session : StripeConnection.all(last -> stripe.v1().checkout().sessions().list(SessionListParams.builder().setCustomer(customer)
                    .setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), Function.identity()).reversed()) {
                if (attempt.equals(session.getClientReferenceId())) {
                    return session(session.getId());
                }
            }
            return new StripeAnswer.NotFound();
        });
    }

    /** Takes a card away from its customer for good; one that is gone already is as good. @return false when Stripe gave no answer: ask again */
    public boolean forgetCard(String idempotencyKey, String paymentMethod) {
        return metrics.time("forgetCard", () -> {
            try {
                return Optional.of(stripe.v1().paymentMethods().detach(paymentMethod, key(idempotencyKey)).getId());
            } catch (InvalidRequestException gone) {
                return Optional.of(paymentMethod);
            } catch (StripeException trouble) {
                log.warn("Stripe did not forget a card: {}", StripeReading.why(trouble));
                return Optional.<String>empty();
            }
        }).isPresent();
    }

    public RefundAnswer refund(RefundRequest request) {
        var refund = RefundCreateParams.builder().setPaymentIntent(request.intent()).setAmount(request.amountMinor())
                .putMetadata(ATTEMPT, request.attempt()).build();
        return refund("refund", () -> StripeReading.of(stripe.v1().refunds().create(refund, key(request.idempotencyKey()))));
    }

    public RefundAnswer refund(String id) {
        return refund("readRefund", () -> StripeReading.of(stripe.v1().refunds().retrieve(id)));
    }

    /** Looks for a try to refund among the refunds of what it refunds: the way when its answer never came. */
    public RefundAnswer findRefund(String intent, String attempt) {
        return refund("findRefund", () -> {
            for (var refund : StripeConnection.all(last -> stripe.v1().refunds().list(RefundListParams.builder().setPaymentIntent(intent)
                    .setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), Function.identity()).reversed()) {
                if (refund.getMetadata() != null && attempt.equals(refund.getMetadata().get(ATTEMPT))) {
                    return StripeReading.of(refund);
                }
            }
            return new RefundAnswer.NotFound();
        });
    }

    private StripeAnswer attempt(String operation, StripeReading.Request<StripeAnswer> request) {
        return metrics.time(operation, () -> StripeReading.attempt(request));
    }

    private RefundAnswer refund(String operation, StripeReading.Request<RefundAnswer> request) {
        return metrics.time(operation, () -> StripeReading.refund(request));
    }

    private static SessionCreateParams parameters(CheckoutOrder order) {
        var intent = SessionCreateParams.PaymentIntentData.builder().setDescription(order.description())
                .putMetadata(ATTEMPT, order.attempt()).putMetadata(PAYMENT, order.reference());
        if (order.keepCard()) {
            intent.setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION);
        }
        var product = SessionCreateParams.LineItem.PriceData.ProductData.builder().setName(order.description()).build();
        var price = SessionCreateParams.LineItem.PriceData.builder().setCurrency(currency(order.amount()))
                .setUnitAmount(order.amount().minor()).setProductData(product).build();
        return SessionCreateParams.builder().setMode(SessionCreateParams.Mode.PAYMENT)
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setCustomer(order.customer()).setClientReferenceId(order.attempt())
                .putMetadata(ATTEMPT, order.attempt()).putMetadata(PAYMENT, order.reference())
                .addLineItem(SessionCreateParams.LineItem.builder().setQuantity(1L).setPriceData(price).build())
                .setPaymentIntentData(intent.build()).setExpiresAt(order.expiresAt().getEpochSecond())
                .setSuccessUrl(order.successAddress()).setCancelUrl(order.cancelAddress()).build();
    }

    private static PaymentIntentCreateParams parameters(ChargeOrder order) {
        return PaymentIntentCreateParams.builder().setAmount(order.amount().minor()).setCurrency(currency(order.amount()))
                .setCustomer(order.customer()).setPaymentMethod(order.paymentMethod()).addPaymentMethodType("card")
                .setOffSession(true).setConfirm(true).setDescription(order.description())
                .putMetadata(ATTEMPT, order.attempt()).putMetadata(PAYMENT, order.reference()).build();
    }

    private static String currency(dev.upfront.money.Money amount) {
        return amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}
