package dev.upfront.reconciliation;

import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.reconciliation.Difference.Found;
import dev.upfront.reconciliation.Difference.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the cases. */
@Repository
class Differences {

    static final String BY_ITSELF = "Upfront";

    private final JdbcClient database;

    Differences(JdbcClient database) {
        this.database = database;
    }

    /** Opens a case, or says of the open one how things stand now. @return whether it is new */
    boolean raise(Found found, Instant now) {
        return database.sql("""
                        insert into reconciliation.difference (id, kind, about, stripe_minor, ours_minor, currency, payment, why, found_at)
                        values (:id, :kind, :about, :stripe, :ours, :currency, :payment, :why, :now)
                        on conflict (kind, about) where resolved_at is null
                            do update set stripe_minor = excluded.stripe_minor, ours_minor = excluded.ours_minor, why = excluded.why
                        returning xmax = 0 as fresh""")
                .param("id", DifferenceId.next().value()).param("kind", found.kind().name()).param("about", found.about()).param("stripe", found.stripe().minor())
                .param("ours", found.ours().minor()).param("currency", found.stripe().currency().getCurrencyCode())
                .param("payment", found.payment() == null ? null : found.payment().value()).param("why", found.why()).param("now", Timestamp.from(now))
                .query(Boolean.class).single();
    }

    /** Whether staff closed a case of that kind about the same thing, with the same amounts: it is not raised again. */
    boolean isNoted(Found found) {
        return database.sql("""
                        select exists (select from reconciliation.difference where kind = :kind and about = :about and stripe_minor = :stripe and ours_minor = :ours
                            and resolved_by <> :byItself)""")
                .param("kind", found.kind().name()).param("about", found.about()).param("stripe", found.stripe().minor()).param("ours", found.ours().minor())
                .param("byItself", BY_ITSELF).query(Boolean.class).single();
    }

    /** Closes the open cases of those kinds about one thing, but for those of a kind that was found again. */
    void rightAgain(Collection<Kind> kinds, String about, Instant now) {
        if (!kinds.isEmpty()) {
            database.sql("""
                            update reconciliation.difference set resolved_at = :now, resolved_by = :by, note = 'A later run found that both books agree.'
                            where kind in (:kinds) and about = :about and resolved_at is null""")
                    .param("now", Timestamp.from(now)).param("by", BY_ITSELF).param("kinds", kinds.stream().map(Kind::name).toList()).param("about", about).update();
        }
    }

    /** @return false when it is resolved already */
    boolean resolve(DifferenceId id, Instant now, String by, String note) {
        return database.sql("update reconciliation.difference set resolved_at = :now, resolved_by = :by, note = :note where id = :id and resolved_at is null")
                .param("now", Timestamp.from(now)).param("by", by).param("note", note).param("id", id.value()).update() == 1;
    }

    Optional<Difference> find(DifferenceId id) {
        return database.sql("select * from reconciliation.difference where id = :id").param("id", id.value()).query(Differences::difference).optional();
    }

    /** Oldest first. */
    List<Difference> open() {
        return database.sql("select * from reconciliation.difference where resolved_at is null order by found_at, about").query(Differences::difference).list();
    }

    /** What the open cases of a kind are about. */
    List<String> openAbout(Kind kind) {
        return database.sql("select about from reconciliation.difference where kind = :kind and resolved_at is null").param("kind", kind.name()).query(String.class).list();
    }

    int openCount() {
        return database.sql("select count(*) from reconciliation.difference where resolved_at is null").query(Integer.class).single();
    }

    /** Latest first. */
    List<Difference> resolved(int most) {
        return database.sql("select * from reconciliation.difference where resolved_at is not null order by resolved_at desc limit :most").param("most", most)
                .query(Differences::difference).list();
    }

    private static Difference difference(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var payment = row.getObject("payment", UUID.class);
        var resolved = row.getTimestamp("resolved_at");
        return new Difference(new DifferenceId(row.getObject("id", UUID.class)), Kind.valueOf(row.getString("kind")), row.getString("about"),
                Money.of(row.getLong("stripe_minor"), currency), Money.of(row.getLong("ours_minor"), currency), payment == null ? null : new PaymentId(payment),
                row.getString("why"), row.getTimestamp("found_at").toInstant(), resolved == null ? null : resolved.toInstant(), row.getString("resolved_by"),
                row.getString("note"));
    }
}
