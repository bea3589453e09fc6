package dev.upfront.payment;

import dev.upfront.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** Where the money of one dispute is. It only moves on: whatever order answers of Stripe are heard in, nothing is booked twice or taken back. */
@Table(schema = "payment", name = "disputed")
final class DisputedMoney {

    enum State {
        /** The bank asks about it; nothing moved. */
        CLAIMED,
        WITHDRAWN,
        /** The dispute was won: the money came back. */
        RETURNED,
        LOST,
        /** The bank has asked, and no money ever moved. */
        DROPPED
    }

    @Id
    private String dispute;
    private PaymentId payment;
    private AttemptId attempt;
    private long amountMinor;
    private Currency currency;
    private long countedMinor;
    private State state;
    private long feeMinor;
    private Currency feeCurrency;
    private int fees;
    private Instant openedAt;
    @Nullable private Instant closedAt;
    @Version
    private @Nullable Integer version;

    @PersistenceCreator
    @SuppressWarnings("NullAway.Init")
    private DisputedMoney() {
    }

    static DisputedMoney claimed(Attempt attempt, DisputeFacts facts) {
        var money = new DisputedMoney();
        money.dispute = facts.dispute();
        money.payment = attempt.paymentId();
        money.attempt = attempt.id();
        money.state = State.CLAIMED;
        money.claim(facts.amount());
        money.feeCurrency = facts.fee().currency();
        money.openedAt = facts.openedAt();
        return money;
    }

    /** What the bank asks about may change until it takes it. */
    void claim(Money claimed) {
        if (state == State.CLAIMED) {
            amountMinor = claimed.minor();
            currency = claimed.currency();
        }
    }

    /** By which the book tells this dispute's entries from those of others. */
    UUID causeId() {
        return UUID.nameUUIDFromBytes(("dispute " + dispute).getBytes(StandardCharsets.UTF_8));
    }

    AttemptId attemptId() {
        return attempt;
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    /** The part of the amount that the payment has not given back otherwise. */
    Money counted() {
        return new Money(countedMinor, currency);
    }

    Money fee() {
        return new Money(feeMinor, feeCurrency);
    }

    State state() {
        return state;
    }

    /** Whether the bank has the money, for now or for good. */
    boolean isGone() {
        return state == State.WITHDRAWN || state == State.LOST;
    }

    void withdraw() {
        state = State.WITHDRAWN;
    }

    void count(Money part) {
        countedMinor = part.minor();
    }

    /** A part of what is lost came back. */
    void returned(Money part) {
        if (part.compareTo(amount()) < 0) {
            amountMinor = amount().minus(part).minor();
            countedMinor = counted().min(amount()).minor();
        } else {
            state = State.RETURNED;
        }
    }

    void close(State how, Instant now) {
        state = how;
        closedAt = now;
    }

    /** @return which change of the fee that is, from 1 */
    int feeBecomes(Money fee) {
        feeMinor = fee.minor();
        feeCurrency = fee.currency();
        return ++fees;
    }
}
