package dev.upfront.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What can be booked: an hour for 120 euros with 40 euros in advance, a form and a contract, by providers who each have an offering of their own and
 * work from eight to eight every day in UTC.
 */
final class Offers {

    /** The time that one booking takes. @param slug of the offering */
    record Place(String slug, Instant start) {
        LocalDate day() {
            return LocalDate.ofInstant(start, ZoneOffset.UTC);
        }
    }

    private static final int PROVIDERS = 40;
    private static final int HOURS_A_DAY = 12;
    private static final int OPENS_AT = 8;

    private final LocalDate firstDay = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(2);

    /** Every number has a place of its own. */
    Place place(int number) {
        var turn = number / PROVIDERS;
        var start = firstDay.plusDays(turn / HOURS_A_DAY).atTime(LocalTime.of(OPENS_AT + turn % HOURS_A_DAY, 0)).toInstant(ZoneOffset.UTC);
        return new Place("load-" + number % PROVIDERS, start);
    }

    static void open(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var number = 0; number < PROVIDERS; number++) {
                var provider = new UUID(0x7000L, number);
                statement.execute("insert into catalog.provider values ('%s', 'Ada Test', 'ada@provider.example', 'UTC', true, 0)".formatted(provider));
                statement.execute("insert into calendar.schedule values ('%s', 'PT0S', 'PT0S', 'PT0S', 'P365D', 'PT1H', 0)".formatted(provider));
                for (var day : DayOfWeek.values()) {
                    statement.execute("insert into calendar.working_hours values ('%s', %d, '%s', '%02d:00', '%02d:00')"
                            .formatted(provider, day.ordinal(), day, OPENS_AT, OPENS_AT + HOURS_A_DAY));
                }
                statement.execute(("insert into catalog.offering values ('%s', 'load-%d', 'Coaching session', 'An hour on one question that matters to you.', 'PT1H', "
                        + "12000, 'EUR', 'DEPOSIT', 4000, 'EUR', null, 'PT24H', 'PT24H', 5000, 10000, '{intake-coaching}', '{coaching-agreement}', array['%s'::uuid], "
                        + "'Video call', true, 0)").formatted(new UUID(0x7100L, number), number, provider));
            }
        }
    }
}
