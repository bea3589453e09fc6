package dev.upfront.year;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.RecordedDispute;
import dev.upfront.sandbox.stripe.RecordedMovement;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What must be true at the end of every day. Each is a sentence, and a comparison that asks the tables and Stripe's books rather than the rooms, so that a
 * room's mistake does not hide itself.
 */
final class Invariants {

    /** Money of bookings that was received and is neither earned nor on its way back, by client and currency. What an expired one got goes back, or is kept as a fee when staff decline that. */
    private static final String OF_BOOKINGS = """
            select p.client, p.currency, sum(p.collected_minor - p.refunding_minor - p.refunded_minor) as amount
            from payment.payment p join booking.booking b on b.id = p.subject left join booking.closing c on c.booking_id = b.id
            where p.purpose in ('FULL_PRICE', 'DEPOSIT') and (b.status in ('HELD', 'CONFIRMED') or b.status in ('CANCELLED', 'NOT_SHOWN') and c.settled_at is null)
            group by 1, 2""";
    /** The value of free and held credits. */
    private static final String OF_LOTS = "select client, currency, sum(value_left_minor) as amount from credits.lot group by 1, 2";
    /** Packages that are paid and have not got their credits yet; none that ended without any keeps money. */
    private static final String OF_PACKAGES = """
            select p.client, p.currency, sum(p.collected_minor - p.refunding_minor - p.refunded_minor) as amount
            from payment.payment p join packages.sale s on s.id = p.subject where s.status = 'REQUESTED' group by 1, 2""";
    /** Access for which no session is due: earned when its time is over and the next thing happens to its retainer, so a paused one keeps it until then. */
    private static final String OF_ACCESS = """
            select r.client, p.currency, sum(p.amount_minor - p.set_up_fee_minor) as amount
            from retainer.period p join retainer.retainer r on r.id = p.retainer
            where p.status = 'PAID' and p.sessions = 0 and r.status <> 'ENDED' and not exists (
                select from retainer.period later where later.retainer = p.retainer and later.kind = 'RENEWAL' and later.renewal > p.renewal)
            group by 1, 2""";
    /** Periods whose money has come and which the flow has not settled yet. */
    private static final String OF_PERIODS_TO_SETTLE = """
            select r.client, p.currency, sum(m.collected_minor - m.refunding_minor - m.refunded_minor) as amount
            from retainer.period p join retainer.retainer r on r.id = p.retainer join payment.payment m on m.subject = p.id
            where p.status in ('DUE', 'UNPAID') group by 1, 2""";

    private final Town town;

    Invariants(Town town) {
        this.town = town;
    }

    /** @throws AssertionError naming what is not true */
    void holdAlways() {
        check(always());
    }

    /** @throws AssertionError naming what is not true, once Stripe answers and what was late has come */
    void holdOnAFairDay() {
        check(Stream.of(always(), onAFairDay()).flatMap(List::stream).toList());
    }

    private static void check(List<String> broken) {
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    /** Whether there is anything of which it is not known what became of it at Stripe. */
    boolean isSomethingUnknown() {
        return count("select count(*) from payment.attempt where status in ('CREATED', 'UNKNOWN', 'PROCESSING')") + count("select count(*) from payment.stripe_event where processed_at is null")
                + count("select count(*) from payment.refund where status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING')") + town.world.engine().incidents().size()
                + count("select count(*) from event_publication") > 0;
    }

    private List<String> always() {
        var broken = new ArrayList<String>();
        none(broken, "An entry of the book does not balance", "select entry || ' ' || currency from ledger.line group by entry, currency having sum(amount_minor) <> 0");
        none(broken, "A lot's counts are not those of its bookings", """
                select l.reference || ': ' || l.bought || ' bought, ' || l.free || ' free, ' || l.held || ' held, ' || l.used || ' used, ' || l.expired || ' expired, ' || l.refunded || ' refunded; bookings hold '
                    || count(h.booking) filter (where h.status = 'HELD') || ' and used ' || count(h.booking) filter (where h.status = 'USED')
                from credits.lot l left join credits.hold h on h.lot = l.id group by l.id
                having l.bought <> l.free + l.held + l.used + l.expired + l.refunded or l.held <> count(h.booking) filter (where h.status = 'HELD')
                    or l.used <> count(h.booking) filter (where h.status = 'USED')""");
        none(broken, "A lot's value is not that of its credits", """
                select reference || ': ' || value_left_minor || ' left of ' || value_minor from credits.lot
                where value_left_minor <> case when free + held = 0 then 0 else value_minor - (used + expired + refunded) * (value_minor / bought) end""");
        none(broken, "The book has another value of a lot", """
                select l.reference || ': ' || l.value_left_minor || ', in the book ' || -coalesce(sum(b.amount_minor), 0) from credits.lot l
                left join ledger.line b on b.subject = l.id and b.account = 'UNEARNED' group by l.id having l.value_left_minor <> -coalesce(sum(b.amount_minor), 0)""");
        none(broken, "Unearned money is not the value of credits, paid sessions and running access", """
                select client || ' ' || currency || ': should be ' || sum(amount) filter (where not book) || ', in the book ' || sum(amount) filter (where book) from (
                    select false as book, * from (%s) bookings union all select false, * from (%s) lots union all select false, * from (%s) packages union all select false, * from (%s) access
                    union all select false, * from (%s) due union all select true, client, currency, -sum(amount_minor) from ledger.line where account = 'UNEARNED' group by 2, 3) every
                group by client, currency having coalesce(sum(amount) filter (where not book), 0) <> coalesce(sum(amount) filter (where book), 0)"""
                .formatted(OF_BOOKINGS, OF_LOTS, OF_PACKAGES, OF_ACCESS, OF_PERIODS_TO_SETTLE));
        // A session that took place before its renewal was paid is owed too: by the renewal, or once that is given up by its client.
        none(broken, "What clients owe for sessions is not what the book calls receivable", """
                select client || ' ' || currency || ': owed ' || coalesce(sum(amount) filter (where not book), 0) || ', in the book ' || coalesce(sum(amount) filter (where book), 0) from (
                    select false as book, client, currency, amount_minor - collected_minor as amount from payment.payment where status = 'OWED' and purpose in ('BALANCE', 'FEE')
                    union all select false, client_id, currency, session_price_minor from booking.booking where status = 'DELIVERED' and funding = 'UNFUNDED'
                    union all select true, client, currency, amount_minor from ledger.line where account = 'RECEIVABLE') every
                group by client, currency having coalesce(sum(amount) filter (where not book), 0) <> coalesce(sum(amount) filter (where book), 0)""");
        none(broken, "More is kept of a payment than was owed", "select reference from payment.payment where collected_minor - refunding_minor - refunded_minor > amount_minor");
        none(broken, "A payment says other than its attempts what came", """
                select p.reference || ': ' || p.collected_minor from payment.payment p left join payment.attempt a on a.payment = p.id group by p.id
                having p.collected_minor <> coalesce(sum(a.collected_minor), 0)""");
        none(broken, "A debt is not what is owed", """
                select p.reference || ' is ' || p.status || ', its debt ' || d.status from dunning.debt d join payment.payment p on p.id = d.payment
                where (d.status = 'OPEN') <> (p.status = 'OWED')""");
        none(broken, "A session took place twice at a time of one provider", """
                select a.reference || ' and ' || b.reference from booking.booking a join booking.booking b on a.provider_id = b.provider_id and a.id < b.id
                where a.starts_at < b.ends_at and b.starts_at < a.ends_at and a.status in ('HELD', 'CONFIRMED', 'DELIVERED') and b.status in ('HELD', 'CONFIRMED', 'DELIVERED')""");
        nobodyIsTriedTooOften(broken);
        renewalsKeepTheirDay(broken);
        return broken;
    }

    private List<String> onAFairDay() {
        var broken = new ArrayList<String>();
        chargesAreOurs(broken);
        refundsAreOurs(broken);
        accountsAreStripes(broken);
        for (var stuck : town.world.engine().incidents()) {
            broken.add("A flow stands still: %s at %s: %s".formatted(stuck.process(), stuck.element(), stuck.message()));
        }
        none(broken, "An event was not taken by its listener", "select listener_id || ' ' || serialized_event from event_publication");
        none(broken, "Stripe's word was not processed", "select id || ' ' || type || coalesce(' ' || problem, '') from payment.stripe_event where processed_at is null");
        none(broken, "A paid payment has not one receipt", """
                select p.reference || ' ' || p.purpose || ': ' || count(m.number) from payment.payment p left join notification.mail m on m.subject = p.id and m.kind = 'payment.receipt'
                where p.status = 'PAID' group by p.id having count(m.number) <> 1""");
        none(broken, "A receipt was written for what is not paid", """
                select p.reference || ' is ' || p.status from notification.mail m join payment.payment p on p.id = m.subject where m.kind = 'payment.receipt' and p.status <> 'PAID'""");
        flowsLeadWhatLives(broken);
        return broken;
    }

    /** Every live booking, package and retainer is led by a flow that runs, and no flow runs for nothing. */
    private void flowsLeadWhatLives(List<String> broken) {
        var running = town.world.engine().instances();
        lead(broken, running, "booking", "select reference, process_instance_key from booking.booking where status in ('HELD', 'CONFIRMED')");
        lead(broken, running, "package", "select reference, process_instance_key from packages.sale where status in ('REQUESTED', 'ACTIVE')");
        lead(broken, running, "retainer", "select reference, process_instance_key from retainer.retainer where status <> 'ENDED'");
        lead(broken, running, "dunning", "select p.reference || ' in dunning', d.process_instance_key from dunning.debt d join payment.payment p on p.id = d.payment where d.status = 'OPEN'");
        lead(broken, running, "dispute", "select reference, process_instance_key from dispute.dispute where status in ('OPEN', 'SUBMITTED')");
        var known = town.world.database().sql("""
                select process_instance_key from booking.booking union all select process_instance_key from packages.sale union all select process_instance_key from retainer.retainer""")
                .query(Long.class).set();
        // What no renewal paid for is collected by a flow of its own, which is not the booking's.
        var billed = town.world.database().sql("""
                select p.id::text from payment.payment p join booking.booking b on b.id = p.subject where b.funding = 'BILLED' and p.status = 'OWED'""").query(String.class).list();
        running.forEach((key, process) -> {
            if (List.of("booking", "package", "retainer").contains(process) && !known.contains(key) && billed.stream().noneMatch(town.world.engine().place(key)::contains)) {
                broken.add("A flow %s runs for nothing: %d %s".formatted(process, key, town.world.engine().place(key)));
            }
        });
    }

    private void lead(List<String> broken, Map<Long, String> running, String process, String sql) {
        town.world.database().sql(sql).query((row, number) -> Map.entry(row.getString(1), row.getLong(2))).list().forEach(row -> {
            if (!process.equals(running.get(row.getValue()))) {
                broken.add("No flow leads %s: %d is %s".formatted(row.getKey(), row.getValue(), running.get(row.getValue())));
            }
        });
    }

    private void chargesAreOurs(List<String> broken) {
        var stripes = town.stripe().chargesSucceeded().stream().map(charge -> "%s %d %s".formatted(charge.paymentIntent().orElse(""), charge.amount(), charge.currency())).sorted().toList();
        var ours = town.world.database().sql("""
                select a.intent || ' ' || a.collected_minor || ' ' || lower(p.currency) from payment.attempt a join payment.payment p on p.id = a.payment where a.status = 'SUCCEEDED' and a.kind <> 'OUTSIDE'""")
                .query(String.class).list().stream().sorted().toList();
        differ(broken, "Charges at Stripe are not those of our attempts", stripes, ours);
        var intents = town.world.database().sql("select a.intent, p.reference from payment.attempt a join payment.payment p on p.id = a.payment where a.status = 'SUCCEEDED' and a.kind <> 'OUTSIDE'")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + " and " + other));
        var back = town.stripe().refunds().stream().filter(Invariants::counts).collect(groupingBy(refund -> refund.paymentIntent().orElse(""), summingLong(Recorded::amount)));
        town.stripe().chargesSucceeded().stream().filter(charge -> charge.amount() > back.getOrDefault(charge.paymentIntent().orElse(""), 0L))
                .collect(groupingBy(charge -> intents.getOrDefault(charge.paymentIntent().orElse(""), "nothing of ours"))).forEach((payment, charges) -> {
                    if (charges.size() > 1) {
                        broken.add("%s was charged %d times: %s".formatted(payment, charges.size(), charges.stream().map(Recorded::id).toList()));
                    }
                });
    }

    /** After the day's reconciliation: what lies at Stripe, what it kept, what it paid out, and what clients' banks have taken for now. */
    private void accountsAreStripes(List<String> broken) {
        var bank = town.stripe().bank();
        var movements = bank.movements();
        same(broken, "What lies at Stripe", bank.balance(), "STRIPE_BALANCE");
        same(broken, "What Stripe kept for its work", movements.stream().collect(groupingBy(RecordedMovement::currency, summingLong(RecordedMovement::fee))), "STRIPE_FEES");
        same(broken, "What Stripe paid out", movements.stream().filter(movement -> movement.type().startsWith("payout")).collect(groupingBy(RecordedMovement::currency, summingLong(movement -> -movement.amount()))), "BANK");
        same(broken, "What clients' banks have taken for now", town.stripe().disputes().stream().filter(RecordedDispute::isOpen).collect(groupingBy(RecordedDispute::currency, summingLong(RecordedDispute::amount))), "DISPUTES");
        none(broken, "Reconciliation found what staff must see", "select kind || ' ' || about || ': ' || why from reconciliation.difference where resolved_at is null");
        none(broken, "Reconciliation does not end", "select id from reconciliation.run where ended_at is null");
    }

    private void same(List<String> broken, String what, Map<String, Long> stripes, String account) {
        var book = town.world.database().sql("select lower(currency), sum(amount_minor) from ledger.line where account = ? group by 1").param(account)
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2))).list().stream().filter(balance -> balance.getValue() != 0).collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        var theirs = stripes.entrySet().stream().filter(balance -> balance.getValue() != 0).collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!theirs.equals(book)) {
            broken.add("%s is %s, in the book %s".formatted(what, new TreeMap<>(theirs), new TreeMap<>(book)));
        }
    }

    private static boolean counts(Recorded refund) {
        return refund.status().equals("succeeded") || refund.status().equals("pending");
    }

    private void refundsAreOurs(List<String> broken) {
        var stripes = town.stripe().refunds().stream().filter(Invariants::counts).map(refund -> "%s %d".formatted(refund.id(), refund.amount())).sorted().toList();
        var ours = town.world.database().sql("select stripe_refund || ' ' || amount_minor from payment.refund where status in ('PENDING', 'SUCCEEDED')").query(String.class).list().stream().sorted().toList();
        differ(broken, "Refunds at Stripe are not ours", stripes, ours);
    }

    /** Networks allow so many tries of a declined card in a day and in 30 days; all of a client's count together, as they may be the same card. */
    private void nobodyIsTriedTooOften(List<String> broken) {
        for (var limit : Map.of("1 day", 10, "30 days", 15).entrySet()) {
            none(broken, "Cards were tried too often within " + limit.getKey(), """
                    select client || ' at ' || created_at || ': ' || tries from (select p.client, a.created_at, count(*) over (partition by p.client order by a.created_at range between interval '%s' preceding and current row) as tries
                    from payment.attempt a join payment.payment p on p.id = a.payment where a.kind = 'CARD' and a.status = 'FAILED' and a.intent is not null) every where tries > %d"""
                    .formatted(limit.getKey(), limit.getValue()));
        }
    }

    /** 31 January renews on the last of February and on 31 March; a week's renewal keeps its weekday; both keep their hour on the clock of the practice. */
    private void renewalsKeepTheirDay(List<String> broken) {
        var rows = town.world.database().sql("""
                select r.reference, r.anchor_date, r.anchor_second_of_day, r.anchor_cadence, r.anchor_zone, p.starts_at, p.renewal from retainer.period p join retainer.retainer r on r.id = p.retainer
                where p.kind = 'RENEWAL' and p.starts_at >= (r.anchor_date + r.anchor_second_of_day * interval '1 second') at time zone r.anchor_zone""")
                .query((row, number) -> {
                    var anchor = row.getDate(2).toLocalDate();
                    var zone = ZoneId.of(row.getString(5));
                    var start = row.getTimestamp(6).toInstant().atZone(zone);
                    var cadence = row.getString(4);
                    var day = cadence.endsWith("WEEK") || cadence.endsWith("WEEKS") ? start.getDayOfWeek() == anchor.getDayOfWeek()
                            : start.getDayOfMonth() == Math.min(anchor.getDayOfMonth(), start.toLocalDate().lengthOfMonth());
                    var due = start.toLocalDate().atTime(LocalTime.ofSecondOfDay(row.getInt(3))).atZone(zone);
                    return day && due.toInstant().equals(start.toInstant()) ? "" : "%s, period %d: %s, agreed on %s at %s".formatted(row.getString(1), row.getInt(7), start, anchor, due.toLocalTime());
                }).list();
        rows.stream().filter(row -> !row.isEmpty()).forEach(row -> broken.add("A renewal left its day: " + row));
    }

    private void differ(List<String> broken, String sentence, List<String> stripes, List<String> ours) {
        if (!stripes.equals(ours)) {
            var only = new ArrayList<>(stripes);
            ours.forEach(only::remove);
            var unknown = new ArrayList<>(ours);
            stripes.forEach(unknown::remove);
            broken.add("%s: only there %s, only here %s".formatted(sentence, only, unknown));
        }
    }

    private void none(List<String> broken, String sentence, String sql) {
        var rows = town.world.database().sql(sql).query(String.class).list();
        if (!rows.isEmpty()) {
            broken.add("%s: %s".formatted(sentence, rows.size() > 5 ? rows.subList(0, 5) + " and %d more".formatted(rows.size() - 5) : rows));
        }
    }

    private long count(String sql) {
        return town.world.database().sql(sql).query(Long.class).single();
    }

    /** How much of everything there was. */
    String figures() {
        return "%d bookings, %d packages, %d retainers with %d periods, %d payments, %d charges, %d declined, %d refunds, %d debts, %d disputes, %d mails".formatted(count("select count(*) from booking.booking"),
                count("select count(*) from packages.sale"), count("select count(*) from retainer.retainer"), count("select count(*) from retainer.period"), count("select count(*) from payment.payment"),
                town.stripe().chargesSucceeded().size(), town.stripe().charges().size() - town.stripe().chargesSucceeded().size(), count("select count(*) from payment.refund"), count("select count(*) from dunning.debt"), count("select count(*) from dispute.dispute"),
                count("select count(*) from notification.mail"));
    }
}
