package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was earned: by sessions, by fees and by credits that expired; less what of it was given back. */
@Service
@Transactional(readOnly = true)
public class Income {

    private static final List<String> ACCOUNTS = Arrays.stream(Account.values()).filter(Account::isIncome).map(Enum::name).toList();

    private final JdbcClient database;

    Income(JdbcClient database) {
        this.database = database;
    }

    /**
     * By month, as the calendar of that zone has it, and offering; earliest month first. Months and offerings without a movement are left out.
     *
     * @param from the first instant that counts
     * @param to the first instant that does not count any more
     */
    public List<Earned> byOffering(Instant from, Instant to, ZoneId zone, Currency currency) {
        return database.sql("""
                        select to_char(at at time zone :zone, 'YYYY-MM') as month, offering, -sum(amount_minor) as earned from ledger.line
                        where account in (:accounts) and currency = cast(:currency as char(3)) and at >= :from and at < :to
                        group by 1, 2 order by 1, 2""")
                .param("zone", zone.getId()).param("accounts", ACCOUNTS).param("currency", currency.getCurrencyCode())
                .param("from", Timestamp.from(from)).param("to", Timestamp.from(to))
                .query((row, number) -> new Earned(YearMonth.parse(row.getString("month")), row.getObject("offering", UUID.class),
                        new Money(row.getLong("earned"), currency))).list();
    }
}
