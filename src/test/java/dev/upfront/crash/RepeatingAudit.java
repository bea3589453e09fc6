package dev.upfront.crash;

import dev.upfront.crash.Audit.Leads;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what the application's database says about a package or a retainer with what its client did. */
final class RepeatingAudit {

    interface Comparison {
        void expect(Walk walk, String what, List<String> expected, List<String> found);
    }

    interface Complaint {
        void say(Walk walk, String sentence);
    }

    private final Connection connection;
    private final Comparison comparison;
    private final Complaint complaint;

    RepeatingAudit(Connection connection, Comparison comparison, Complaint complaint) {
        this.connection = connection;
        this.comparison = comparison;
        this.complaint = complaint;
    }

    /** @return whatever is paid or led by a flow, with what that flow is like in the end */
    Map<String, Leads> look(Walk walk) throws SQLException {
        var subjects = walk.plan.isPackage() ? packages(walk) : retainer(walk);
        if (!subjects.isEmpty()) {
            money(walk, List.copyOf(subjects.keySet()));
        }
        return subjects;
    }

    private Map<String, Leads> packages(Walk walk) throws SQLException {
        var sales = rows("""
                select s.id, s.status from packages.sale s where s.request_key = ? or s.renews in (select id from packages.sale where request_key = ?) order by s.created_at""",
                walk.requestKey(), walk.requestKey());
        comparison.expect(walk, "packages", List.of("ACTIVE", "ACTIVE"), sales.stream().map(sale -> sale.get(1)).toList());
        var subjects = new LinkedHashMap<String, Leads>();
        sales.forEach(sale -> subjects.put(sale.getFirst(), Leads.WAITS));
        var bookings = rows("""
                select b.id, b.status from booking.booking b join credits.hold h on h.booking = b.id join credits.lot l on l.id = h.lot
                where l.source in (select id from packages.sale where request_key = ?)""", walk.requestKey());
        var delivered = walk.plan == Plan.PACKAGE_DELIVERED;
        comparison.expect(walk, "bookings", List.of(delivered ? "DELIVERED" : "CONFIRMED"), bookings.stream().map(booking -> booking.get(1)).toList());
        bookings.forEach(booking -> subjects.put(booking.getFirst(), delivered ? Leads.ENDED : Leads.WAITS));
        return subjects;
    }

    private Map<String, Leads> retainer(Walk walk) throws SQLException {
        var retainers = rows("select id, status from retainer.retainer where request_key = ?", walk.requestKey());
        comparison.expect(walk, "retainers", List.of("ACTIVE"), retainers.stream().map(retainer -> retainer.get(1)).toList());
        var subjects = new LinkedHashMap<String, Leads>();
        for (var retainer : retainers) {
            subjects.put(retainer.getFirst(), Leads.WAITS);
            var periods = rows("select id, kind || ' ' || status from retainer.period where retainer = ?::uuid order by number", retainer.getFirst());
            comparison.expect(walk, "periods", List.of("RENEWAL PAID", walk.plan == Plan.PLAN_CHANGED ? "CHANGE PAID" : "RENEWAL PAID"), periods.stream().map(period -> period.get(1)).toList());
            periods.forEach(period -> subjects.put(period.getFirst(), Leads.NOTHING));
        }
        return subjects;
    }

    private void money(Walk walk, List<String> subjects) throws SQLException {
        var these = "('%s')".formatted(String.join("', '", subjects));
        var payments = rows("""
                select id, amount_minor, status || ' ' || collected_minor || ' ' || refunding_minor + refunded_minor
                from payment.payment where subject in %s order by created_at""".formatted(these));
        var charges = payments.stream().map(payment -> Long.valueOf(payment.get(1))).toList();
        comparison.expect(walk, "payments", walk.plan == Plan.PLAN_CHANGED ? List.of(String.valueOf(walk.plan.charges.getFirst()), "what was shown") : strings(walk.plan.charges),
                charges.stream().map(amount -> walk.plan == Plan.PLAN_CHANGED && wasShown(walk, amount) ? "what was shown" : String.valueOf(amount)).toList());
        for (var payment : payments) {
            if (!payment.get(2).equals("PAID %s 0".formatted(payment.get(1)))) {
                complaint.say(walk, "payment %s over %s is %s".formatted(payment.getFirst(), payment.get(1), payment.get(2)));
            }
        }
        comparison.expect(walk, "lots", walk.plan.lots, column("""
                select bought || ': ' || free || ' free, ' || held || ' held, ' || used || ' used' || case when expired + refunded > 0 then ', gone ' || expired + refunded else '' end
                from credits.lot where source in %s order by granted_at""".formatted(these)));
        comparison.expect(walk, "lots whose counts and value are not those of the bookings and the ledger", List.of(), column("""
                select l.reference from credits.lot l where source in %s and (
                    l.bought <> l.free + l.held + l.used + l.expired + l.refunded
                    or l.held <> (select count(*) from credits.hold h where h.lot = l.id and h.status = 'HELD')
                    or l.used <> (select count(*) from credits.hold h where h.lot = l.id and h.status = 'USED')
                    or l.value_left_minor <> (select -coalesce(sum(amount_minor), 0) from ledger.line where account = 'UNEARNED' and subject = l.id))""".formatted(these)));
        var change = charges.stream().mapToLong(Long::longValue).sum() - walk.plan.charges.stream().mapToLong(Long::longValue).sum();
        comparison.expect(walk, "ledger", walk.plan.ledger.stream().map(line -> moved(line, change)).toList(), column("""
                select account || ' ' || sum(amount_minor) from ledger.line
                where (subject in %s or subject in (select id from credits.lot where source in %s)) and entry not in (select entry from ledger.line where account in ('STRIPE_FEES', 'BANK'))
                group by account having sum(amount_minor) <> 0 order by account""".formatted(these, these)));
        comparison.expect(walk, "debts", walk.plan.isDunned() ? List.of("RECOVERED") : List.of(), column("""
                select status from dunning.debt where payment in (select id from payment.payment where subject in %s)""".formatted(these)));
        mails(walk, these);
    }

    private static boolean wasShown(Walk walk, long amount) {
        return walk.shown().stream().anyMatch(button -> button.contains("€%d.%02d".formatted(amount / 100, amount % 100)));
    }

    /** What the rest of a period costs depends on the second of the change. */
    private static String moved(String line, long by) {
        var parts = line.split(" ");
        var amount = Long.parseLong(parts[1]);
        return parts[0] + " " + (parts[0].equals("STRIPE_BALANCE") ? amount + by : parts[0].equals("UNEARNED") ? amount - by : amount);
    }

    private void mails(Walk walk, String subjects) throws SQLException {
        var expected = new ArrayList<>(walk.plan.isPackage() ? List.of("packages.requested", "packages.welcome", "packages.welcome") : List.of("retainer.agreed", "retainer.began"));
        expected.addAll(List.of("payment.receipt", "payment.receipt"));
        if (walk.plan.isPackage()) {
            expected.addAll(List.of("booking.held", "booking.confirmation"));
        }
        if (walk.plan.isDunned()) {
            expected.add("dunning.declined");
        }
        var found = column("""
                select kind from notification.mail where sent_at is not null and (subject in %s
                    or subject in (select id from payment.payment where subject in %s))""".formatted(subjects, subjects));
        found.remove("booking.reminder"); // depends on when things happened, at most once
        found.remove("retainer.renewal-notice");
        comparison.expect(walk, "mails", expected, found);
    }

    private static List<String> strings(List<Long> amounts) {
        return amounts.stream().map(String::valueOf).toList();
    }

    private List<String> column(String sql, Object... values) throws SQLException {
        return Audit.column(connection, sql, values);
    }

    private List<List<String>> rows(String sql, Object... values) throws SQLException {
        return Audit.rows(connection, sql, values);
    }
}
