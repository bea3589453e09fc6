package dev.upfront.payment.stripe;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentMethodDetachParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts cards on a customer's file and takes them off, without charging. Every POST bears the idempotency key it is given. */
@Component
public class StripeSetup {

    private static final String WITH_CARD = "setup_intent.payment_method";

    private final StripeConnection connection;

    StripeSetup(StripeConnection connection) {
        this.connection = connection;
    }

    public StripeReply<CardSetup> open(SetupOrder order) {
        var session = SessionCreateParams.builder().setMode(SessionCreateParams.Mode.SETUP).addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setCustomer(order.customer()).setClientReferenceId(order.attempt()).putMetadata(StripeGateway.ATTEMPT, order.attempt())
                .setSetupIntentData(SessionCreateParams.SetupIntentData.builder().putMetadata(StripeGateway.ATTEMPT, order.attempt()).build())
                .setExpiresAt(order.expiresAt().getEpochSecond()).setSuccessUrl(order.successAddress()).setCancelUrl(order.cancelAddress()).build();
        return connection.ask("openSetup", () -> of(connection.v1().checkout().sessions().create(session, StripeConnection.key(order.idempotencyKey()))));
    }

    public StripeReply<CardSetup> session(String id) {
        return connection.ask("readSetup", () -> read(id));
    }

    /** Looks for a session by our id of the try among the customer's: the way when the answer to {@link #open} never came. */
    public StripeReply<CardSetup> find(String customer, String attempt) {
        return flat(connection.ask("findSetup", () -> {
            List<Session> sessions = StripeConnection.all(last -> connection.v1().checkout().sessions().list(SessionListParams.builder().setCustomer(customer)
                    .setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), session -> session);
            for (Session session : sessions) {
                if (attempt.equals(session.getClientReferenceId())) {
                    return new StripeReply.Given<>(read(session.getId()));
                }
            }
            return new StripeReply.NotFound<>();
        }));
    }

    /** Closes the session, so that no card can come of it any more; when one came before, that is the answer. */
    public StripeReply<CardSetup> expire(String idempotencyKey, String session) {
        return connection.ask("expireSetup", () -> {
            try {
                return of(connection.v1().checkout().sessions().expire(session, StripeConnection.key(idempotencyKey)));
            } catch (InvalidRequestException over) {
                return read(session);
            }
        });
    }

    /** The card as Stripe has it now, which the network may have replaced; not found when it is on nobody's file. */
    public StripeReply<KeptCard> card(String paymentMethod) {
        return flat(connection.ask("readCard", () -> {
            var card = StripeReading.card(connection.v1().paymentMethods().retrieve(paymentMethod));
            return card == null ? new StripeReply.NotFound<>() : new StripeReply.Given<>(card);
        }));
    }

    /** Takes a card off the customer's file for good. That it is off already is no trouble. */
    public StripeReply<String> detach(String idempotencyKey, String paymentMethod) {
        return connection.ask("detachCard", () -> {
            try {
                return connection.v1().paymentMethods().detach(paymentMethod, PaymentMethodDetachParams.builder().build(), StripeConnection.key(idempotencyKey)).getId();
            } catch (InvalidRequestException refused) {
                if (connection.v1().paymentMethods().retrieve(paymentMethod).getCustomer() == null) {
                    return paymentMethod;
                }
                throw refused;
            }
        });
    }

    private CardSetup read(String id) throws StripeException {
        return of(connection.v1().checkout().sessions().retrieve(id, SessionRetrieveParams.builder().addExpand(WITH_CARD).build()));
    }

    private static CardSetup of(Session session) throws StripeException {
        return switch (session.getStatus()) {
            case "open" -> new CardSetup.Open(session.getId(), URI.create(session.getUrl()), Instant.ofEpochSecond(session.getExpiresAt()));
            case "expired" -> new CardSetup.Ended(session.getId(), "expired");
            case "complete" -> kept(session);
            default -> throw StripeConnection.unclear("the Checkout Session is " + session.getStatus());
        };
    }

    private static CardSetup kept(Session session) throws StripeException {
        var intent = session.getSetupIntentObject();
        if (intent == null) {
            throw StripeConnection.unclear("the Checkout Session is complete without a card");
        }
        var card = StripeReading.card(intent.getPaymentMethodObject());
        return card == null ? new CardSetup.Ended(session.getId(), "the card was taken off again") : new CardSetup.Kept(session.getId(), card);
    }

    private static <A> StripeReply<A> flat(StripeReply<StripeReply<A>> reply) {
        return switch (reply) {
            case StripeReply.Given<StripeReply<A>>(var inner) -> inner;
            case StripeReply.NotFound<StripeReply<A>>() -> new StripeReply.NotFound<>();
            case StripeReply.Refused<StripeReply<A>>(var why, var passes) -> new StripeReply.Refused<>(why, passes);
            case StripeReply.Unknown<StripeReply<A>>(var why) -> new StripeReply.Unknown<>(why);
        };
    }
}
