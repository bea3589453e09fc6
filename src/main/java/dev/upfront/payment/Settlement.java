package dev.upfront.payment;

import static dev.upfront.ledger.Account.REFUNDS;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;

import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.stripe.StripeAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place where an answer of Stripe becomes a fact, whoever asked: webhook, return page, sweeper or the charge itself. Everything happens in
 * one transaction under the payment's lock: the attempt, the payment, the ledger entry, the event. A repeat changes nothing; nothing moves backwards.
 */
@Component
@Transactional
class Settlement {

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final Refunds refunds;
    private final Cards cards;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Settlement(PaymentRepository payments, AttemptRepository attempts, Refunds refunds, Cards cards, Ledger ledger,
               ApplicationEventPublisher events, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.refunds = refunds;
        this.cards = cards;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Notes, before Stripe is asked, that it is. @return the attempt as it will be sent; empty when it is no longer to be sent */
    Optional<Attempt> sending(AttemptId id) {
        lock(id);
        var attempt = attempts.findById(id).orElseThrow();
        if (!attempt.status().isLive() || attempt.session() != null || attempt.intent() != null) {
            return Optional.empty();
        }
        attempt.send(clock.instant());
        return Optional.of(attempts.save(attempt));
    }

    /**
     * Gives up what Stripe has nothing of, unless somebody has sent it since it was looked for: then its answer is to come.
     *
     * @param seen the attempt as it was when it was looked for
     */
    StripeAnswer giveUp(Attempt seen, StripeAnswer missing) {
        lock(seen.id());
        if (attempts.findById(seen.id()).orElseThrow().sending().count() > seen.sending().count()) {
            return new StripeAnswer.Unknown("somebody else is asking Stripe at this moment");
        }
        apply(seen.id(), missing);
        return missing;
    }

    void apply(AttemptId id, StripeAnswer answer) {
        var payment = lock(id);
        var attempt = attempts.findById(id).orElseThrow();
        var now = clock.instant();
        switch (answer) {
            case StripeAnswer.Open page -> attempt.open(page, now);
            case StripeAnswer.Collected money -> collect(payment, attempt, money, now);
            case StripeAnswer.Declined declined -> {
                attempt.fail(declined.intent(), declined.decline().reason(), now);
                attempt.chargedCard().ifPresent(card -> cards.declined(card, declined.decline(), now));
            }
            case StripeAnswer.NeedsAuthentication required -> attempt.fail(required.intent(), CardCharges.AUTHENTICATION_REQUIRED, now);
            case StripeAnswer.Processing working -> attempt.processing(working.intent(), now);
            case StripeAnswer.Ended ended -> attempt.fail(null, ended.why(), now);
            case StripeAnswer.Refused refused -> attempt.fail(null, refused.why(), now);
            case StripeAnswer.Unknown unknown -> attempt.unknown(unknown.why(), now);
            case StripeAnswer.NotFound none -> { }
        }
        attempts.save(attempt);
    }

    private void collect(Payment payment, Attempt attempt, StripeAnswer.Collected money, Instant now) {
        if (!attempt.collected(money, now)) {
            return;
        }
        var wasOwed = payment.isOwed();
        var surplus = payment.collect(money.amount(), now);
        post(payment, attempt, money.amount(), surplus, now);
        payments.save(payment);
        attempts.save(attempt);
        if (money.card() != null && payment.keepCard() && attempt.kind() == Attempt.Kind.CHECKOUT) {
            cards.keep(payment.subject().payer(), payment.clientId(), money.card(), now);
        }
        if (wasOwed && !payment.isOwed()) {
            events.publishEvent(new PaymentPaid(payment.id(), payment.subject().id()));
        }
        if (surplus.isPositive()) {
            refunds.giveBackSurplus(payment, attempt, surplus, now);
        }
    }

    private void post(Payment payment, Attempt attempt, Money arrived, Money surplus, Instant now) {
        var lines = new ArrayList<Line>();
        var subject = payment.subject().id();
        var client = payment.clientId().value();
        lines.add(Line.debit(STRIPE_BALANCE, arrived, subject, client));
        if (arrived.compareTo(surplus) > 0) {
            lines.add(Line.credit(payment.purpose().counterpart(), arrived.minus(surplus), subject, client));
        }
        if (surplus.isPositive()) {
            lines.add(Line.credit(REFUNDS, surplus, subject, client));
        }
        ledger.post("payment.collected", attempt.id().value(), now, lines);
    }

    private Payment lock(AttemptId id) {
        return payments.lock(attempts.findById(id).orElseThrow().paymentId()).orElseThrow();
    }
}
