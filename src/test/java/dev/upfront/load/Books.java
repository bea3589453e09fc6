package dev.upfront.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What PostgreSQL says about a run, and a long past for it. */
final class Books {

    private static final Pattern SESSION = Pattern.compile("\"id\"\\s*:\\s*\"(cs_[A-Za-z0-9_]+)\"");
    private static final String SIZES = """
            select schemaname || '.' || relname, pg_total_relation_size(relid) from pg_stat_user_tables where schemaname not in ('pg_catalog', 'public')
            order by 2 desc limit 6""";
    /**
     * Copies every row about a booking, with ids, references and hashes of its own, a month further into the past for each copy: what refers to
     * a row of the same copy still does. Providers, offerings and published documents stay.
     */
    private static final String PAST = """
            do $$
            declare
                copied record;
                told text;
            begin
                set local session_replication_role = replica;
                for copied in select table_schema, table_name from information_schema.tables
                    where table_schema || '.' || table_name in ('booking.booking', 'booking.change', 'calendar.slot', 'client.client', 'client.consent', 'client.link',
                        'form.answer', 'ledger.entry', 'ledger.line', 'notification.mail', 'notification.attachment', 'onboarding.fact', 'onboarding.step',
                        'onboarding.evidence', 'payment.payment', 'payment.attempt', 'payment.customer', 'payment.card', 'payment.stripe_event')
                loop
                    select string_agg(case
                            when column_name in ('provider', 'provider_id', 'offering_id') then quote_ident(column_name)
                            when data_type = 'uuid' then format('md5(%1$I::text || copy)::uuid', column_name)
                            when data_type = 'timestamp with time zone' then format('%1$I - copy * interval ''30 days''', column_name)
                            when data_type = 'tstzrange' then format('tstzrange(lower(%1$I) - copy * interval ''30 days'', upper(%1$I) - copy * interval ''30 days'')', column_name)
                            when data_type = 'bigint' and column_name in ('number', 'entry', 'sequence', 'mail', 'id') then format('%1$I + copy * 100000000', column_name)
                            when column_name in ('hash', 'previous_hash') then format('md5(%1$I || copy) || md5(copy || %1$I)', column_name)
                            when column_name = 'token_sha256' then format('sha256(%1$I || copy::text::bytea)', column_name)
                            when column_name in ('reference', 'booking_reference', 'request_key', 'session', 'intent', 'stripe_customer')
                                or (copied.table_name = 'client' and column_name = 'mail') or (copied.table_name = 'stripe_event' and column_name = 'id')
                                then format('%1$I || ''-'' || copy', column_name)
                            else quote_ident(column_name) end, ', ' order by ordinal_position)
                        into told from information_schema.columns where table_schema = copied.table_schema and table_name = copied.table_name;
                    execute format('insert into %1$I.%2$I overriding system value select %3$s from %1$I.%2$I, generate_series(1, %4$s) as copy', copied.table_schema, copied.table_name, told, COPIES);
                end loop;
            end $$""";

    private static final String STATEMENTS = """
            select round(calls::numeric / %1$d, 2), round(total_exec_time::numeric / %1$d, 3), left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
            from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) order by %2$s desc limit %3$d""";

    private final Connection connection;

    Books(Connection connection) throws SQLException {
        this.connection = connection;
        execute("create extension if not exists pg_stat_statements");
    }

    /** Counts statements from now on. */
    void countStatements() throws SQLException {
        execute("select pg_stat_statements_reset()");
    }

    /** The statements that were sent most often since {@link #countStatements}. */
    String statements(long bookings) throws SQLException {
        var table = new StringBuilder("| calls per booking | ms per booking | statement |\n| ---: | ---: | --- |\n");
        var shown = Integer.getInteger("upfront.load.statements", 12);
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(STATEMENTS.formatted(bookings, "calls", shown))) {
            while (rows.next()) {
                table.append("| %s | %s | %s |%n".formatted(rows.getBigDecimal(1), rows.getBigDecimal(2), rows.getString(3).replace("|", "\\|")));
            }
        }
        return table + "In all %s statements, %s ms of PostgreSQL's time for them.%n".formatted(perBooking("sum(calls)", bookings), perBooking("sum(total_exec_time)", bookings));
    }

    private String perBooking(String what, long bookings) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("select round((%s)::numeric / %d, 1) from pg_stat_statements".formatted(what, bookings))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * @param bytes of the whole database
     * @param walBytes written ahead since the server was made
     */
    record Moment(long bytes, long walBytes, long bookings, long transactions) {
    }

    Moment now() throws SQLException {
        return new Moment(number("select pg_database_size(current_database())"), number("select pg_current_wal_lsn() - '0/0'"),
                number("select count(*) from booking.booking"), number("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()"));
    }

    /** Bytes per booking of the tables that take most, their indexes with them. */
    String sizes(long bookings) throws SQLException {
        var sizes = new StringBuilder();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(SIZES)) {
            while (rows.next()) {
                sizes.append(String.format(Locale.ROOT, "%s%s %.1f kB", sizes.isEmpty() ? "" : ", ", rows.getString(1), rows.getLong(2) / 1e3 / bookings));
            }
        }
        return sizes.toString();
    }

    /** Adds so many copies of everything. */
    void addPast(int copies) throws SQLException {
        execute(PAST.replace("COPIES", Integer.toString(copies)));
        execute("analyze");
        execute("checkpoint");
    }

    /** From the moment a webhook that says "paid" was kept to the moment its client had the confirmed page; 0 where the page came first. */
    void webhookToConfirmed(Map<String, Instant> confirmedAt, Instant from, Latencies latencies) throws SQLException {
        try (var statement = connection.prepareStatement("select payload, received_at from payment.stripe_event where type = 'checkout.session.completed' and received_at >= ?")) {
            statement.setTimestamp(1, java.sql.Timestamp.from(from));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var session = SESSION.matcher(rows.getString(1));
                    var confirmed = session.find() ? confirmedAt.get(session.group(1)) : null;
                    if (confirmed != null) {
                        latencies.add("webhook → confirmed page", Math.max(0, Duration.between(rows.getTimestamp(2).toInstant(), confirmed).toNanos()));
                    }
                }
            }
        }
    }

    private long number(String question) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getBigDecimal(1).longValue();
        }
    }
}
