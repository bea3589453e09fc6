package dev.upfront.payment;

import static dev.upfront.ledger.Account.DISPUTE_LOSSES;
import static dev.upfront.ledger.Account.FEES;
import static dev.upfront.ledger.Account.OUTSIDE_STRIPE;
import static dev.upfront.ledger.Account.REFUNDS;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.stripe.RefundAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Refunds as rows: wanted, settled, decided, each with its ledger entry and event in one transaction under the payment's lock. */
@Component
@Transactional
class Refunds {

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final RefundRepository refunds;
    private final DisputedMoneyRepository disputed;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Refunds(PaymentRepository payments, AttemptRepository attempts, RefundRepository refunds, DisputedMoneyRepository disputed, Ledger ledger,
            ApplicationEventPublisher events, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.refunds = refunds;
        this.disputed = disputed;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    RefundId request(PaymentId id, Money amount, RefundOrder order) {
        var payment = payments.lock(id).orElseThrow();
        var earlier = refunds.findByPaymentAndName(id, order.name());
        if (earlier.isPresent()) {
            return unlessDiffers(payment, amount, earlier.get(), order);
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A refund of %s cannot be made".formatted(amount));
        }
        if (order.reason() == RefundReason.GOODWILL && amount.compareTo(payment.refundable()) > 0 && amount.compareTo(payment.kept()) <= 0) {
            throw new MoneyDisputed(payment.reference(), amount, payment.refundable());
        }
        payment.startRefund(amount);
        var byBank = amount.min(givenBackByBank(payment));
        if (byBank.equals(amount)) {
            return noteGivenBackByBank(payment, amount, order).id();
        }
        var rest = amount.minus(byBank);
        var refund = create(payment, collectedBy(payment, rest), rest, order);
        post(refund, "refund.requested", order.source(), REFUNDS);
        if (byBank.isPositive()) {
            noteGivenBackByBank(payment, byBank, new RefundOrder(byBank(order.name()), order.reason(), order.source(), order.by()));
        }
        return refund.id();
    }

    private RefundId unlessDiffers(Payment payment, Money amount, Refund earlier, RefundOrder order) {
        var before = refunds.findByPaymentAndName(payment.id(), byBank(order.name())).map(Refund::amount).map(earlier.amount()::plus).orElseGet(earlier::amount);
        if (!before.equals(amount)) {
            throw new RefundDiffers(payment.reference(), amount, before);
        }
        return earlier.id();
    }

    /** The name of the part that a bank has given back already. */
    private static String byBank(String name) {
        return name + ", by the bank";
    }

    /** What a lost dispute has cost is so much less: the client was owed it anyway, and has it. */
    private Refund noteGivenBackByBank(Payment payment, Money amount, RefundOrder order) {
        payment.refundDeclined(amount);
        payment.refundedByBank(amount);
        payments.save(payment);
        var lostBy = disputed.findByPayment(payment.id()).stream().filter(money -> money.state() == DisputedMoney.State.LOST).findFirst().orElseThrow();
        var refund = refunds.save(Refund.byBank(payment, lostBy.attemptId(), amount, order, clock.instant()));
        post(refund, "refund.givenBackByBank", order.source(), DISPUTE_LOSSES);
        return refund;
    }

    /**
     * Failed refunds are over once the bank has given the money back, or what it has given back of them is; those that Stripe refused because of the dispute are
     * tried again once it is won. After a loss Stripe goes on refusing, so the rest is for staff to decide.
     */
    void decideAfterDispute(Payment payment) {
        if (payment.disputed().isPositive()) {
            return;
        }
        var isLost = disputed.findByPayment(payment.id()).stream().anyMatch(money -> money.state() == DisputedMoney.State.LOST);
        refunds.findByPayment(payment.id()).stream()
                .filter(refund -> refund.status() == RefundStatus.FAILED && refund.decision() == null)
                .forEach(refund -> {
                    var byBank = refund.amount().min(givenBackByBank(payment));
                    if (byBank.equals(refund.amount())) {
                        decide(refund.id(), RefundDecision.GIVEN_BACK_BY_BANK);
                    } else if (byBank.isPositive()) {
                        split(payment, refund, byBank);
                    } else if (refund.wasDisputed() && !isLost) {
                        decide(refund.id(), RefundDecision.TRY_AGAIN);
                    }
                });
    }

    /** The client has a part of it from the bank: only the rest is still to go back. */
    private void split(Payment payment, Refund refund, Money part) {
        var name = byBank(refund.name());
        if (refunds.findByPaymentAndName(payment.id(), name).isEmpty()) {
            refund.becomeLess(part);
            refunds.save(refund);
            noteGivenBackByBank(payment, part, new RefundOrder(name, refund.reason(), REFUNDS, refund.requestedBy()));
        }
    }

    /** What a bank has taken for good, apart from what refunds were decided to be that are not ended yet. */
    private Money givenBackByBank(Payment payment) {
        return refunds.findByPayment(payment.id()).stream().filter(refund -> refund.decision() == RefundDecision.GIVEN_BACK_BY_BANK && refund.status() != RefundStatus.CLOSED)
                .map(Refund::amount).reduce(payment.lost(), Money::minus).atLeastZero();
    }

    /** What banks have taken counts as far as it has not gone back already: a refund that succeeds makes that less, and one that comes back makes it more. */
    void countDisputed(Payment payment) {
        var taken = disputed.findByPayment(payment.id());
        var byBank = refunds.findByPayment(payment.id()).stream().filter(Refund::isGivenBackByBank).map(Refund::amount).reduce(Money.zero(payment.amount().currency()), Money::plus);
        var left = payment.collected().minus(payment.refunded()).plus(byBank);
        var lost = count(taken, DisputedMoney.State.LOST, left);
        var withdrawn = count(taken, DisputedMoney.State.WITHDRAWN, left.minus(lost));
        payment.takenByBanks(withdrawn, lost.minus(byBank).atLeastZero());
    }

    private Money count(List<DisputedMoney> taken, DisputedMoney.State state, Money most) {
        var left = most;
        for (var money : taken) {
            if (money.state() == state) {
                money.count(money.amount().min(left));
                left = left.minus(money.counted());
                disputed.save(money);
            }
        }
        return most.minus(left);
    }

    List<RefundId> requestOfSubject(UUID subject, Money amount, RefundOrder order) {
        var latestFirst = payments.lockOfSubject(subject);
        var earlier = latestFirst.stream().flatMap(payment -> refunds.findByPaymentAndName(payment.id(), order.name()).stream()).map(Refund::id).toList();
        if (!earlier.isEmpty()) {
            return earlier;
        }
        var wanted = new ArrayList<RefundId>();
        var left = amount;
        for (var payment : latestFirst) {
            var part = left.min(payment.kept());
            if (part.isPositive()) {
                wanted.add(request(payment.id(), part, order));
                left = left.minus(part);
            }
        }
        if (left.isPositive()) {
            throw new RefundTooLarge("subject " + subject, amount, amount.minus(left));
        }
        return wanted;
    }

    /** Money that nobody was owed goes back by itself; the payment has counted it already. */
    void giveBackSurplus(Payment payment, Attempt attempt, Money surplus, Instant now) {
        create(payment, attempt.id(), surplus, new RefundOrder("surplus " + attempt.id(), RefundReason.SURPLUS, REFUNDS, "Upfront"));
    }

    /** Notes, before Stripe is asked, that it is. */
    Refund sending(RefundId id) {
        var refund = lock(id);
        refund.send(clock.instant());
        return refunds.save(refund);
    }

    void apply(RefundId id, RefundAnswer answer) {
        switch (answer) {
            case RefundAnswer.Pending pending -> settle(id, RefundStatus.PENDING, pending.refund(), null);
            case RefundAnswer.Succeeded done -> settle(id, RefundStatus.SUCCEEDED, done.refund(), null);
            case RefundAnswer.Failed failed -> settle(id, RefundStatus.FAILED, failed.refund(), failed.why());
            case RefundAnswer.Refused refused when refused.forGood() -> settle(id, RefundStatus.FAILED, null, refused.why());
            case RefundAnswer.Refused refused -> settle(id, RefundStatus.UNKNOWN, null, refused.why());
            case RefundAnswer.Unknown unknown -> settle(id, RefundStatus.UNKNOWN, null, unknown.why());
            case RefundAnswer.NotFound none -> { }
        }
    }

    private void settle(RefundId id, RefundStatus outcome, @Nullable String stripeRefund, @Nullable String why) {
        var refund = lock(id);
        var ofEarlierTry = stripeRefund != null && refund.stripeRefund() != null && !stripeRefund.equals(refund.stripeRefund());
        var hadSucceeded = refund.status() == RefundStatus.SUCCEEDED;
        if (ofEarlierTry || !refund.settle(outcome, stripeRefund, why, clock.instant())) {
            return;
        }
        refunds.save(refund);
        var payment = payments.findById(refund.paymentId()).orElseThrow();
        if (outcome == RefundStatus.SUCCEEDED) {
            payment.refundSucceeded(refund.amount());
            post(refund, tryOf(refund, "refund.succeeded"), REFUNDS, STRIPE_BALANCE);
        } else if (hadSucceeded) {
            payment.refundCameBack(refund.amount());
            post(refund, tryOf(refund, "refund.cameBack"), STRIPE_BALANCE, REFUNDS);
            events.publishEvent(new RefundRequested(refund.id(), refund.paymentId(), refund.subjectId()));
        }
        countDisputed(payment);
        payments.save(payment);
        if (outcome == RefundStatus.FAILED && disputed.findByPayment(payment.id()).stream().anyMatch(money -> money.state() == DisputedMoney.State.LOST)) {
            decideAfterDispute(payment);
        }
        if (refund.isSettled()) {
            events.publishEvent(new RefundSettled(refund.id(), refund.paymentId(), refund.subjectId(), outcome));
        }
    }

    /**
     * What surely never reached Stripe is asked for anew, unless somebody has begun that or has sent it since it was looked for.
     *
     * @param seen the refund as it was when Stripe was asked whether it has it
     */
    void startAgain(Refund seen) {
        var refund = lock(seen.id());
        if (refund.tries() == seen.tries() && refund.sending().count() == seen.sending().count()) {
            refund.tryAgain(clock.instant());
            refunds.save(refund);
        }
    }

    void decide(RefundId id, RefundDecision decision) {
        var refund = lock(id);
        if (refund.isDecided(decision)) {
            return;
        }
        if (decision == RefundDecision.GIVEN_BACK_BY_BANK && refund.amount().compareTo(givenBackByBank(payments.findById(refund.paymentId()).orElseThrow())) > 0) {
            throw new IllegalStateException("No bank has given back %s of %s: there is nothing to note".formatted(refund.amount(), refund.reference()));
        }
        var endsIt = decision == RefundDecision.PAID_OTHERWISE || decision == RefundDecision.DECLINE;
        if (endsIt && isWithBank(refund)) {
            throw new DecisionRefused("The client's bank has the money of %s while it decides a dispute, and may give it to the client. %s Nothing was changed."
                    .formatted(refund.reference(), StuckMoneyList.afterDispute(refund.wasDisputed())));
        }
        refund.decide(decision);
        if (decision == RefundDecision.TRY_AGAIN) {
            refund.tryAgain(clock.instant());
        }
        refunds.save(refund);
        events.publishEvent(new RefundDecided(id, refund.subjectId(), decision));
    }

    /** Whether a bank has taken the money back and has not decided yet whether the client gets it: given another way, it may be given twice. */
    boolean isWithBank(Refund refund) {
        return payments.findById(refund.paymentId()).orElseThrow().disputed().isPositive();
    }

    /** Ends a failed refund as staff decided. */
    void close(RefundId id) {
        var refund = lock(id);
        if (refund.status() == RefundStatus.CLOSED) {
            return;
        }
        var payment = payments.findById(refund.paymentId()).orElseThrow();
        if (refund.decision() == RefundDecision.GIVEN_BACK_BY_BANK) {
            payment.refundDeclined(refund.amount());
            payment.refundedByBank(refund.amount());
            post(refund, "refund.givenBackByBank", REFUNDS, DISPUTE_LOSSES);
        } else if (refund.decision() == RefundDecision.PAID_OTHERWISE) {
            payment.refundSucceeded(refund.amount());
            countDisputed(payment);
            post(refund, "refund.paidOtherwise", REFUNDS, OUTSIDE_STRIPE);
        } else {
            payment.refundDeclined(refund.amount());
            var keptAs = refund.reason() == RefundReason.CANCELLATION ? FEES : refund.source();
            post(refund, "refund.declined", REFUNDS, keptAs);
            events.publishEvent(new RefundDeclined(id, refund.subjectId(), refund.amount(), keptAs));
        }
        refund.close(clock.instant());
        payments.save(payment);
        refunds.save(refund);
    }

    private Refund create(Payment payment, AttemptId attempt, Money amount, RefundOrder order) {
        payments.save(payment);
        var refund = refunds.save(Refund.requested(payment, attempt, amount, order, clock.instant()));
        events.publishEvent(new RefundRequested(refund.id(), payment.id(), payment.subject().id()));
        return refund;
    }

    /** The attempt that collected what is to go back, and of which that much has not gone back yet. */
    private AttemptId collectedBy(Payment payment, Money amount) {
        var given = refunds.findByPayment(payment.id());
        var succeeded = attempts.findByPaymentOrderByCreatedAtDesc(payment.id()).stream().filter(attempt -> attempt.status() == AttemptStatus.SUCCEEDED).toList();
        return succeeded.stream()
                .filter(attempt -> left(attempt, given).compareTo(amount) >= 0)
                .max(Comparator.comparing(attempt -> left(attempt, given)))
                // What is disputed may come back: until then Stripe refuses, and the refund waits.
                .or(() -> succeeded.stream().filter(attempt -> untouched(attempt, given).compareTo(amount) >= 0).max(Comparator.comparing(attempt -> untouched(attempt, given))))
                .orElseThrow(() -> new RefundTooLarge(payment.reference(), amount, payment.kept())).id();
    }

    private Money left(Attempt attempt, List<Refund> given) {
        var gone = disputed.findByPayment(attempt.paymentId()).stream().filter(money -> money.isGone() && money.attemptId().equals(attempt.id()))
                .map(DisputedMoney::counted).reduce(new Money(0, attempt.collected().currency()), Money::plus);
        return untouched(attempt, given).minus(gone);
    }

    private static Money untouched(Attempt attempt, List<Refund> given) {
        return given.stream().filter(refund -> refund.attemptId().equals(attempt.id()) && refund.takesMoney())
                .map(Refund::amount).reduce(attempt.collected(), Money::minus);
    }

    private void post(Refund refund, String cause, Account debit, Account credit) {
        var client = payments.findById(refund.paymentId()).orElseThrow().clientId().value();
        ledger.post(cause, refund.id().value(), clock.instant(), List.of(
                Line.debit(debit, refund.amount(), refund.subjectId(), client), Line.credit(credit, refund.amount(), refund.subjectId(), client)));
    }

    /** A refund may succeed and come back several times: each try is a cause of its own. */
    private static String tryOf(Refund refund, String cause) {
        return refund.tries() == 1 ? cause : cause + "." + refund.tries();
    }

    private Refund lock(RefundId id) {
        payments.lock(refunds.findById(id).orElseThrow().paymentId()).orElseThrow();
        return refunds.findById(id).orElseThrow();
    }
}
