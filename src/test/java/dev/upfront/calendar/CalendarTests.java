package dev.upfront.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The calendar on a real PostgreSQL; each test has a provider of its own, who works every day from 9 to 17 in Berlin. */
@RoomTest
class CalendarTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant TUESDAY_TEN = Instant.parse("2026-03-03T09:00:00Z");
    private static final Instant TUESDAY_TWO = Instant.parse("2026-03-03T13:00:00Z");

    @Autowired
    Calendar calendar;

    @Autowired
    Catalog catalog;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    private ProviderId ada;

    @BeforeEach
    void aProviderWhoWorks() {
        ada = newProvider();
    }

    @Test
    void keepsWhenAProviderWorks() {
        var read = calendar.schedule(ada);

        assertThat(read.workingHours()).isEqualTo(everyDay(9, 17));
        assertThat(read.bufferAfter()).isEqualTo(Duration.ofMinutes(15));
        var changed = calendar.save(new Schedule(ada, List.of(new WorkingHours(DayOfWeek.FRIDAY, LocalTime.of(22, 30), LocalTime.MIDNIGHT)),
                Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofDays(3), Duration.ofDays(400), Duration.ofMinutes(5), read.version()));
        assertThat(calendar.schedule(ada)).isEqualTo(changed);
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.save(read)).withMessageContaining("Somebody else changed these working hours meanwhile");
    }

    @Test
    void hasNothingToBookBeforeWorkingHoursAreGiven() {
        var bo = catalog.save(new Provider(ProviderId.next(), "Bo", "bo@example.org", ZoneId.of("UTC"), true)).id();

        assertThat(calendar.schedule(bo).workingHours()).isEmpty();
        assertThat(calendar.freeSlots(bo, HOUR, TUESDAY_TEN, TUESDAY_TWO)).isEmpty();
    }

    @Test
    void offersNoSlotOfAProviderWhoIsNotActive() {
        var provider = catalog.provider(ada);
        catalog.save(new Provider(ada, "Ada", provider.mail(), provider.zone(), false, provider.version()));

        assertThat(calendar.freeSlots(ada, HOUR, TUESDAY_TEN, TUESDAY_TWO)).isEmpty();
        assertThatExceptionOfType(SlotNotOffered.class).isThrownBy(() -> hold(UUID.randomUUID(), TUESDAY_TEN))
                .withMessage("Ada cannot be booked any more. Nothing was booked and nothing was charged: choose another time.");
    }

    @Test
    void doesNotOfferAHeldSlotNorItsBuffers() {
        hold(UUID.randomUUID(), TUESDAY_TEN);

        assertThat(freeOnTuesday()).containsExactly("10:30Z", "11:00Z", "11:30Z", "12:00Z", "12:30Z", "13:00Z", "13:30Z", "14:00Z", "14:30Z", "15:00Z");
    }

    @Test
    void holdsASlotOnce() {
        var booking = UUID.randomUUID();

        var held = hold(booking, TUESDAY_TEN);

        assertThat(hold(booking, TUESDAY_TEN)).isEqualTo(held).isEqualTo(new Slot(ada, TUESDAY_TEN, TUESDAY_TEN.plus(HOUR)));
        assertThat(calendar.slot(booking)).contains(held);
        clock.advanceTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(hold(booking, TUESDAY_TEN)).isEqualTo(held);
        assertThatIllegalStateException().isThrownBy(() -> hold(booking, TUESDAY_TWO));
    }

    @Test
    void refusesASlotThatTouchesAnother() {
        hold(UUID.randomUUID(), TUESDAY_TEN);

        for (var start : List.of(TUESDAY_TEN, TUESDAY_TEN.minus(Duration.ofMinutes(30)), TUESDAY_TEN.plus(HOUR))) {
            assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> hold(UUID.randomUUID(), start))
                    .withMessage("This time has just been taken by somebody else. Nothing was booked and nothing was charged: choose another time.");
        }
        hold(UUID.randomUUID(), TUESDAY_TEN.plus(Duration.ofMinutes(90)));
    }

    @Test
    void refusesASlotThatIsNotOffered() {
        for (var start : List.of("2026-03-02T07:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:10:00Z", "2026-03-03T16:00:00Z", "2027-03-02T09:00:00Z")) {
            assertThatExceptionOfType(SlotNotOffered.class).isThrownBy(() -> hold(UUID.randomUUID(), Instant.parse(start)));
        }
        calendar.addTimeOff(ada, TUESDAY_TEN, TUESDAY_TWO, "Dentist");
        assertThatExceptionOfType(SlotNotOffered.class).isThrownBy(() -> hold(UUID.randomUUID(), TUESDAY_TEN.plus(HOUR)));
    }

    @Test
    void leavesTheCallersTransactionUsableAfterARefusal() {
        hold(UUID.randomUUID(), TUESDAY_TEN);
        var moving = UUID.randomUUID();
        hold(moving, TUESDAY_TWO);
        var instead = UUID.randomUUID();

        transaction.executeWithoutResult(status -> {
            assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> hold(instead, TUESDAY_TEN));
            assertThatExceptionOfType(SlotNotOffered.class).isThrownBy(() -> hold(instead, TUESDAY_TEN.plusSeconds(1)));
            assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> calendar.move(moving, ada, TUESDAY_TEN, HOUR));
            hold(instead, TUESDAY_TEN.plus(Duration.ofHours(2)));
        });

        assertThat(calendar.slot(instead)).isPresent();
        assertThat(calendar.slot(moving).orElseThrow().startsAt()).isEqualTo(TUESDAY_TWO);
    }

    @Test
    void releasesASlotForOthers() {
        var booking = UUID.randomUUID();
        hold(booking, TUESDAY_TEN);

        calendar.release(booking);
        calendar.release(booking);
        calendar.release(UUID.randomUUID());

        assertThat(calendar.slot(booking)).isEmpty();
        hold(UUID.randomUUID(), TUESDAY_TEN);
        assertThatIllegalStateException().isThrownBy(() -> hold(booking, TUESDAY_TEN)).withMessageContaining("released its slot");
        assertThatIllegalStateException().isThrownBy(() -> calendar.move(booking, ada, TUESDAY_TWO, HOUR)).withMessageContaining("no slot to move");
    }

    @Test
    void movesABookingOnce() {
        var booking = UUID.randomUUID();
        hold(booking, TUESDAY_TEN);

        var moved = calendar.move(booking, ada, TUESDAY_TWO, HOUR);

        assertThat(calendar.move(booking, ada, TUESDAY_TWO, HOUR)).isEqualTo(moved);
        assertThat(calendar.slot(booking)).contains(moved);
        hold(UUID.randomUUID(), TUESDAY_TEN);
        assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> hold(UUID.randomUUID(), TUESDAY_TWO));
    }

    @Test
    void movesABookingToATimeThatOverlapsItsOwn() {
        var booking = UUID.randomUUID();
        hold(booking, TUESDAY_TEN);
        var halfAnHourLater = TUESDAY_TEN.plus(Duration.ofMinutes(30));

        assertThat(calendar.freeSlots(ada, HOUR, halfAnHourLater, halfAnHourLater.plusSeconds(1))).isEmpty();
        assertThat(calendar.freeSlotsToMove(booking, ada, HOUR, TUESDAY_TEN, halfAnHourLater.plusSeconds(1))).as("not the time it has")
                .extracting(Slot::startsAt).containsExactly(halfAnHourLater);
        assertThat(calendar.move(booking, ada, halfAnHourLater, HOUR).startsAt()).isEqualTo(halfAnHourLater);
    }

    @Test
    void movesABookingToAnotherProvider() {
        var booking = UUID.randomUUID();
        var bo = newProvider();
        hold(booking, TUESDAY_TEN);

        calendar.move(booking, bo, TUESDAY_TEN, HOUR);

        assertThat(calendar.slot(booking).orElseThrow().provider()).isEqualTo(bo);
        hold(UUID.randomUUID(), TUESDAY_TEN);
    }

    @Test
    void keepsTheOldSlotWhenTheNewOneIsNotToBeHad() {
        var booking = UUID.randomUUID();
        hold(booking, TUESDAY_TEN);
        hold(UUID.randomUUID(), TUESDAY_TWO);

        assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> calendar.move(booking, ada, TUESDAY_TWO, HOUR));
        assertThatExceptionOfType(SlotNotOffered.class).isThrownBy(() -> calendar.move(booking, ada, TUESDAY_TWO.plusSeconds(60), HOUR));

        assertThat(calendar.slot(booking).orElseThrow().startsAt()).isEqualTo(TUESDAY_TEN);
        assertThatExceptionOfType(SlotTaken.class).isThrownBy(() -> hold(UUID.randomUUID(), TUESDAY_TEN));
    }

    @Test
    void keepsTimeOffUntilItIsRemoved() {
        var off = calendar.addTimeOff(ada, TUESDAY_TEN, TUESDAY_TWO, "Dentist");

        assertThat(calendar.timeOff(ada, TUESDAY_TEN)).containsExactly(off);
        assertThat(calendar.timeOff(ada, TUESDAY_TWO)).isEmpty();
        assertThat(freeOnTuesday()).containsExactly("08:00Z", "13:00Z", "13:30Z", "14:00Z", "14:30Z", "15:00Z");
        calendar.removeTimeOff(off.id());
        assertThat(freeOnTuesday()).hasSize(15);
    }

    @Test
    void givesOneSlotToOneOfFiftyWhoWantIt() throws Exception {
        var outcomes = race(50, number -> () -> hold(UUID.randomUUID(), TUESDAY_TEN));

        assertThat(outcomes).isEqualTo(Map.of("Slot", 1L, "SlotTaken", 49L));
    }

    @Test
    void givesOneSlotToOneOfManyWhoMoveToItOrHoldIt() throws Exception {
        var bookings = IntStream.range(0, 8).mapToObj(number -> UUID.randomUUID()).toList();
        for (int number = 0; number < bookings.size(); number++) {
            hold(bookings.get(number), TUESDAY_TWO.plus(Duration.ofDays(1 + number)));
        }

        var outcomes = race(16, number -> () -> number < 8 ? calendar.move(bookings.get(number), ada, TUESDAY_TEN, HOUR) : hold(UUID.randomUUID(), TUESDAY_TEN));

        assertThat(outcomes).isEqualTo(Map.of("Slot", 1L, "SlotTaken", 15L));
        assertThat(bookings).allSatisfy(booking -> assertThat(calendar.slot(booking)).isPresent());
    }

    @Test
    void holdsASlotOnceThoughAskedManyTimesAtOnce() throws Exception {
        var booking = UUID.randomUUID();

        assertThat(race(10, number -> () -> hold(booking, TUESDAY_TEN))).isEqualTo(Map.of("Slot", 10L));
    }

    @Test
    void letsTwoBookingsThatWantEachOthersSlotKeepTheirOwn() throws Exception {
        var bookings = List.of(UUID.randomUUID(), UUID.randomUUID());
        var starts = List.of(TUESDAY_TEN, TUESDAY_TWO);
        hold(bookings.get(0), starts.get(0));
        hold(bookings.get(1), starts.get(1));

        assertThat(race(2, number -> () -> calendar.move(bookings.get(number), ada, starts.get(1 - number), HOUR))).isEqualTo(Map.of("SlotTaken", 2L));
        assertThat(calendar.slot(bookings.get(0)).orElseThrow().startsAt()).isEqualTo(TUESDAY_TEN);
        assertThat(calendar.slot(bookings.get(1)).orElseThrow().startsAt()).isEqualTo(TUESDAY_TWO);
    }

    @Test
    void cannotOverlapEvenByHand() {
        hold(UUID.randomUUID(), TUESDAY_TEN);

        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> database.sql("""
                        insert into calendar.slot (booking_id, provider, starts_at, ends_at, blocked)
                        select gen_random_uuid(), provider, ends_at, ends_at + interval '1 hour', tstzrange(ends_at, ends_at + interval '1 hour')
                        from calendar.slot where provider = ?
                        """).param(ada.value()).update())
                .havingRootCause().withMessageContaining("slots_of_a_provider_do_not_overlap");
    }

    private Map<String, Long> race(int runners, Function<Integer, Callable<Slot>> run) throws Exception {
        var start = new CyclicBarrier(runners);
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(runners)) {
            var results = threads.invokeAll(IntStream.range(0, runners).<Callable<String>>mapToObj(number -> () -> {
                start.await();
                try {
                    return run.apply(number).call().getClass().getSimpleName();
                } catch (RuntimeException refusal) {
                    return refusal instanceof SlotTaken ? "SlotTaken" : refusal.toString();
                }
            }).toList());
            for (var result : results) {
                outcomes.add(result.get());
            }
        }
        return outcomes.stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    }

    private List<String> freeOnTuesday() {
        return calendar.freeSlots(ada, HOUR, Instant.parse("2026-03-03T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z")).stream()
                .map(slot -> slot.startsAt().toString().substring(11, 16) + "Z").toList();
    }

    private Slot hold(UUID booking, Instant startsAt) {
        return calendar.hold(booking, ada, startsAt, HOUR);
    }

    private ProviderId newProvider() {
        var id = catalog.save(new Provider(ProviderId.next(), "Ada", "ada@example.org", ZoneId.of("Europe/Berlin"), true)).id();
        calendar.save(new Schedule(id, everyDay(9, 17), Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(4), Duration.ofDays(60), Duration.ofMinutes(30)));
        return id;
    }

    private static List<WorkingHours> everyDay(int from, int to) {
        return Arrays.stream(DayOfWeek.values()).map(day -> new WorkingHours(day, LocalTime.of(from, 0), LocalTime.of(to, 0))).toList();
    }
}
