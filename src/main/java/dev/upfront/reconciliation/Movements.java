package dev.upfront.reconciliation;

import dev.upfront.money.Money;
import dev.upfront.payment.StripeMovement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** What moved our balance at Stripe, as its books have it. */
@Repository
class Movements {

    /**
     * What Stripe's books say of one payment.
     *
     * @param charged gross, before fees
     * @param refunded what went back, as a positive amount, less what came back
     * @param disputed what the client's bank took, as a positive amount, less what it gave back
     * @param chargedAt null when it was not
     * @param booked what is left of those movements of which our own book has its part
     */
    record OfIntent(String intent, Money charged, Money refunded, Money disputed, Money booked, @Nullable Instant chargedAt) {
        Money left() {
            return charged.minus(refunded).minus(disputed);
        }
    }

    /** @param fee what it was when it was first read */
    record Known(StripeMovement movement, Money fee) {
        boolean feeChanged() {
            return !fee.equals(movement.fee());
        }
    }

    private final JdbcClient database;

    Movements(JdbcClient database) {
        this.database = database;
    }

    /** Keeps those that are not kept yet. @return the new ones */
    List<StripeMovement> keep(List<StripeMovement> read) {
        return read.stream().filter(this::keep).toList();
    }

    private boolean keep(StripeMovement movement) {
        return database.sql("""
                        insert into reconciliation.movement (id, kind, type, amount_minor, fee_minor, currency, source, intent, payout, created_at)
                        values (:id, :kind, :type, :amount, :fee, :currency, :source, :intent, :payout, :created) on conflict (id) do nothing""")
                .param("id", movement.id()).param("kind", movement.kind().name()).param("type", movement.type()).param("amount", movement.amount().minor())
                .param("fee", movement.fee().minor()).param("currency", movement.amount().currency().getCurrencyCode()).param("source", movement.source())
                .param("intent", movement.intent()).param("payout", movement.payout()).param("created", Timestamp.from(movement.created())).update() == 1;
    }

    /** Those read whose fee is another than when they were first read, with what it was. */
    List<Known> withOtherFee(List<StripeMovement> read) {
        if (read.isEmpty()) {
            return List.of();
        }
        var fees = database.sql("select id, fee_minor, currency from reconciliation.movement where id = any(:ids)")
                .param("ids", new SqlArrayValue("text", read.stream().map(StripeMovement::id).toArray()))
                .query((row, number) -> Map.entry(row.getString("id"), Money.of(row.getLong("fee_minor"), row.getString("currency")))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return read.stream().filter(movement -> fees.containsKey(movement.id())).map(movement -> new Known(movement, fees.get(movement.id())))
                .filter(Known::feeChanged).toList();
    }

    /** Those of which our own book has nothing yet, oldest first. */
    List<StripeMovement> unbooked() {
        return database.sql("select * from reconciliation.movement where not booked order by created_at, id").query(Movements::movement).list();
    }

    void booked(String id) {
        database.sql("update reconciliation.movement set booked = true where id = :id").param("id", id).update();
    }

    void belongTo(String payout, Collection<String> ids) {
        if (!ids.isEmpty()) {
            database.sql("update reconciliation.movement set payout = :payout where id = any(:ids)").param("payout", payout)
                    .param("ids", new SqlArrayValue("text", ids.toArray())).update();
        }
    }

    List<OfIntent> of(Set<String> intents) {
        return intents.isEmpty() ? List.of() : database.sql("""
                        select intent, currency,
                            coalesce(sum(amount_minor) filter (where kind = 'CHARGE'), 0) as charged,
                            -coalesce(sum(amount_minor) filter (where kind in ('REFUND', 'REFUND_FAILURE')), 0) as refunded,
                            -coalesce(sum(amount_minor) filter (where kind in ('DISPUTE', 'DISPUTE_REVERSAL')), 0) as disputed,
                            coalesce(sum(amount_minor) filter (where booked), 0) as booked,
                            max(created_at) filter (where kind = 'CHARGE') as charged_at
                        from reconciliation.movement where intent = any(:intents) group by intent, currency""")
                .param("intents", new SqlArrayValue("text", intents.toArray())).query((row, number) -> new OfIntent(row.getString("intent"), Money.of(row.getLong("charged"), row.getString("currency")),
                        Money.of(row.getLong("refunded"), row.getString("currency")), Money.of(row.getLong("disputed"), row.getString("currency")),
                        Money.of(row.getLong("booked"), row.getString("currency")),
                        row.getTimestamp("charged_at") == null ? null : row.getTimestamp("charged_at").toInstant())).list();
    }

    /** What is left in Stripe's books of everything that was ever read, after fees, by currency. */
    Map<String, Long> totals() {
        return pairs("select currency, sum(amount_minor - fee_minor) as minor from reconciliation.movement group by currency");
    }

    /** The same of what our own book has nothing of. */
    Map<String, Long> totalsUnbooked() {
        return pairs("select currency, sum(amount_minor - fee_minor) as minor from reconciliation.movement where not booked group by currency");
    }

    /**
     * What lay at Stripe before the first movement that was ever read. It is what Stripe's balance is beyond the movements when it is first
     * asked for, and never changes again.
     */
    long broughtAlong(Money balance) {
        var currency = balance.currency().getCurrencyCode();
        database.sql("insert into reconciliation.brought_along (currency, minor) values (:currency, :minor) on conflict (currency) do nothing")
                .param("currency", currency).param("minor", balance.minor() - totals().getOrDefault(currency, 0L)).update();
        return database.sql("select minor from reconciliation.brought_along where currency = :currency").param("currency", currency).query(Long.class).single();
    }

    private Map<String, Long> pairs(String sql) {
        var totals = new LinkedHashMap<String, Long>();
        database.sql(sql).query(row -> {
            totals.put(row.getString("currency"), row.getLong("minor"));
        });
        return totals;
    }

    /** The payouts, latest first, each as its own movement. */
    List<StripeMovement> payouts(int most) {
        return database.sql("select * from reconciliation.movement where kind = 'PAYOUT' order by created_at desc, id limit :most").param("most", most)
                .query(Movements::movement).list();
    }

    /** Those of which Stripe has not said yet what they are made of, oldest first. */
    List<StripeMovement> payoutsWithoutParts() {
        return database.sql("select * from reconciliation.movement where kind = 'PAYOUT' and parts is null order by created_at, id").query(Movements::movement).list();
    }

    void isMadeOf(String payout, int parts) {
        database.sql("update reconciliation.movement set parts = :parts where source = :payout and kind = 'PAYOUT'").param("parts", parts).param("payout", payout).update();
    }

    /** Of how many movements it is made: none for one that was made by hand. Empty until Stripe has said. */
    Optional<Integer> parts(String payout) {
        return database.sql("select parts from reconciliation.movement where source = :payout and kind = 'PAYOUT' and parts is not null").param("payout", payout)
                .query(Integer.class).optional();
    }

    Optional<StripeMovement> payout(String payout) {
        return database.sql("select * from reconciliation.movement where source = :payout and kind = 'PAYOUT'").param("payout", payout)
                .query(Movements::movement).optional();
    }

    /** What a payout is made of, oldest first, without its own movement; an earlier one that came back may be among it. */
    List<StripeMovement> membersOf(String payout) {
        return database.sql("select * from reconciliation.movement where payout = :payout and source <> :payout order by created_at, id")
                .param("payout", payout).query(Movements::movement).list();
    }

    boolean cameBack(String payout) {
        return database.sql("select exists (select from reconciliation.movement where source = :payout and kind = 'PAYOUT_REVERSAL')").param("payout", payout)
                .query(Boolean.class).single();
    }

    private static StripeMovement movement(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var currency = row.getString("currency");
        return new StripeMovement(row.getString("id"), StripeMovement.Kind.valueOf(row.getString("kind")), row.getString("type"),
                Money.of(row.getLong("amount_minor"), currency), Money.of(row.getLong("fee_minor"), currency), row.getString("source"), row.getString("intent"),
                row.getString("payout"), instant(row.getTimestamp("created_at")));
    }

    private static Instant instant(@Nullable Timestamp at) {
        return java.util.Objects.requireNonNull(at).toInstant();
    }
}
