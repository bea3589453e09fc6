package dev.upfront.payment;

import static dev.upfront.ledger.Account.DISPUTES;
import static dev.upfront.ledger.Account.DISPUTE_LOSSES;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;
import static dev.upfront.ledger.Account.STRIPE_FEES;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place where what Stripe says of a dispute becomes a fact, whoever asked. In one transaction under the payment's lock: where the money is, what the
 * payment counts, the entries in the book, the event. A repeat changes nothing; nothing moves backwards.
 */
@Component
@Transactional
class DisputeBooking {

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final DisputedMoneyRepository disputed;
    private final Refunds refunds;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    DisputeBooking(PaymentRepository payments, AttemptRepository attempts, DisputedMoneyRepository disputed, Refunds refunds, Ledger ledger,
                   ApplicationEventPublisher events, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.disputed = disputed;
        this.refunds = refunds;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    void apply(AttemptId id, DisputeFacts facts) {
        var payment = payments.lock(attempts.findById(id).orElseThrow().paymentId()).orElseThrow();
        var money = disputed.findById(facts.dispute()).orElseGet(() -> DisputedMoney.claimed(attempts.findById(id).orElseThrow(), facts));
        money.claim(facts.amount());
        withdraw(payment, money, facts);
        fee(payment, money, facts);
        close(payment, money, facts);
        disputed.save(money);
        refunds.countDisputed(payment);
        payments.save(payment);
        refunds.decideAfterDispute(payment);
        events.publishEvent(new PaymentDisputed(payment.id(), payment.clientId(), payment.subject(), facts));
    }

    /** What was won or lost was withdrawn before, even if nobody told us. */
    private void withdraw(Payment payment, DisputedMoney money, DisputeFacts facts) {
        var moved = facts.withdrawn() || facts.standing() == DisputeFacts.Standing.WON && money.fee().isZero() && facts.fee().isPositive();
        if (moved && money.state() == DisputedMoney.State.CLAIMED) {
            money.withdraw();
            post("dispute.withdrawn", payment, money, DISPUTES, STRIPE_BALANCE);
        }
    }

    private void fee(Payment payment, DisputedMoney money, DisputeFacts facts) {
        var more = facts.fee().currency().equals(money.fee().currency()) ? facts.fee().minus(money.fee()) : facts.fee();
        if (!more.isZero() && !isOlder(money, facts)) {
            var change = money.feeBecomes(facts.fee());
            post("dispute.fee" + (change == 1 ? "" : "." + change), payment, money, more, STRIPE_FEES, STRIPE_BALANCE);
        }
    }

    private void close(Payment payment, DisputedMoney money, DisputeFacts facts) {
        var withdrawn = money.state() == DisputedMoney.State.WITHDRAWN;
        switch (facts.standing()) {
            case WON, DROPPED -> {
                if (withdrawn && !facts.withdrawn()) {
                    money.close(DisputedMoney.State.RETURNED, clock.instant());
                    post("dispute.returned", payment, money, STRIPE_BALANCE, DISPUTES);
                } else if (money.state() == DisputedMoney.State.CLAIMED) {
                    money.close(DisputedMoney.State.DROPPED, clock.instant());
                }
            }
            case LOST -> {
                if (withdrawn) {
                    money.close(DisputedMoney.State.LOST, clock.instant());
                    post("dispute.lost", payment, money, DISPUTE_LOSSES, DISPUTES);
                }
                takeBackPart(payment, money, facts);
            }
            default -> { }
        }
    }

    /** Of a lost amount Stripe returns what had been refunded before, at once or later: so much less is lost. */
    private void takeBackPart(Payment payment, DisputedMoney money, DisputeFacts facts) {
        if (money.state() == DisputedMoney.State.LOST && facts.returned().isPositive() && money.amount().equals(facts.amount())) {
            money.returned(facts.returned());
            post("dispute.partReturned", payment, money, facts.returned(), STRIPE_BALANCE, DISPUTE_LOSSES);
        }
    }

    /** An answer from before the end, heard after it. */
    private static boolean isOlder(DisputedMoney money, DisputeFacts facts) {
        return money.state() != DisputedMoney.State.CLAIMED && money.state() != DisputedMoney.State.WITHDRAWN && !facts.standing().isOver();
    }

    private void post(String cause, Payment payment, DisputedMoney money, Account debit, Account credit) {
        post(cause, payment, money, money.amount(), debit, credit);
    }

    private void post(String cause, Payment payment, DisputedMoney money, Money amount, Account debit, Account credit) {
        var subject = payment.subject().id();
        var client = payment.clientId().value();
        ledger.post(cause, money.causeId(), clock.instant(), List.of(new Line(debit, amount, subject, client), new Line(credit, amount.negated(), subject, client)));
    }
}
