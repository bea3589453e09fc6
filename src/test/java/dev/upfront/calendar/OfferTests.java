package dev.upfront.calendar;

import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.catalog.ProviderId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots around the days on which clocks are changed, and all else that a schedule says. Times are written with their offset from UTC. */
class OfferTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @Test
    void offersNoHourThatTheSpringChangeSkipsInBerlin() {
        assertThat(startsOn("2026-03-29", "Europe/Berlin", HOUR, HOUR, hours(SUNDAY, "00:00", "05:00")))
                .containsExactly("2026-03-29T00:00+01:00", "2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
    }

    @Test
    void offersTheHourThatTheAutumnChangeRepeatsInBerlinTwice() {
        assertThat(startsOn("2026-10-25", "Europe/Berlin", HOUR, HOUR, hours(SUNDAY, "01:00", "04:00")))
                .containsExactly("2026-10-25T01:00+02:00", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void offersNoHourThatTheSpringChangeSkipsInNewYork() {
        assertThat(startsOn("2026-03-08", "America/New_York", HOUR, HOUR, hours(SUNDAY, "01:00", "04:00")))
                .containsExactly("2026-03-08T01:00-05:00", "2026-03-08T03:00-04:00");
    }

    @Test
    void offersTheHourThatTheAutumnChangeRepeatsInNewYorkTwice() {
        assertThat(startsOn("2026-11-01", "America/New_York", HOUR, HOUR, hours(SUNDAY, "00:00", "03:00")))
                .containsExactly("2026-11-01T00:00-04:00", "2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00");
    }

    @Test
    void followsAChangeOfHalfAnHourOnLordHowe() {
        assertThat(startsOn("2026-10-04", "Australia/Lord_Howe", HALF_HOUR, HALF_HOUR, hours(SUNDAY, "01:00", "03:30")))
                .containsExactly("2026-10-04T01:00+10:30", "2026-10-04T01:30+10:30", "2026-10-04T02:30+11:00", "2026-10-04T03:00+11:00");
        assertThat(startsOn("2026-04-05", "Australia/Lord_Howe", HALF_HOUR, HALF_HOUR, hours(SUNDAY, "01:00", "02:30")))
                .containsExactly("2026-04-05T01:00+11:00", "2026-04-05T01:30+11:00", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30");
    }

    @Test
    void letsASessionRunAcrossAChange() {
        assertThat(startsOn("2026-03-29", "Europe/Berlin", HOUR, Duration.ofHours(2), hours(SUNDAY, "01:00", "05:00")))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00");
    }

    @Test
    void doesNotBridgeTheHourBetweenTwoOccurrencesOfTheSameWorkingHalfHour() {
        assertThat(startsOn("2026-10-25", "Europe/Berlin", HALF_HOUR, HOUR, hours(SUNDAY, "01:30", "02:30")))
                .containsExactly("2026-10-25T01:30+02:00");
        assertThat(startsOn("2026-10-25", "Europe/Berlin", HALF_HOUR, HALF_HOUR, hours(SUNDAY, "01:30", "02:30")))
                .containsExactly("2026-10-25T01:30+02:00", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00");
    }

    @Test
    void isTheSameForAClientInAnotherZone() {
        var offer = offer("America/New_York", HOUR, HOUR, hours(DayOfWeek.THURSDAY, "18:00", "20:00"));
        var fridayInTokyo = LocalDate.parse("2026-11-27").atStartOfDay(ZoneId.of("Asia/Tokyo"));

        assertThat(starts(offer, fridayInTokyo.toInstant(), fridayInTokyo.plusDays(1).toInstant(), "Asia/Tokyo"))
                .containsExactly("2026-11-27T08:00+09:00", "2026-11-27T09:00+09:00");
    }

    @Test
    void joinsRangesThatTouchEvenOverMidnight() {
        var offer = offer("UTC", HOUR, Duration.ofHours(2), hours(SUNDAY, "22:00", "00:00"), hours(DayOfWeek.MONDAY, "00:00", "01:00"));

        assertThat(starts(offer, at("2026-03-15T00:00Z"), at("2026-03-17T00:00Z"), "UTC"))
                .containsExactly("2026-03-15T22:00Z", "2026-03-15T23:00Z");
    }

    @Test
    void beginsEachRangesStepsAtItsOwnBeginning() {
        assertThat(startsOn("2026-03-15", "UTC", HOUR, HALF_HOUR, hours(SUNDAY, "09:15", "11:45"), hours(SUNDAY, "14:00", "14:30")))
                .containsExactly("2026-03-15T09:15Z", "2026-03-15T10:15Z", "2026-03-15T11:15Z", "2026-03-15T14:00Z");
    }

    @Test
    void keepsTheSameStepsWhateverMomentIsAskedFrom() {
        var offer = offer("UTC", HOUR, HOUR, hours(SUNDAY, "09:00", "13:00"));

        assertThat(starts(offer, at("2026-03-15T10:00:01Z"), at("2026-03-15T12:00:00Z"), "UTC")).containsExactly("2026-03-15T11:00Z");
    }

    @Test
    void keepsBuffersFreeOnBothSidesOfWhatIsBusy() {
        var offer = new Offer(new Schedule(ProviderId.next(), List.of(hours(SUNDAY, "08:00", "16:00")), HALF_HOUR, HOUR, Duration.ZERO, Duration.ofDays(60), HALF_HOUR),
                ZoneId.of("UTC"), List.of(), HOUR, at("2026-03-02T08:00Z"));
        var busy = offer.blockedBy(at("2026-03-15T11:00Z"));

        assertThat(busy).isEqualTo(new Span(at("2026-03-15T10:30Z"), at("2026-03-15T13:00Z")));
        assertThat(offer.free(at("2026-03-15T00:00Z"), at("2026-03-16T00:00Z"), List.of(busy))).extracting(slot -> text(slot.startsAt(), "UTC"))
                .containsExactly("2026-03-15T08:00Z", "2026-03-15T08:30Z", "2026-03-15T13:30Z", "2026-03-15T14:00Z", "2026-03-15T14:30Z", "2026-03-15T15:00Z");
    }

    @Test
    void offersNothingInTimeOff() {
        var off = List.of(new Span(at("2026-03-15T10:30Z"), at("2026-03-15T12:00Z")), new Span(at("2026-03-15T11:00Z"), at("2026-03-15T11:30Z")));
        var offer = new Offer(schedule(HOUR, hours(SUNDAY, "09:00", "14:00")), ZoneId.of("UTC"), off, HOUR, at("2026-03-02T08:00Z"));

        assertThat(starts(offer, at("2026-03-15T00:00Z"), at("2026-03-16T00:00Z"), "UTC"))
                .containsExactly("2026-03-15T09:00Z", "2026-03-15T12:00Z", "2026-03-15T13:00Z");
    }

    @Test
    void saysWhyASlotIsNotOffered() {
        var schedule = new Schedule(ProviderId.next(), everyDay("09:00", "17:00"), Duration.ZERO, Duration.ZERO, Duration.ofHours(12), Duration.ofDays(10), HOUR);
        var offer = new Offer(schedule, ZoneId.of("UTC"), List.of(), HOUR, at("2026-03-02T08:00Z"));

        assertThat(offer.refusal(at("2026-03-02T07:00Z"))).contains("This time has passed.");
        assertThat(offer.refusal(at("2026-03-02T19:00Z"))).contains("It is too late to book this time.");
        assertThat(offer.refusal(at("2026-03-12T09:00Z"))).contains("This time is further ahead than can be booked yet.");
        assertThat(offer.refusal(at("2026-03-03T08:00Z"))).contains("No session is given at this time.");
        assertThat(offer.refusal(at("2026-03-03T09:30Z"))).contains("No session is given at this time.");
        assertThat(offer.refusal(at("2026-03-03T09:00Z"))).isEmpty();
        assertThat(offer.refusal(at("2026-03-11T16:00Z"))).isEmpty();
    }

    private static List<String> startsOn(String date, String zone, Duration step, Duration length, WorkingHours... hours) {
        var day = LocalDate.parse(date).atStartOfDay(ZoneId.of(zone));
        return starts(offer(zone, step, length, hours), day.toInstant(), day.plusDays(1).toInstant(), zone);
    }

    private static List<String> starts(Offer offer, Instant from, Instant to, String zone) {
        return offer.free(from, to, List.of()).stream().map(slot -> text(slot.startsAt(), zone)).toList();
    }

    private static Offer offer(String zone, Duration step, Duration length, WorkingHours... hours) {
        return new Offer(schedule(step, hours), ZoneId.of(zone), List.of(), length, at("2026-03-02T08:00Z"));
    }

    private static Schedule schedule(Duration step, WorkingHours... hours) {
        return new Schedule(ProviderId.next(), List.of(hours), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(365), step);
    }

    private static WorkingHours hours(DayOfWeek day, String from, String to) {
        return new WorkingHours(day, LocalTime.parse(from), LocalTime.parse(to));
    }

    private static List<WorkingHours> everyDay(String from, String to) {
        return Arrays.stream(DayOfWeek.values()).map(day -> hours(day, from, to)).toList();
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String text(Instant instant, String zone) {
        return OffsetDateTime.ofInstant(instant, ZoneId.of(zone)).toString();
    }
}
