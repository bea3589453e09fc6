package dev.upfront.reconciliation;

import dev.upfront.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RunRepository {

    private static final String SELECT = "select * from reconciliation.run ";

    private final JdbcClient database;

    RunRepository(JdbcClient database) {
        this.database = database;
    }

    /** @return false when another is going on */
    boolean begin(RunId id, Instant now, String by, Instant since) {
        return database.sql("""
                        insert into reconciliation.run (id, asked_at, asked_by, since) values (:id, :now, :by, :since)
                        on conflict ((true)) where ended_at is null do nothing""")
                .param("id", id.value()).param("now", Timestamp.from(now)).param("by", by).param("since", Timestamp.from(since)).update() == 1;
    }

    Optional<Run> find(RunId id) {
        return database.sql(SELECT + "where id = :id").param("id", id.value()).query(RunRepository::run).optional();
    }

    /** The same, and nobody else compares for it until the caller's transaction ends. */
    Optional<Run> lock(RunId id) {
        return database.sql(SELECT + "where id = :id for update").param("id", id.value()).query(RunRepository::run).optional();
    }

    Optional<Run> goingOn() {
        return database.sql(SELECT + "where ended_at is null").query(RunRepository::run).optional();
    }

    /** Latest first. */
    List<Run> latest(int most) {
        return database.sql(SELECT + "order by asked_at desc limit :most").param("most", most).query(RunRepository::run).list();
    }

    /** It says from when on Stripe's books were ever read. */
    Optional<Run> first() {
        return database.sql(SELECT + "order by asked_at limit 1").query(RunRepository::run).optional();
    }

    Optional<Run> lastEnded() {
        return database.sql(SELECT + "where ended_at is not null order by asked_at desc limit 1").query(RunRepository::run).optional();
    }

    /** The last that found the books to agree. */
    Optional<Run> lastBalanced() {
        return database.sql(SELECT + "where outcome = 'BALANCED' order by asked_at desc limit 1").query(RunRepository::run).optional();
    }

    /** Until when Stripe's books have been read by a run that came to its end. */
    Optional<Instant> readUntil() {
        return lastEnded().map(Run::readAt);
    }

    void takeUp(RunId id, Instant now, long processInstanceKey) {
        database.sql("update reconciliation.run set taken_up_at = coalesce(taken_up_at, :now), process_instance_key = :key where id = :id and ended_at is null")
                .param("now", Timestamp.from(now)).param("key", processInstanceKey).param("id", id.value()).update();
    }

    /** Those that no process took up within that time, or that go on for so long that their process may be gone. */
    List<RunId> waiting(Instant askedBefore, Instant takenUpBefore) {
        return database.sql("""
                        select id from reconciliation.run where ended_at is null
                        and (taken_up_at is null and asked_at < :asked or taken_up_at < :takenUp)""")
                .param("asked", Timestamp.from(askedBefore)).param("takenUp", Timestamp.from(takenUpBefore))
                .query((row, number) -> new RunId(row.getObject("id", UUID.class))).list();
    }

    void addMissed(RunId id, int events) {
        database.sql("update reconciliation.run set missed_events = missed_events + :events where id = :id and ended_at is null")
                .param("events", events).param("id", id.value()).update();
    }

    void addDifferences(RunId id, int fresh) {
        database.sql("update reconciliation.run set new_differences = new_differences + :fresh where id = :id and ended_at is null")
                .param("fresh", fresh).param("id", id.value()).update();
    }

    /** @param balance what Stripe said lay there; empty when that could not be told */
    void read(RunId id, Instant at, int movements, int newDifferences, List<Money> balance) {
        database.sql("update reconciliation.run set read_at = :at, movements = movements + :movements, new_differences = new_differences + :new where id = :id and ended_at is null")
                .param("at", Timestamp.from(at)).param("movements", movements).param("new", newDifferences).param("id", id.value()).update();
        keepBalance(id, balance);
    }

    private void keepBalance(RunId id, List<Money> balance) {
        database.sql("delete from reconciliation.balance where run = :id").param("id", id.value()).update();
        balance.forEach(amount -> database.sql("insert into reconciliation.balance (run, currency, minor) values (:id, :currency, :minor) on conflict (run, currency) do update set minor = excluded.minor")
                .param("id", id.value()).param("currency", amount.currency().getCurrencyCode()).param("minor", amount.minor()).update());
    }

    /** Empty when it could not be told. */
    List<Money> balance(RunId id) {
        return database.sql("select currency, minor from reconciliation.balance where run = :id order by currency").param("id", id.value())
                .query((row, number) -> Money.of(row.getLong("minor"), row.getString("currency"))).list();
    }

    void end(RunId id, Instant now, Run.Outcome outcome, int newDifferences) {
        database.sql("update reconciliation.run set ended_at = :now, outcome = :outcome, new_differences = new_differences + :new where id = :id and ended_at is null")
                .param("now", Timestamp.from(now)).param("outcome", outcome.name()).param("new", newDifferences).param("id", id.value()).update();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        var read = row.getTimestamp("read_at");
        var ended = row.getTimestamp("ended_at");
        var outcome = row.getString("outcome");
        return new Run(new RunId(row.getObject("id", UUID.class)), row.getTimestamp("asked_at").toInstant(), row.getString("asked_by"),
                row.getTimestamp("since").toInstant(), read == null ? null : read.toInstant(), ended == null ? null : ended.toInstant(),
                outcome == null ? null : Run.Outcome.valueOf(outcome), row.getInt("missed_events"), row.getInt("movements"), row.getInt("new_differences"));
    }
}
