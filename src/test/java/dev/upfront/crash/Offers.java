package dev.upfront.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What can be booked: sessions of a minute by many providers around the clock, so that nobody takes another's time and a session is soon over. */
final class Offers {

    private static final int PROVIDERS = 100;
    /** Minutes between the beginnings of a provider's sessions; the next provider begins a minute later. */
    private static final int STEP = 5;
    private static final List<UUID> IDS = new ArrayList<>();

    static {
        for (var number = 0; number < PROVIDERS; number++) {
            IDS.add(new UUID(0x7000L, number + 1));
        }
    }

    private final Set<Walk.Slot> given = new HashSet<>();

    /** A time that nobody else gets: within minutes for a session that shall take place, in days for one that is cancelled. */
    synchronized Walk.Slot slot(Plan plan) {
        var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(switch (plan) {
            case DELIVERED_AND_COLLECTED, PACKAGE_DELIVERED -> Duration.ofMinutes(2);
            default -> Duration.ofDays(3);
        });
        while (true) {
            for (var number = (int) (minute.getEpochSecond() / 60 % STEP); number < PROVIDERS; number += STEP) {
                var slot = new Walk.Slot(IDS.get(number), minute);
                if (given.add(slot)) {
                    return slot;
                }
            }
            minute = minute.plus(Duration.ofMinutes(1));
        }
    }

    static void open(Connection connection) throws SQLException {
        var all = "array(select id from catalog.provider)";
        try (var statement = connection.createStatement()) {
            for (var number = 0; number < PROVIDERS; number++) {
                var id = IDS.get(number);
                statement.execute("insert into catalog.provider values ('%s', 'Ada Test', 'ada@provider.example', 'UTC', true, 0)".formatted(id));
                statement.execute("insert into calendar.schedule values ('%s', 'PT0S', 'PT0S', 'PT0S', 'P30D', 'PT5M', 0)".formatted(id));
                var position = 0;
                for (var day : DayOfWeek.values()) {
                    statement.execute("insert into calendar.working_hours values ('%s', %d, '%s', '00:%02d', '00:00')".formatted(id, position++, day, number % STEP));
                }
            }
            statement.execute(offering("full", "FULL", "null, null", "{}", "{}", all));
            statement.execute(offering("deposit", "DEPOSIT", "4000, 'EUR'", "{intake-coaching}", "{coaching-agreement}", all));
            statement.execute(offering("counselled", "FULL", "null, null", "{}", "{}", all));
            var sessions = "'{%s}'".formatted(idOf("counselled"));
            statement.execute("insert into catalog.package_offer values ('%s', 'bundle', 'Bundle', 'Two.', 2, 20000, 'EUR', %s, '{0}', null, null, 0, false, '{}', true, 0)"
                    .formatted(idOf("bundle"), sessions));
            statement.execute(plan("weekly", 10_001, sessions));
            statement.execute(plan("more", 20_001, sessions));
        }
    }

    private static String plan(String slug, long amount, String sessions) {
        return ("insert into catalog.retainer_plan values ('%s', '%s', 'Every week', 'Sessions.', %d, 'EUR', 'WEEK', %d, %s, null, 1, 0, 0, null, null, 0, 'MOVE_ANCHOR', 'NOW', null, '{}', true, 0)")
                .formatted(idOf(slug), slug, amount, slug.equals("more") ? 4 : 2, sessions);
    }

    private static String offering(String slug, String terms, String deposit, String forms, String contracts, String providers) {
        return ("insert into catalog.offering values ('%s', '%s', 'Session', 'A minute.', 'PT1M', 12000, 'EUR', '%s', %s, null, 'PT24H', 'PT24H', 5000, 10000, "
                + "'%s', '%s', %s, 'Video call', true, 0)").formatted(idOf(slug), slug, terms, deposit, forms, contracts, providers);
    }

    private static UUID idOf(String slug) {
        return UUID.nameUUIDFromBytes(slug.getBytes());
    }
}
