package dev.upfront.crash;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a retainer's week be over at once: the application and the engine are as delivered and have no clock that could be moved, so the agreement is moved
 * into the past instead. Also what the harness does to a card. Everything goes past the proxies and is tried until it works, as parts may be down.
 */
final class Calendars implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private interface Deed {
        @Nullable String done() throws SQLException;
    }

    private final World world;
    private final CamundaClient engine;

    Calendars(World world, int enginePort) {
        this.world = world;
        engine = CamundaClient.newClientBuilder().grpcAddress(URI.create("http://127.0.0.1:" + enginePort)).preferRestOverGrpc(false).build();
    }

    /** The retainer's running period ends now, and its flow is told to look at its calendar again, as after a pause. */
    void renew(String requestKey) {
        var id = untilDone("moving a retainer's week", () -> moved(requestKey));
        untilDone("telling of a retainer's calendar", () -> {
            engine.newPublishMessageCommand().messageName("retainer.changed").correlationKey(id).messageId(UUID.randomUUID().toString())
                    .timeToLive(Duration.ofHours(1)).send().join();
            return id;
        });
    }

    /** Once, however often it is tried: a period that ends soon was moved already. @return the retainer; null while it has not come so far */
    private @Nullable String moved(String requestKey) throws SQLException {
        try (var connection = world.connect()) {
            connection.setAutoCommit(false);
            var found = Audit.rows(connection, """
                    select r.id, p.ends_at < now() + interval '1 hour' from retainer.retainer r join retainer.period p on p.retainer = r.id
                    where r.request_key = ? and r.status = 'ACTIVE' and p.number = 1 and p.status = 'PAID' for update of r""", requestKey);
            if (found.isEmpty()) {
                return null;
            }
            var id = found.getFirst().getFirst();
            if (found.getFirst().get(1).equals("f")) {
                try (var statement = connection.createStatement()) {
                    statement.execute("""
                            update retainer.retainer set version = version + 1, anchor_date = (moment.at at time zone anchor_zone)::date - 7,
                                anchor_second_of_day = extract(epoch from (moment.at at time zone anchor_zone)::time)::integer
                            from (select date_trunc('second', now()) as at) moment where id = '%s'""".formatted(id));
                    statement.execute("update retainer.period set version = version + 1, ends_at = date_trunc('second', now()) where retainer = '%s'".formatted(id));
                    statement.execute("""
                            update credits.lot set version = version + 1, expires_at = date_trunc('second', now())
                            where source in (select id from retainer.period where retainer = '%s')""".formatted(id));
                }
            }
            connection.commit();
            return id;
        }
    }

    /** The bank declines the card that is kept for the retainer from now on. */
    void cardGoesBad(String requestKey) {
        untilDone("letting a card go bad", () -> {
            var card = one("select c.payment_method from payment.card c join retainer.retainer r on r.id = c.payer where r.request_key = ?", requestKey);
            if (card != null) {
                world.stripe.control("decline", Map.of("payment_method", card, "times", "100", "code", "do_not_honor"));
            }
            return card;
        });
    }

    /** How many periods of it are paid. */
    int paidPeriods(String requestKey) {
        return Integer.parseInt(untilDone("counting periods", () -> one("""
                select count(*) from retainer.period p join retainer.retainer r on r.id = p.retainer where r.request_key = ? and p.status = 'PAID'""", requestKey)));
    }

    /** Whether the mail is written that the card on file did not pay. */
    boolean isToldOfDecline(String requestKey) {
        return !untilDone("looking for a mail", () -> one("""
                select count(*) from notification.mail m join payment.payment p on p.id = m.subject join retainer.period d on d.id = p.subject
                join retainer.retainer r on r.id = d.retainer where r.request_key = ? and m.kind = 'dunning.declined'""", requestKey)).equals("0");
    }

    private @Nullable String one(String sql, String requestKey) throws SQLException {
        try (var connection = world.connect()) {
            List<List<String>> rows = Audit.rows(connection, sql, requestKey);
            return rows.isEmpty() ? null : rows.getFirst().getFirst();
        }
    }

    private static String untilDone(String what, Deed deed) {
        var until = Instant.now().plus(PATIENCE);
        Exception last = null;
        while (Instant.now().isBefore(until)) {
            try {
                var done = deed.done();
                if (done != null) {
                    return done;
                }
            } catch (SQLException | RuntimeException down) {
                last = down;
            }
            Visitor.pause();
        }
        throw new IllegalStateException("%s did not work within %s: %s".formatted(what, PATIENCE, last), last);
    }

    @Override
    public void close() {
        engine.close();
    }
}
