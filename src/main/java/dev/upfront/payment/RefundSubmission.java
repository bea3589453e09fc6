package dev.upfront.payment;

import dev.upfront.payment.stripe.RefundAnswer;
import dev.upfront.payment.stripe.RefundRequest;
import dev.upfront.payment.stripe.StripeGateway;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Asks Stripe for refunds, and what became of them; always outside of transactions, with the same care as for attempts. */
@Component
class RefundSubmission {

    private static final int ROUNDS = 3;

    private final RefundRepository refunds;
    private final AttemptRepository attempts;
    private final Refunds rows;
    private final StripeGateway stripe;
    private final InstantSource clock;

    RefundSubmission(RefundRepository refunds, AttemptRepository attempts, Refunds rows, StripeGateway stripe, InstantSource clock) {
        this.refunds = refunds;
        this.attempts = attempts;
        this.rows = rows;
        this.stripe = stripe;
        this.clock = clock;
    }

    /**
     * Asks Stripe for the refund, once per try.
     *
     * @return the refund as it stands: PENDING, or settled
     * @throws StripeUnavailable if the outcome is not known
     */
    Refund submit(RefundId id) {
        for (int round = 0; round < ROUNDS; round++) {
            var refund = refunds.findById(id).orElseThrow();
            if (refund.isSettled() || refund.status() == RefundStatus.PENDING) {
                return refund;
            }
            resolve(refund, true);
        }
        var refund = refunds.findById(id).orElseThrow();
        if (refund.isSettled() || refund.status() == RefundStatus.PENDING) {
            return refund;
        }
        throw new StripeUnavailable("The refund", refund.reference(), refund.failure() == null ? "Stripe gave no answer" : refund.failure());
    }

    /** Asks Stripe what became of a refund, and settles that; does not ask for it. */
    void check(RefundId id) {
        resolve(refunds.findById(id).orElseThrow(), false);
    }

    /** What Stripe has of the refund; changes nothing. */
    RefundAnswer ask(Refund refund) {
        if (refund.stripeRefund() != null) {
            return stripe.refund(refund.stripeRefund());
        }
        return refund.sending().never() ? new RefundAnswer.NotFound() : stripe.findRefund(intentOf(refund), refund.attemptName());
    }

    /** @param wanted whether it may be sent (again) when Stripe has nothing of it */
    private void resolve(Refund refund, boolean wanted) {
        if (attempts.findById(refund.attemptId()).orElseThrow().kind() == Attempt.Kind.OUTSIDE) {
            rows.sending(refund.id());
            rows.apply(refund.id(), new RefundAnswer.Refused("it was not paid through Stripe, so it goes back the way it came", true));
            return;
        }
        var answer = ask(refund);
        if (!(answer instanceof RefundAnswer.NotFound)) {
            rows.apply(refund.id(), lookedUp(answer));
        } else if (wanted && refund.sending().maySend(clock.instant())) {
            rows.apply(refund.id(), send(refund));
        } else if (!refund.sending().never() && refund.sending().hasLanded(clock.instant())) {
            rows.startAgain(refund);
        }
    }

    private String intentOf(Refund refund) {
        return Objects.requireNonNull(attempts.findById(refund.attemptId()).orElseThrow().intent());
    }

    private RefundAnswer send(Refund refund) {
        var sent = rows.sending(refund.id());
        var answer = stripe.refund(new RefundRequest("refund:" + sent.attemptName(), sent.attemptName(), intentOf(sent), sent.amount().minor()));
        // That this request was not taken says nothing about the one before it.
        return answer instanceof RefundAnswer.Refused refused && sent.sending().count() > 1 ? new RefundAnswer.Unknown(refused.why()) : answer;
    }

    private static RefundAnswer lookedUp(RefundAnswer answer) {
        return answer instanceof RefundAnswer.Refused refused ? new RefundAnswer.Unknown(refused.why()) : answer;
    }
}
