package dev.upfront.payment;

import dev.upfront.engine.StuckWork;
import dev.upfront.payment.stripe.StripeAnswer;
import dev.upfront.payment.Collecting.ChargeResult;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Charges cards on file, within limits that no flow can lift, however often it asks. */
@Component
class CardCharges {

    static final String AUTHENTICATION_REQUIRED = "authentication_required";
    private static final int ROUNDS = 4;

    /** Either the result is known, or an attempt is to be pursued. */
    private record Turn(Payment payment, Optional<ChargeResult> result, Optional<Attempt> attempt) {
    }

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final Customers customers;
    private final Cards cards;
    private final Inquiry inquiry;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    CardCharges(PaymentRepository payments, AttemptRepository attempts, Customers customers, Cards cards, Inquiry inquiry,
                TransactionTemplate transaction, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.customers = customers;
        this.cards = cards;
        this.inquiry = inquiry;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Charges the client's card, once: asked again, it gives the outcome of the charge before, unless that was declined more than a day ago.
     *
     * @throws StripeUnavailable if the outcome is not known
     * @throws StuckWork if Stripe refuses the request itself, so that waiting does not help
     */
    ChargeResult charge(PaymentId id) {
        var reference = payments.findById(id).orElseThrow().reference();
        for (int round = 0; round < ROUNDS; round++) {
            var turn = turn(id);
            if (turn.result().isPresent()) {
                return turn.result().get();
            }
            var attempt = turn.attempt().orElseThrow();
            var answer = attempt.kind() == Attempt.Kind.CARD ? inquiry.resolve(attempt, turn.payment(), true) : inquiry.close(attempt, turn.payment());
            if (answer instanceof StripeAnswer.Refused refused && !refused.passes()) {
                throw new StuckWork("Charging the card on file", reference, "Stripe refused it: " + refused.why(),
                        "correct the Stripe settings or the amount, then retry; nothing was charged");
            }
            StripeUnavailable.unlessClear(answer, "Charging the card on file", reference);
        }
        throw new StripeUnavailable("Charging the card on file", reference, "it is tried again and again");
    }

    private Turn turn(PaymentId id) {
        return transaction.execute(status -> {
            var payment = payments.lock(id).orElseThrow();
            if (payment.status() == PaymentStatus.PAID) {
                return new Turn(payment, Optional.of(ChargeResult.PAID), Optional.empty());
            }
            if (!payment.isOwed()) {
                throw new StuckWork("Charging the card on file", payment.reference(), "the payment is " + payment.status(),
                        "end this flow: nobody waits for the money");
            }
            var live = attempts.live(id);
            var result = live.isPresent() ? Optional.<ChargeResult>empty() : withoutTrying(payment);
            return new Turn(payment, result, live.isPresent() || result.isPresent() ? live : Optional.of(begin(payment)));
        });
    }

    /** The result that stands without another try: no card, a card that rests after its decline, or one that may not be tried. Another card need not rest. */
    private Optional<ChargeResult> withoutTrying(Payment payment) {
        var card = cards.of(payment.subject().payer());
        var recent = attempts.findByPaymentOrderByCreatedAtDesc(payment.id()).stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.CARD && attempt.intent() != null)
                .filter(attempt -> card.isEmpty() || attempt.charges(card.get().paymentMethod()))
                .filter(attempt -> attempt.createdAt().plus(Cards.REST).isAfter(clock.instant())).findFirst();
        if (recent.isPresent()) {
            return Optional.of(AUTHENTICATION_REQUIRED.equals(recent.get().failure()) ? ChargeResult.NEEDS_CLIENT : ChargeResult.DECLINED);
        }
        if (card.isEmpty()) {
            return Optional.of(ChargeResult.NEEDS_CLIENT);
        }
        cards.lockTriesOf(payment.clientId());
        return cards.limitedUntil(payment.clientId()).map(limited -> ChargeResult.LIMITED);
    }

    private Attempt begin(Payment payment) {
        var card = cards.of(payment.subject().payer()).orElseThrow();
        return attempts.save(Attempt.card(payment, customers.known(payment.subject().payer()).orElseThrow(), card.paymentMethod(), clock.instant()));
    }
}
