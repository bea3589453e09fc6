package dev.upfront.ledger;

import dev.upfront.money.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The double-entry book. Every movement of money is a balanced entry, written in the transaction of its cause and never changed afterwards;
 * the database refuses anything else.
 */
@Service
@Transactional
public class Ledger {

    private static final String[] ACCOUNTS = Arrays.stream(Account.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient database;

    Ledger(JdbcClient database) {
        this.database = database;
    }

    /**
     * Writes one entry in the caller's transaction. A repeat of the same cause is a no-op. What was earned for a subject by one offering and is
     * given back comes off that offering by itself, so that only who earns has to name it.
     *
     * @param cause what happened, such as "payment.collected"
     * @param causeId to what it happened; unique together with the cause
     * @throws UnbalancedEntry if the lines do not add up to zero in each currency, or there are none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(String cause, UUID causeId, Instant at, List<Line> lines) {
        requireBalance(cause, lines);
        var number = database.sql("""
                        insert into ledger.entry (cause, cause_id, at) values (:cause, :causeId, :at)
                        on conflict (cause, cause_id) do nothing returning number""")
                .param("cause", cause).param("causeId", causeId).param("at", Timestamp.from(at))
                .query(Long.class).optional();
        number.ifPresent(entry -> lines.forEach(line -> write(entry, line)));
    }

    /** What stands on an account: debits minus credits. */
    @Transactional(readOnly = true)
    public Money balance(Account account, Currency currency) {
        return new Money(database.sql("""
                        select coalesce(sum(amount_minor), 0) from ledger.line
                        where account = :account and currency = cast(:currency as char(3))""")
                .param("account", account.name()).param("currency", currency.getCurrencyCode())
                .query(Long.class).single(), currency);
    }

    /** What stood on an account as of that instant: debits minus credits, whatever was booked at that instant included. */
    @Transactional(readOnly = true)
    public Money balance(Account account, Currency currency, Instant asOf) {
        return new Money(database.sql("""
                        select coalesce(sum(amount_minor), 0) from ledger.line
                        where account = :account and currency = cast(:currency as char(3)) and at <= :asOf""")
                .param("account", account.name()).param("currency", currency.getCurrencyCode()).param("asOf", Timestamp.from(asOf))
                .query(Long.class).single(), currency);
    }

    /** Every account as of that instant, whatever was booked at that instant included. */
    @Transactional(readOnly = true)
    public TrialBalance trialBalance(Instant asOf) {
        // Account by account, so that an index alone answers.
        return new TrialBalance(inOrder(database.sql("""
                        select a.account, l.currency, l.amount from unnest(:accounts) a (account) cross join lateral
                            (select currency, sum(amount_minor) as amount from ledger.line where account = a.account and at <= :asOf group by currency) l""")
                .param("accounts", new SqlArrayValue("text", (Object[]) ACCOUNTS)).param("asOf", Timestamp.from(asOf))));
    }

    /** What stands on each account because of one subject. */
    @Transactional(readOnly = true)
    public List<AccountBalance> balances(UUID subject) {
        return inOrder(database.sql("select account, currency, sum(amount_minor) as amount from ledger.line where subject = :subject group by account, currency")
                .param("subject", subject));
    }

    private static List<AccountBalance> inOrder(JdbcClient.StatementSpec balances) {
        return balances.query((row, number) -> new AccountBalance(Account.valueOf(row.getString("account")),
                        Money.of(row.getLong("amount"), row.getString("currency")))).stream()
                .sorted(Comparator.comparing(AccountBalance::account).thenComparing(balance -> balance.amount().currency().getCurrencyCode())).toList();
    }

    /** What stands on an account because of one subject: debits minus credits. */
    @Transactional(readOnly = true)
    public Money balance(Account account, UUID subject, Currency currency) {
        return new Money(database.sql("""
                        select coalesce(sum(amount_minor), 0) from ledger.line
                        where subject = :subject and account = :account and currency = cast(:currency as char(3))""")
                .param("account", account.name()).param("subject", subject).param("currency", currency.getCurrencyCode())
                .query(Long.class).single(), currency);
    }

    /** The entries with a line about that subject, oldest first, each with all its lines. */
    @Transactional(readOnly = true)
    public List<EntryView> entriesOf(UUID subject) {
        var lines = new LinkedHashMap<Head, List<Line>>();
        database.sql("""
                        select e.number, e.cause, e.cause_id, e.at, l.account, l.amount_minor, l.currency, l.subject, l.client, l.offering
                        from ledger.entry e join ledger.line l on l.entry = e.number
                        where e.number in (select entry from ledger.line where subject = :subject)
                        order by e.at, e.number, l.sequence""")
                .param("subject", subject)
                .query(row -> {
                    var head = new Head(row.getLong("number"), row.getString("cause"), row.getObject("cause_id", UUID.class),
                            row.getTimestamp("at").toInstant());
                    lines.computeIfAbsent(head, none -> new ArrayList<>()).add(new Line(
                            Account.valueOf(row.getString("account")), Money.of(row.getLong("amount_minor"), row.getString("currency")),
                            row.getObject("subject", UUID.class), row.getObject("client", UUID.class), row.getObject("offering", UUID.class)));
                });
        return lines.entrySet().stream().map(entry -> entry.getKey().with(entry.getValue())).toList();
    }

    private void write(long entry, Line line) {
        database.sql("""
                        insert into ledger.line (entry, account, amount_minor, currency, subject, client, offering)
                        values (:entry, :account, :amount, :currency, :subject, :client, :offering)""")
                .param("entry", entry).param("account", line.account().name())
                .param("amount", line.amount().minor()).param("currency", line.amount().currency().getCurrencyCode())
                .param("subject", line.subject()).param("client", line.client()).param("offering", offering(line))
                .update();
    }

    /** The offering of a line: the one it names, or for income the only one that its subject's earlier lines name. */
    private @Nullable UUID offering(Line line) {
        if (line.offering() != null || line.subject() == null || !line.account().isIncome()) {
            return line.offering();
        }
        var earlier = database.sql("select distinct offering from ledger.line where subject = :subject and offering is not null limit 2")
                .param("subject", line.subject()).query(UUID.class).list();
        return earlier.size() == 1 ? earlier.getFirst() : null;
    }

    private static void requireBalance(String cause, List<Line> lines) {
        Map<Currency, Long> sums = lines.stream().map(Line::amount)
                .collect(Collectors.groupingBy(Money::currency, Collectors.summingLong(Money::minor)));
        if (lines.isEmpty() || sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new UnbalancedEntry("%s does not balance: %s".formatted(cause, lines));
        }
    }

    private record Head(long number, String cause, UUID causeId, Instant at) {
        EntryView with(List<Line> lines) {
            return new EntryView(number, cause, causeId, at, List.copyOf(lines));
        }
    }
}
