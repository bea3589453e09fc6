package dev.upfront.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.upfront.money.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the book says of one client. Reads the client's lines only, however long the book is. */
@Service
@Transactional(readOnly = true)
public class ClientAccounts {

    /** As PostgreSQL keeps times. */
    private static final ChronoUnit SMALLEST = ChronoUnit.MICROS;

    private final JdbcClient database;

    ClientAccounts(JdbcClient database) {
        this.database = database;
    }

    private record Balance(Currency currency, Account account, long amount) {
    }

    private record Head(long entry, String cause, UUID causeId, Instant at, @Nullable UUID subject) {
    }

    private record Part(Head head, Account account, long amount) {
    }

    /** How the client stands as of that instant, once for each currency in which anything was ever booked, by its code. */
    public List<Standing> standings(UUID client, Instant asOf) {
        return balances(client, asOf).stream().collect(groupingBy(Balance::currency)).entrySet().stream()
                .map(each -> Standing.of(each.getKey(), each.getValue().stream().collect(toMap(Balance::account, Balance::amount))))
                .sorted((one, other) -> one.currency().getCurrencyCode().compareTo(other.currency().getCurrencyCode())).toList();
    }

    /** How the client stands in one currency as of that instant; nothing of everything when nothing was booked. */
    public Standing standing(UUID client, Currency currency, Instant asOf) {
        return standings(client, asOf).stream().filter(standing -> standing.currency().equals(currency)).findFirst()
                .orElseGet(() -> Standing.of(currency, Map.of()));
    }

    /** The client's month, as the calendar of that zone has it. */
    public Statement statement(UUID client, YearMonth month, ZoneId zone, Currency currency) {
        var from = month.atDay(1).atStartOfDay(zone).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        var opening = standing(client, currency, from.minus(1, SMALLEST));
        var movements = movements(client, currency, from, to);
        return new Statement(client, month, opening, movements, movements.stream().map(Movement::change).reduce(opening, Standing::plus));
    }

    private List<Balance> balances(UUID client, Instant asOf) {
        return database.sql("""
                        select currency, account, sum(amount_minor) as amount from ledger.line
                        where client = :client and at <= :asOf group by currency, account""")
                .param("client", client).param("asOf", Timestamp.from(asOf))
                .query((row, number) -> new Balance(Money.of(0, row.getString("currency")).currency(), Account.valueOf(row.getString("account")),
                        row.getLong("amount"))).list();
    }

    private List<Movement> movements(UUID client, Currency currency, Instant from, Instant to) {
        return parts(client, currency, from, to).stream().collect(groupingBy(Part::head, LinkedHashMap::new, toMap(Part::account, Part::amount, Math::addExact)))
                .entrySet().stream().map(each -> movement(each.getKey(), Standing.of(currency, each.getValue())))
                .filter(movement -> !movement.change().isZero()).toList();
    }

    private static Movement movement(Head head, Standing change) {
        return new Movement(head.entry(), head.cause(), head.causeId(), head.at(), head.subject(), change);
    }

    private List<Part> parts(UUID client, Currency currency, Instant from, Instant to) {
        return database.sql("""
                        select e.number, e.cause, e.cause_id, l.at, l.subject, l.account, l.amount_minor
                        from ledger.line l join ledger.entry e on e.number = l.entry
                        where l.client = :client and l.currency = cast(:currency as char(3)) and l.at >= :from and l.at < :to order by l.at, l.sequence""")
                .param("client", client).param("currency", currency.getCurrencyCode())
                .param("from", Timestamp.from(from)).param("to", Timestamp.from(to))
                .query((row, number) -> new Part(
                        new Head(row.getLong("number"), row.getString("cause"), row.getObject("cause_id", UUID.class), row.getTimestamp("at").toInstant(),
                                row.getObject("subject", UUID.class)),
                        Account.valueOf(row.getString("account")), row.getLong("amount_minor"))).list();
    }
}
