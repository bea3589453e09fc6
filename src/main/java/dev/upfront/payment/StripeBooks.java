package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.stripe.BalanceMovement;
import dev.upfront.payment.stripe.StripeBalance;
import dev.upfront.payment.stripe.StripeEvents;
import dev.upfront.payment.stripe.StripeReply;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stripe's books beside ours: what moved the balance there, what we were told or should have been, and what our rows say of the same payments. */
@Service
public class StripeBooks {

    private static final String ASKING = "Reading Stripe's books";

    private final StripeBalance balance;
    private final StripeEvents events;
    private final StripeInbox inbox;
    private final JdbcClient database;

    StripeBooks(StripeBalance balance, StripeEvents events, StripeInbox inbox, JdbcClient database) {
        this.balance = balance;
        this.events = events;
        this.inbox = inbox;
        this.database = database;
    }

    /**
     * Every movement since a moment, oldest first; what happens while they are read may be missing.
     *
     * @throws StripeUnavailable when Stripe does not give them all
     */
    @Transactional(propagation = Propagation.NEVER)
    public List<StripeMovement> movementsSince(Instant since) {
        return given(balance.movementsSince(since)).stream().map(StripeBooks::movement).toList();
    }

    /**
     * What Stripe itself says lies there, available or pending, one amount for each currency.
     *
     * @throws StripeUnavailable when Stripe gives no answer
     */
    @Transactional(propagation = Propagation.NEVER)
    public List<Money> balance() {
        return given(balance.now());
    }

    /**
     * What a payout is made of, without its own movement: nothing for one that was made by hand, of which Stripe does not say.
     *
     * @return empty while Stripe has not finished finding out
     * @throws StripeUnavailable when Stripe gives no answer
     */
    @Transactional(propagation = Propagation.NEVER)
    public Optional<List<StripeMovement>> movementsOf(String payout) {
        var made = given(balance.payout(payout));
        if (!made.automatic()) {
            return Optional.of(List.of());
        }
        return made.reconciled() ? Optional.of(given(balance.movementsOf(payout)).stream().map(StripeBooks::movement).toList()) : Optional.empty();
    }

    /**
     * Takes in, as if they had come, the events since a moment of which no webhook came. Stripe remembers 30 days.
     *
     * @return how many were missed
     * @throws StripeUnavailable when Stripe does not give them all; those given are taken in by the next try
     */
    @Transactional(propagation = Propagation.NEVER)
    public int takeInMissed(Instant since) {
        return (int) given(events.since(since, StripeEvent.PROCESSED)).stream().filter(event -> inbox.takeIn(event.payload())).count();
    }

    /** When the first attempt to collect anything was made. */
    @Transactional(readOnly = true)
    public Optional<Instant> begin() {
        return database.sql("select min(created_at) from payment.attempt").query(Timestamp.class).optional().map(Timestamp::toInstant);
    }

    /** The PaymentIntents of whatever was settled, refunded or disputed since a moment. */
    @Transactional(readOnly = true)
    public Set<String> changedSince(Instant since) {
        return new LinkedHashSet<>(database.sql("""
                        select intent from payment.attempt where settled_at >= :since and status = 'SUCCEEDED' and intent is not null
                        union select a.intent from payment.refund r join payment.attempt a on a.id = r.attempt where r.settled_at >= :since and a.intent is not null""")
                .param("since", Timestamp.from(since)).query(String.class).list());
    }

    /** What our rows said of those PaymentIntents at a moment just past; those of which they know nothing are left out. */
    @Transactional(readOnly = true)
    public List<HeldAtStripe> held(Collection<String> intents, Instant asOf) {
        return intents.isEmpty() ? List.of() : database.sql("""
                        select a.intent, p.id, p.reference, p.subject, p.client, a.currency, a.settled_at, a.status,
                            case when a.settled_at <= :asOf then a.collected_minor else 0 end as collected,
                            coalesce((select sum(r.amount_minor) from payment.refund r where r.payment = a.payment and r.attempt = a.id
                                and r.status = 'SUCCEEDED' and r.settled_at <= :asOf), 0) as refunded,
                            coalesce((select sum(r.amount_minor) from payment.refund r where r.payment = a.payment and r.attempt = a.id
                                and (r.status in ('SUBMITTED', 'UNKNOWN', 'PENDING') or r.status = 'SUCCEEDED' and r.settled_at > :asOf)), 0) as under_way,
                            coalesce((select sum(d.amount_minor) from payment.disputed d where d.payment = a.payment and d.attempt = a.id and d.state in ('WITHDRAWN', 'LOST')), 0) as disputed
                        from payment.attempt a join payment.payment p on p.id = a.payment where a.intent = any(:intents)""")
                .param("intents", new SqlArrayValue("text", intents.toArray())).param("asOf", Timestamp.from(asOf)).query(StripeBooks::held).list();
    }

    /** What has been unknown since that moment or longer, longest first. */
    @Transactional(readOnly = true)
    public List<UnknownOutcome> unknownSince(Instant moment) {
        return database.sql("""
                        select 'PAYMENT' as kind, a.id, p.reference, p.id as payment, a.amount_minor, a.currency, a.unknown_since, a.failure
                        from payment.attempt a join payment.payment p on p.id = a.payment where a.unknown_since <= :moment
                        union all select 'REFUND', r.id, r.reference, r.payment, r.amount_minor, r.currency, r.unknown_since, r.failure
                        from payment.refund r where r.unknown_since <= :moment order by unknown_since, id""")
                .param("moment", Timestamp.from(moment)).query(StripeBooks::unknown).list();
    }

    private static UnknownOutcome unknown(ResultSet row, int number) throws SQLException {
        return new UnknownOutcome(StuckMoney.Kind.valueOf(row.getString("kind")), row.getObject("id", UUID.class), row.getString("reference"),
                new PaymentId(row.getObject("payment", UUID.class)), Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getTimestamp("unknown_since").toInstant(), Objects.requireNonNullElse(row.getString("failure"), "no answer"));
    }

    private static HeldAtStripe held(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new HeldAtStripe(row.getString("intent"), new PaymentId(row.getObject("id", UUID.class)), row.getString("reference"),
                row.getObject("subject", UUID.class), new ClientId(row.getObject("client", UUID.class)), Money.of(row.getLong("collected"), currency),
                Money.of(row.getLong("refunded"), currency), Money.of(row.getLong("disputed"), currency), Money.of(row.getLong("under_way"), currency),
                row.getString("status").equals("SUCCEEDED") ? row.getTimestamp("settled_at").toInstant() : null);
    }

    private static StripeMovement movement(BalanceMovement movement) {
        return new StripeMovement(movement.id(), StripeMovement.Kind.valueOf(movement.kind().name()), movement.type(), movement.amount(), movement.fee(),
                movement.source(), movement.intent() == null ? movement.charge() : movement.intent(), movement.payout(), movement.created());
    }

    private static <A> A given(StripeReply<A> reply) {
        return switch (reply) {
            case StripeReply.Given<A>(var answer) -> answer;
            case StripeReply.NotFound<A> none -> throw new StripeUnavailable(ASKING, "the account", "Stripe does not show them");
            case StripeReply.Refused<A>(var why, var passes) -> throw new StripeUnavailable(ASKING, "the account", why);
            case StripeReply.Unknown<A>(var why) -> throw new StripeUnavailable(ASKING, "the account", why);
        };
    }
}
