package dev.upfront.crash;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.upfront.installation.FlowRecords;
import dev.upfront.installation.FlowRecords.Instance;
import dev.upfront.sandbox.stripe.Recorded;
import jakarta.mail.MessagingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what three books say about every booking: the application's database, Stripe's, and the engine's. What is wrong is a sentence each, by
 * the walk that it belongs to; what belongs to none stands under null.
 */
final class Audit {

    /** As the world sets it; a booking that is confirmed later than that is not reminded. */
    private static final String REMINDED = "interval '%s'".formatted(World.REMINDER_BEFORE);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What the flow that leads something is like in the end. */
    enum Leads { NOTHING, ENDED, WAITS }

    private final World world;
    private final Collection<Walk> walks;
    private final FlowRecords flows;
    private final Map<Walk, List<String>> wrong = new HashMap<>();
    private final Map<String, Walk> bySubject = new HashMap<>();
    /** Whatever a flow of its own leads, with whether that flow still waits in the end. */
    private final Map<String, Boolean> led = new HashMap<>();

    private Audit(World world, Collection<Walk> walks) {
        this.world = world;
        this.walks = walks;
        flows = world.flows();
    }

    /** Waits until nothing is wrong any more, for some minutes, because some things are tried again only after a minute; then says what is. */
    static Map<Walk, List<String>> of(World world, Collection<Walk> walks) throws SQLException, MessagingException {
        var until = Instant.now().plus(PATIENCE);
        while (true) {
            var audit = new Audit(world, walks);
            audit.look();
            if (audit.wrong.isEmpty() || Instant.now().isAfter(until)) {
                return audit.wrong;
            }
            Visitor.pause();
            Visitor.pause();
        }
    }

    private void look() throws SQLException, MessagingException {
        try (var connection = world.connect()) {
            var repeating = new RepeatingAudit(connection, this::expect, this::say);
            for (var walk : walks) {
                if (walk.plan.repeats()) {
                    seen(walk);
                    repeating.look(walk).forEach((subject, leads) -> subject(walk, subject, leads));
                } else {
                    booking(walk, connection);
                }
            }
            money(connection);
            nothingWaits(connection);
        }
        flows();
    }

    private void seen(Walk walk) {
        if (walk.problem() != null) {
            say(walk, "the client saw: " + walk.problem());
        }
    }

    private void subject(Walk walk, String id, Leads leads) {
        bySubject.put(id, walk);
        if (leads != Leads.NOTHING) {
            led.put(id, leads == Leads.WAITS);
        }
    }

    private void booking(Walk walk, Connection connection) throws SQLException {
        seen(walk);
        var rows = rows(connection, "select id, status, reference from booking.booking where request_key = ?", walk.requestKey());
        if (rows.size() != 1) {
            say(walk, "there are %d bookings for its request".formatted(rows.size()));
            return;
        }
        var id = rows.getFirst().getFirst();
        subject(walk, id, walk.plan.flowGoesOn() ? Leads.WAITS : Leads.ENDED);
        if (!rows.getFirst().get(1).equals(walk.plan.ends)) {
            say(walk, "booking %s is %s, not %s".formatted(rows.getFirst().get(2), rows.getFirst().get(1), walk.plan.ends));
        }
        expect(walk, "payments", walk.plan.charges.stream().map(amount -> amount + " PAID " + amount).toList(), column(connection,
                "select amount_minor || ' ' || status || ' ' || collected_minor from payment.payment where subject = ?::uuid order by amount_minor", id));
        expect(walk, "refunds", walk.plan.refunded == 0 ? List.of() : List.of(walk.plan.refunded + " SUCCEEDED"), column(connection,
                "select amount_minor || ' ' || status from payment.refund where subject = ?::uuid", id));
        if (walk.plan == Plan.DELIVERED_AND_COLLECTED) {
            reminder(walk, id, connection);
        }
        if (walk.plan == Plan.CANCELLED_AND_REFUNDED) {
            confirmation(walk, id, connection);
        }
        var mails = column(connection, """
                select kind from notification.mail where sent_at is not null and (subject = ?::uuid
                    or subject in (select id from payment.payment where subject = ?::uuid) or subject in (select id from payment.refund where subject = ?::uuid))
                order by kind""", id, id, id);
        walk.plan.furtherMails.forEach(mails::remove); // once
        expect(walk, "mails", walk.plan.mails, mails);
        expect(walk, "ledger", walk.plan.ledger, column(connection, """
                select account || ' ' || sum(amount_minor) from ledger.line where subject = ?::uuid group by account having sum(amount_minor) <> 0 order by account""", id));
    }

    /**
     * A reminder goes out when the booking was confirmed before the reminder's time, and never once the session has begun: an installation that was
     * down meanwhile leaves it out.
     */
    private void reminder(Walk walk, String id, Connection connection) throws SQLException {
        var row = rows(connection, """
                select starts_at at time zone 'UTC', (starts_at - %s) at time zone 'UTC', confirmed.at at time zone 'UTC',
                    (select min(written_at) at time zone 'UTC' from notification.mail where kind = 'booking.confirmation' and subject = booking.id),
                    exists (select from notification.mail where kind = 'booking.reminder' and subject = booking.id and sent_at is not null)
                from booking.booking join booking.change as confirmed on confirmed.booking_id = booking.id and confirmed.what = 'Confirmed' where booking.id = ?::uuid""".formatted(REMINDED), id);
        if (row.isEmpty() || row.getFirst().contains(null)) {
            return; // said elsewhere
        }
        var times = row.getFirst().subList(0, 4).stream().map(Audit::instant).toList();
        var starts = times.get(0);
        var due = times.get(1);
        var confirmed = times.get(2);
        var wentOn = times.get(3);
        var reminded = row.getFirst().get(4).equals("t");
        var done = flows.done("Task_SendReminder", id);
        if (reminded && confirmed.isAfter(due.plus(CLOCKS_DIFFER))) {
            say(walk, "was reminded, but confirmed only at %s, after the reminder's time %s".formatted(confirmed, due));
        }
        if (!reminded && done.isPresent() && done.get().isBefore(starts.minus(CLOCKS_DIFFER))) {
            say(walk, "was not reminded, though its flow said so at %s, before it began at %s".formatted(done.get(), starts));
        }
        if (!reminded && done.isEmpty() && wentOn.isBefore(due.minus(CLOCKS_DIFFER))) {
            say(walk, "was not reminded, though its flow went on at %s, before the reminder's time %s".formatted(wentOn, due));
        }
    }

    /** A booking is confirmed to a client by mail unless the client has cancelled by the time the flow comes to that mail. */
    private void confirmation(Walk walk, String id, Connection connection) throws SQLException {
        var row = rows(connection, """
                select cancelled.at at time zone 'UTC', (select min(written_at) at time zone 'UTC' from notification.mail where kind = 'booking.confirmation' and subject = cancelled.booking_id)
                from booking.change as cancelled where cancelled.what = 'Cancelled' and cancelled.booking_id = ?::uuid""", id);
        if (row.isEmpty()) {
            return; // said elsewhere
        }
        var cancelled = instant(row.getFirst().getFirst());
        var written = Optional.ofNullable(row.getFirst().get(1)).map(Audit::instant);
        var done = flows.done("Task_SendConfirmation", id);
        if (written.isEmpty() && done.isPresent() && done.get().isBefore(cancelled.minus(CLOCKS_DIFFER))) {
            say(walk, "has no confirmation, though its flow said so at %s, before it was cancelled at %s".formatted(done.get(), cancelled));
        }
        if (written.isPresent() && written.get().isAfter(cancelled.plus(CLOCKS_DIFFER))) {
            say(walk, "was confirmed by mail at %s, after it was cancelled at %s".formatted(written.get(), cancelled));
        }
    }

    private static Instant instant(String timestamp) {
        return LocalDateTime.parse(timestamp.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    /** Every charge at Stripe belongs to an attempt of ours, one per payment; the ledger has what Stripe has. */
    private void money(Connection connection) throws SQLException {
        var attempts = new HashMap<String, List<String>>();
        rows(connection, """
                select attempt.id, payment.id, payment.subject, payment.amount_minor, attempt.status
                from payment.attempt join payment.payment on payment.id = attempt.payment""").forEach(row -> attempts.put(row.getFirst(), row));
        var charges = world.stripe.charges().stream().filter(charge -> charge.status().equals("succeeded")).toList();
        var paid = new HashMap<String, Integer>();
        for (var charge : charges) {
            var attempt = attempts.get(charge.metadata().get("upfront_attempt"));
            if (attempt == null) {
                say(null, "charge %s at Stripe belongs to no attempt".formatted(charge.id()));
                continue;
            }
            var walk = bySubject.get(attempt.get(2));
            if (paid.merge(attempt.get(1), 1, Integer::sum) > 1) {
                say(walk, "payment %s was charged %d times".formatted(attempt.get(1), paid.get(attempt.get(1))));
            }
            if (!attempt.get(4).equals("SUCCEEDED") || !attempt.get(3).equals(String.valueOf(charge.amount()))) {
                say(walk, "Stripe took %d for an attempt that is %s over %s".formatted(charge.amount(), attempt.get(4), attempt.get(3)));
            }
        }
        var balance = sum(charges) - sum(world.stripe.refunds().stream().filter(refund -> refund.status().equals("succeeded")).toList());
        expect(null, "Stripe's balance in the ledger", List.of(String.valueOf(balance)),
                column(connection, """
                        select coalesce(sum(amount_minor), 0) from ledger.line where account = 'STRIPE_BALANCE'
                            and entry not in (select entry from ledger.line where account in ('STRIPE_FEES', 'BANK'))"""));
        expect(null, "unbalanced entries", List.of(), column(connection, "select entry from ledger.line group by entry having sum(amount_minor) <> 0"));
    }

    private static long sum(List<Recorded> moved) {
        return moved.stream().mapToLong(Recorded::amount).sum();
    }

    /** No message, no event and no mail waits for anybody; every mail reached the mail server. */
    private void nothingWaits(Connection connection) throws SQLException, MessagingException {
        expect(null, "events that nobody took", List.of(), column(connection, "select listener_id from event_publication"));
        expect(null, "webhooks that were not processed", List.of(), column(connection, "select id from payment.stripe_event where processed_at is null"));
        expect(null, "mails that were not sent", List.of(), column(connection, "select kind from notification.mail where sent_at is null"));
        expect(null, "jobs kept open", List.of(), column(connection, "select job_type || ' ' || subject from engine.open_job"));
        var arrived = new HashSet<String>();
        for (var message : world.mail().getReceivedMessages()) {
            arrived.add(message.getHeader("Message-ID")[0]);
        }
        var written = column(connection, "select number from notification.mail").size();
        if (arrived.size() != written) {
            say(null, "%d different mails arrived, %d were written".formatted(arrived.size(), written));
        }
    }

    /** One flow of each kind for each booking, package, retainer, period, payment and refund, none alive that should not be; no incident. */
    private void flows() {
        flows.incidents().forEach(incident -> say(walkOf(incident.instance()), "an incident at %s: %s".formatted(incident.element(), incident.message())));
        var kinds = Map.of("booking", "bookingId", "payment-collection", "paymentId", "refund", "refundId", "package", "packageId", "retainer", "retainerId",
                "retainer-period", "periodId", "dunning", "paymentId");
        kinds.forEach((process, subject) -> flows.instances().stream().filter(instance -> instance.process().equals(process))
                .collect(groupingBy(instance -> instance.subjects().getOrDefault(subject, "?"), TreeMap::new, Collectors.toList()))
                .forEach((id, instances) -> flows(process, id, instances)));
        var leading = flows.instances().stream().filter(instance -> List.of("booking", "package", "retainer").contains(instance.process()))
                .map(instance -> instance.subjects().get(kinds.get(instance.process()))).toList();
        led.keySet().stream().filter(id -> !leading.contains(id)).forEach(id -> say(bySubject.get(id), "no flow began for " + id));
    }

    private void flows(String process, String id, List<Instance> instances) {
        var walk = walkOf(instances.getFirst().key());
        var waits = led.getOrDefault(id, false);
        instances.stream().filter(Instance::lives).filter(left -> !waits).forEach(left -> say(walk, "flow %s %d still runs for %s".formatted(process, left.key(), id)));
        if (waits && instances.stream().noneMatch(Instance::lives)) {
            say(walk, "no flow %s waits for %s".formatted(process, id));
        }
        for (var one : instances) {
            for (var other : instances) {
                if (one.key() < other.key() && one.overlaps(other)) {
                    say(walk, "two flows %s at the same time for %s".formatted(process, id));
                }
            }
        }
    }

    private Walk walkOf(long instance) {
        var byKey = new HashMap<Long, Instance>();
        flows.instances().forEach(each -> byKey.put(each.key(), each));
        for (var at = byKey.get(instance); at != null; at = byKey.get(at.parent())) {
            var walk = at.subjects().values().stream().map(bySubject::get).filter(Objects::nonNull).findFirst();
            if (walk.isPresent()) {
                return walk.get();
            }
        }
        return null;
    }

    private void expect(Walk walk, String what, List<String> expected, List<String> found) {
        if (!expected.stream().sorted().toList().equals(found.stream().sorted().toList())) {
            say(walk, "%s: %s, not %s".formatted(what, shortened(found), shortened(expected)));
        }
    }

    private static String shortened(List<String> values) {
        return values.size() <= 12 ? values.toString() : values.stream().collect(groupingBy(value -> value, TreeMap::new, counting())).toString();
    }

    private void say(Walk walk, String sentence) {
        wrong.computeIfAbsent(walk, none -> new ArrayList<>()).add(sentence);
    }

    static List<String> column(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, sql, values).stream().map(List::getFirst).collect(Collectors.toCollection(ArrayList::new));
    }

    static List<List<String>> rows(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var number = 0; number < values.length; number++) {
                statement.setObject(number + 1, values[number]);
            }
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<List<String>>();
                while (found.next()) {
                    var row = new String[found.getMetaData().getColumnCount()];
                    for (var number = 0; number < row.length; number++) {
                        row[number] = found.getString(number + 1);
                    }
                    rows.add(Arrays.asList(row));
                }
                return rows;
            }
        }
    }
}
