package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened to payments and refunds, of one client or about one subject: one question each, however many there are. */
@Service
@Transactional(readOnly = true)
public class MoneyHistory {

    private static final String PAYMENT = "p.id, p.subject_kind, p.subject, p.subject_reference, p.payer, p.purpose";

    private static final String PAYMENTS = """
            select 'ASKED' as what, p.created_at as at, p.reference, p.amount_minor, p.currency, null as by_whom, null as why, %1$s
            from payment.payment p where %2$s
            union all
            select p.status, p.settled_at, p.reference, p.amount_minor, p.currency, null, null, %1$s
            from payment.payment p where %2$s and p.settled_at is not null
            union all
            select 'DECLINED', a.created_at, p.reference, p.amount_minor, p.currency, null, a.failure, %1$s
            from payment.payment p join payment.attempt a on a.payment = p.id where %2$s and a.kind = 'CARD' and a.status = 'FAILED'
            """;

    private static final String REFUNDS = """
            select 'REFUND_ASKED' as what, r.created_at as at, r.reference, r.amount_minor, r.currency, r.requested_by as by_whom, null as why, %1$s
            from payment.payment p join payment.refund r on r.payment = p.id where %2$s
            union all
            select 'REFUND_' || r.status, r.settled_at, r.reference, r.amount_minor, r.currency, null,
                case r.status when 'FAILED' then r.failure end, %1$s
            from payment.payment p join payment.refund r on r.payment = p.id where %2$s and r.settled_at is not null
            """;

    private final JdbcClient database;

    MoneyHistory(JdbcClient database) {
        this.database = database;
    }

    /** Of every payment and refund of a client: mails about money are written about these. */
    public List<UUID> ids(ClientId client) {
        return database.sql("""
                        select id from payment.payment where client = :client
                        union all
                        select r.id from payment.payment p join payment.refund r on r.payment = p.id where p.client = :client""")
                .param("client", client.value()).query(UUID.class).list();
    }

    /** What a client was asked for, paid, no longer owed, and which cards on file were declined, until that instant, latest first. */
    public List<MoneyEvent> payments(ClientId client, Instant until, int limit) {
        return ofClient(PAYMENTS, client, until, limit);
    }

    /** Which refunds of a client were asked for, and what became of them, until that instant, latest first. */
    public List<MoneyEvent> refunds(ClientId client, Instant until, int limit) {
        return ofClient(REFUNDS, client, until, limit);
    }

    /** All about the money of a booking or another subject, oldest first. */
    public List<MoneyEvent> ofSubject(UUID subject) {
        return database.sql("select * from (%s union all %s) happened order by at, reference, what".formatted(
                        PAYMENTS.formatted(PAYMENT, "p.subject = :subject"), REFUNDS.formatted(PAYMENT, "p.subject = :subject")))
                .param("subject", subject).query(MoneyHistory::event).list();
    }

    private List<MoneyEvent> ofClient(String happened, ClientId client, Instant until, int limit) {
        return database.sql("select * from (%s) happened where at <= :until order by at desc, reference desc, what desc limit :limit"
                        .formatted(happened.formatted(PAYMENT, "p.client = :client")))
                .param("client", client.value()).param("until", Timestamp.from(until)).param("limit", limit)
                .query(MoneyHistory::event).list();
    }

    private static MoneyEvent event(ResultSet row, int number) throws SQLException {
        var what = MoneyEvent.What.valueOf(row.getString("what"));
        return new MoneyEvent(what, row.getTimestamp("at").toInstant(), new PaymentId(row.getObject("id", UUID.class)), row.getString("reference"),
                new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getObject("subject", UUID.class), row.getString("subject_reference"),
                        row.getObject("payer", UUID.class)),
                Purpose.valueOf(row.getString("purpose")), Money.of(row.getLong("amount_minor"), row.getString("currency")), row.getString("by_whom"),
                what == MoneyEvent.What.DECLINED ? DeclinedTry.why(row.getString("why")) : row.getString("why"));
    }
}
