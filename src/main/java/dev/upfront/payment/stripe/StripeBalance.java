package dev.upfront.payment.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutListParams;
import dev.upfront.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came into our balance at Stripe, what it cost, and what went to the bank. Moves nothing. */
@Component
public class StripeBalance {

    private static final String WITH_SOURCE = "data.source";
    private static final String RECONCILED = "completed";

    private final StripeConnection connection;

    StripeBalance(StripeConnection connection) {
        this.connection = connection;
    }

    /**
     * Every movement since a moment, oldest first. What happens while this is read may be missing: the next reading should begin a little
     * before the end of this one.
     */
    public StripeReply<List<BalanceMovement>> movementsSince(Instant since) {
        var created = BalanceTransactionListParams.Created.builder().setGte(since.getEpochSecond()).build();
        return connection.ask("listMovements", () -> StripeConnection.all(last -> connection.v1().balanceTransactions().list(
                BalanceTransactionListParams.builder().setCreated(created).setLimit(StripeConnection.PAGE).setStartingAfter(last).addExpand(WITH_SOURCE).build()),
                movement -> movement(movement, null)));
    }

    /** What lies there now, available or pending, one amount for each currency: https://docs.stripe.com/api/balance. */
    public StripeReply<List<Money>> now() {
        return connection.ask("readBalance", () -> {
            var balance = connection.v1().balance().retrieve();
            var sums = new TreeMap<String, Money>();
            balance.getAvailable().forEach(part -> sums.merge(part.getCurrency(), Money.of(part.getAmount(), part.getCurrency()), Money::plus));
            balance.getPending().forEach(part -> sums.merge(part.getCurrency(), Money.of(part.getAmount(), part.getCurrency()), Money::plus));
            return List.copyOf(sums.values());
        });
    }

    /** What an automatic payout is made of, oldest first, without the payout's own movement. */
    public StripeReply<List<BalanceMovement>> movementsOf(String payout) {
        return connection.ask("listMovements", () -> StripeConnection.all(last -> connection.v1().balanceTransactions().list(
                        BalanceTransactionListParams.builder().setPayout(payout).setLimit(StripeConnection.PAGE).setStartingAfter(last).addExpand(WITH_SOURCE).build()),
                movement -> movement(movement, payout)).stream().filter(movement -> !movement.source().equals(payout)).toList());
    }

    public StripeReply<BankPayout> payout(String id) {
        return connection.ask("readPayout", () -> payout(connection.v1().payouts().retrieve(id)));
    }

    /** Every payout made since a moment, oldest first. */
    public StripeReply<List<BankPayout>> payoutsSince(Instant since) {
        var created = PayoutListParams.Created.builder().setGte(since.getEpochSecond()).build();
        return connection.ask("listPayouts", () -> StripeConnection.all(last -> connection.v1().payouts().list(
                PayoutListParams.builder().setCreated(created).setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), StripeBalance::payout));
    }

    private static BalanceMovement movement(BalanceTransaction movement, @Nullable String payout) {
        var source = movement.getSourceObject();
        return new BalanceMovement(movement.getId(), kind(movement.getReportingCategory()), movement.getType(),
                Money.of(movement.getAmount(), movement.getCurrency()), Money.of(movement.getFee(), movement.getCurrency()), movement.getSource(),
                switch (source) {
                    case Charge charge -> charge.getId();
                    case Refund refund -> refund.getCharge();
                    case Dispute dispute -> dispute.getCharge();
                    case null, default -> null;
                }, switch (source) {
                    case Charge charge -> charge.getPaymentIntent();
                    case Refund refund -> refund.getPaymentIntent();
                    case Dispute dispute -> dispute.getPaymentIntent();
                    case null, default -> null;
                }, source instanceof Refund refund ? refund.getId() : null, source instanceof Dispute dispute ? dispute.getId() : null,
                source instanceof Payout own ? own.getId() : payout,
                Instant.ofEpochSecond(movement.getCreated()), Instant.ofEpochSecond(movement.getAvailableOn()));
    }

    private static BalanceMovement.Kind kind(@Nullable String category) {
        return Stream.of(BalanceMovement.Kind.values()).filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(category)).findFirst()
                .orElse(BalanceMovement.Kind.OTHER);
    }

    private static BankPayout payout(Payout payout) {
        return new BankPayout(payout.getId(), Money.of(payout.getAmount(), payout.getCurrency()), payout.getStatus(),
                Instant.ofEpochSecond(payout.getArrivalDate()), Boolean.TRUE.equals(payout.getAutomatic()), RECONCILED.equals(payout.getReconciliationStatus()),
                Instant.ofEpochSecond(payout.getCreated()));
    }
}
