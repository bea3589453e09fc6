package dev.upfront.reconciliation;

import static dev.upfront.ledger.Account.BANK;
import static dev.upfront.ledger.Account.STRIPE_BALANCE;
import static dev.upfront.ledger.Account.STRIPE_FEES;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.HeldAtStripe;
import dev.upfront.payment.StripeMovement;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books what only Stripe's books tell: its fees, and what it paid out to the bank. What clients paid, and what banks took back, is booked where it happens. */
@Component
class Posting {

    private final Ledger ledger;
    private final InstantSource clock;

    Posting(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Books a movement, in the caller's transaction; a repeat changes nothing.
     *
     * @param held what our rows say of the payment it is about, if any
     * @return by how much our account of what lies at Stripe changed
     */
    Money book(StripeMovement movement, @Nullable HeldAtStripe held) {
        return switch (movement.kind()) {
            case CHARGE, REFUND, REFUND_FAILURE -> post("stripe.fee", movement, movement.fee().negated(), STRIPE_FEES, held);
            case FEE -> post("stripe.fee", movement, movement.net(), STRIPE_FEES, held);
            case PAYOUT, PAYOUT_REVERSAL -> post("stripe.payout", movement, movement.net(), BANK, held);
            case DISPUTE, DISPUTE_REVERSAL, OTHER -> Money.zero(movement.amount().currency());
        };
    }

    private Money post(String cause, StripeMovement movement, Money change, Account against, @Nullable HeldAtStripe held) {
        if (!change.isZero()) {
            var subject = held == null ? null : held.subject();
            var client = held == null ? null : held.client().value();
            ledger.post(cause, UUID.nameUUIDFromBytes(movement.id().getBytes(StandardCharsets.UTF_8)), clock.instant(), List.of(
                    new Line(against, change.negated(), subject, client), new Line(STRIPE_BALANCE, change, subject, client)));
        }
        return change;
    }
}
