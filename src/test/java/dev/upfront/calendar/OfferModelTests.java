package dev.upfront.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.ProviderId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Random schedules around clock changes, against a model that looks at each minute by itself. */
class OfferModelTests {

    private static final int CASES = 400;
    private static final int DAYS = 5;
    private static final int MARGIN_MINUTES = 12 * 60;
    private static final List<String> CHANGES = List.of("Europe/Berlin 2026-03-29", "Europe/Berlin 2026-10-25", "America/New_York 2026-03-08",
            "America/New_York 2026-11-01", "Australia/Lord_Howe 2026-04-05", "Australia/Lord_Howe 2026-10-04", "Africa/Cairo 2026-04-24",
            "Africa/Cairo 2026-10-30", "Asia/Kathmandu 2026-06-01");

    @Test
    void offersExactlyWhatTheModelOffers() {
        long seed = RandomGenerator.getDefault().nextLong();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int number = 0; number < CASES; number++) {
            var example = Example.random(random);
            assertThat(example.offer().free(example.from(), example.to(), example.busy()).stream().map(Slot::startsAt).toList())
                    .as("case %d of seed %d: %s", number, seed, example)
                    .isEqualTo(new Model(example).starts());
        }
    }

    private record Example(Offer offer, Instant from, Instant to, List<Span> busy) {

        static Example random(RandomGenerator random) {
            var change = CHANGES.get(random.nextInt(CHANGES.size())).split(" ");
            var zone = ZoneId.of(change[0]);
            var from = LocalDateTime.parse(change[1] + "T00:00").minusDays(random.nextInt(DAYS)).plusMinutes(random.nextInt(24 * 60)).atZone(zone).toInstant();
            var to = from.plus(Duration.ofDays(DAYS));
            var schedule = new Schedule(ProviderId.next(), hours(random), minutes(random, 0, 45), minutes(random, 0, 45),
                    minutes(random, 0, 24 * 60), Duration.ofDays(2 + random.nextInt(6)), minutes(random, 5, 90));
            var offer = new Offer(schedule, zone, spans(random, from, to, 3, 20 * 60), minutes(random, 5, 180), from.minus(minutes(random, 0, 24 * 60)));
            return new Example(offer, from, to, spans(random, from, to, 12, 120));
        }

        private static List<WorkingHours> hours(RandomGenerator random) {
            var hours = new ArrayList<WorkingHours>();
            for (var day : DayOfWeek.values()) {
                int minute = random.nextInt(3) == 0 ? 0 : random.nextInt(6 * 60);
                while (minute < 24 * 60) {
                    int end = random.nextInt(4) == 0 ? 24 * 60 : Math.min(24 * 60, minute + 1 + random.nextInt(8 * 60));
                    hours.add(new WorkingHours(day, LocalTime.ofSecondOfDay(minute * 60L), end == 24 * 60 ? LocalTime.MIDNIGHT : LocalTime.ofSecondOfDay(end * 60L)));
                    minute = end + (random.nextBoolean() ? 0 : random.nextInt(5 * 60));
                }
            }
            return hours;
        }

        private static List<Span> spans(RandomGenerator random, Instant from, Instant to, int atMost, int longestMinutes) {
            var spans = new ArrayList<Span>();
            for (int left = random.nextInt(atMost + 1); left > 0; left--) {
                var start = from.plus(minutes(random, 0, (int) Duration.between(from, to).toMinutes()));
                spans.add(new Span(start, start.plus(minutes(random, 1, longestMinutes))));
            }
            return spans;
        }

        private static Duration minutes(RandomGenerator random, int least, int most) {
            return Duration.ofMinutes(random.nextInt(least, most + 1));
        }
    }

    /** Each minute from a margin before the asked time to one after it is a bit. */
    private static final class Model {

        private final Example example;
        private final Schedule schedule;
        private final Instant origin;
        private final BitSet closed;
        private final BitSet busy;

        Model(Example example) {
            this.example = example;
            this.schedule = example.offer().schedule();
            this.origin = example.from().minus(Duration.ofMinutes(MARGIN_MINUTES));
            this.closed = minutesThat(minute -> range(minute).isEmpty() || within(example.offer().timeOff(), minute));
            this.busy = minutesThat(minute -> within(example.busy(), minute));
        }

        List<Instant> starts() {
            var starts = new ArrayList<Instant>();
            for (var minute = example.from(); minute.isBefore(example.to()); minute = minute.plusSeconds(60)) {
                if (mayStart(minute) && isFree(minute)) {
                    starts.add(minute);
                }
            }
            return starts;
        }

        private boolean mayStart(Instant minute) {
            var now = example.offer().now();
            return range(minute).filter(range -> Duration.between(range.from(), local(minute).toLocalTime()).toMinutes() % schedule.slotStep().toMinutes() == 0).isPresent()
                    && !minute.isBefore(now.plus(schedule.minimumNotice())) && minute.isBefore(now.plus(schedule.horizon()));
        }

        private boolean isFree(Instant start) {
            var end = start.plus(example.offer().length());
            return none(closed, start, end) && none(busy, start.minus(schedule.bufferBefore()), end.plus(schedule.bufferAfter()));
        }

        private boolean none(BitSet minutes, Instant from, Instant to) {
            int first = minutes.nextSetBit(index(from));
            return first < 0 || first >= index(to);
        }

        private BitSet minutesThat(Predicate<Instant> holds) {
            var minutes = new BitSet();
            for (int minute = 0; minute < DAYS * 24 * 60 + 2 * MARGIN_MINUTES; minute++) {
                minutes.set(minute, holds.test(origin.plusSeconds(minute * 60L)));
            }
            return minutes;
        }

        private int index(Instant minute) {
            return (int) Duration.between(origin, minute).toMinutes();
        }

        private LocalDateTime local(Instant minute) {
            return LocalDateTime.ofInstant(minute, example.offer().zone());
        }

        private Optional<WorkingHours> range(Instant minute) {
            var local = local(minute);
            return schedule.workingHours().stream()
                    .filter(range -> range.day() == local.getDayOfWeek() && !local.toLocalTime().isBefore(range.from())
                            && (range.to().equals(LocalTime.MIDNIGHT) || local.toLocalTime().isBefore(range.to())))
                    .findAny();
        }

        private static boolean within(List<Span> spans, Instant minute) {
            return spans.stream().anyMatch(span -> !minute.isBefore(span.from()) && minute.isBefore(span.to()));
        }
    }
}
