package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The book line by line, in pieces of any size: whoever reads on gives the place where the last piece ended. */
@Service
@Transactional(readOnly = true)
public class Journal {

    private static final String POSTINGS = """
            select e.cause, e.cause_id, l.* from ledger.line l join ledger.entry e on e.number = l.entry
            """;

    private final JdbcClient database;

    Journal(JdbcClient database) {
        this.database = database;
    }

    /** The lines of an account in one currency before that place, newest first. */
    public List<Posting> latest(Account account, Currency currency, Place before, int limit) {
        return database.sql(POSTINGS + """
                        where l.account = :account and l.currency = cast(:currency as char(3)) and (l.at, l.sequence) < (:at, :sequence)
                        order by l.at desc, l.sequence desc limit :limit""")
                .param("account", account.name()).param("currency", currency.getCurrencyCode())
                .param("at", Timestamp.from(before.at())).param("sequence", before.sequence()).param("limit", limit)
                .query(Journal::posting).list();
    }

    /** The lines of an account in one currency after that place and before that instant, oldest first. */
    public List<Posting> from(Account account, Currency currency, Place after, Instant to, int limit) {
        return database.sql(POSTINGS + """
                        where l.account = :account and l.currency = cast(:currency as char(3)) and (l.at, l.sequence) > (:at, :sequence) and l.at < :to
                        order by l.at, l.sequence limit :limit""")
                .param("account", account.name()).param("currency", currency.getCurrencyCode())
                .param("at", Timestamp.from(after.at())).param("sequence", after.sequence())
                .param("to", Timestamp.from(to)).param("limit", limit)
                .query(Journal::posting).list();
    }

    /**
     * The lines of all accounts between two instants in the order of the entries' numbers, which is the order in which they were written.
     *
     * @param afterEntry the number of the last entry read, and
     * @param afterSequence of its line; zero and zero to begin
     * @param to the first instant that does not count any more
     */
    public List<Posting> all(Instant from, Instant to, long afterEntry, long afterSequence, int limit) {
        return database.sql(POSTINGS + """
                        where (l.entry, l.sequence) > (:entry, :sequence) and l.at >= :from and l.at < :to
                        order by l.entry, l.sequence limit :limit""")
                .param("entry", afterEntry).param("sequence", afterSequence)
                .param("from", Timestamp.from(from)).param("to", Timestamp.from(to)).param("limit", limit)
                .query(Journal::posting).list();
    }

    private static Posting posting(ResultSet row, int number) throws SQLException {
        return new Posting(row.getLong("entry"), row.getLong("sequence"), row.getString("cause"), row.getObject("cause_id", UUID.class),
                row.getTimestamp("at").toInstant(), new Line(Account.valueOf(row.getString("account")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")), row.getObject("subject", UUID.class),
                row.getObject("client", UUID.class), row.getObject("offering", UUID.class)));
    }
}
