package dev.upfront.portal.web;

import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Slot;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.portal.Reader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws weeks of free times, in the reader's zone. */
@Component
class Weeks {

    private final Calendar calendar;
    private final Catalog catalog;
    private final InstantSource clock;

    Weeks(Calendar calendar, Catalog catalog, InstantSource clock) {
        this.calendar = calendar;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * What a week is drawn from.
     *
     * @param providers any of them will do
     * @param moving the booking that looks for another time, null for a new one
     * @param weekAddress of the page with the week of that Monday
     * @param slotAddress where choosing that slot leads
     */
    record Search(List<ProviderId> providers, Duration length, Reader reader, @Nullable UUID moving,
                  Function<LocalDate, String> weekAddress, Function<Slot, String> slotAddress) {}

    /** @param wanted a day of the week to show as ISO text; else the first week with a free time is shown */
    Week week(Search search, @Nullable String wanted) {
        var today = LocalDate.ofInstant(clock.instant(), search.reader().zone());
        var thisMonday = monday(today);
        var asked = day(wanted).map(Weeks::monday).filter(monday -> !monday.isBefore(thisMonday) && start(monday, search.reader()).isBefore(horizonEnd(search)));
        var monday = asked.orElseGet(() -> free(search, clock.instant(), horizonEnd(search)).stream().findFirst()
                .map(first -> monday(LocalDate.ofInstant(first.startsAt(), search.reader().zone()))).orElse(thisMonday));
        return draw(search, monday, thisMonday);
    }

    /** The first free times from that instant on; fewer when there are not so many. */
    List<Slot> nextFree(Search search, Instant from, int many) {
        var later = free(search, from, horizonEnd(search));
        return (later.isEmpty() ? free(search, clock.instant(), horizonEnd(search)) : later).stream().limit(many).toList();
    }

    /** The slot that starts then, if one of the providers has it free. */
    Optional<Slot> slot(Search search, Instant start) {
        return free(search, start, start.plusMillis(1)).stream().filter(slot -> slot.startsAt().equals(start)).findFirst();
    }

    private Week draw(Search search, LocalDate monday, LocalDate thisMonday) {
        var reader = search.reader();
        var from = start(monday, reader);
        var to = start(monday.plusWeeks(1), reader);
        var horizonEnd = horizonEnd(search);
        var slots = free(search, from, to);
        var later = slots.isEmpty() ? nextFree(search, to, 1).stream().findFirst() : Optional.<Slot>empty();
        var nextDay = later.map(slot -> LocalDate.ofInstant(slot.startsAt(), reader.zone()));
        return new Week(title(monday, reader), monday.isAfter(thisMonday) ? search.weekAddress().apply(monday.minusWeeks(1)) : null,
                to.isBefore(horizonEnd) ? search.weekAddress().apply(monday.plusWeeks(1)) : null, days(search, monday, slots),
                nextDay.map(Weeks::monday).map(search.weekAddress()).orElse(null), nextDay.map(reader::day).orElse(null), there(search, slots));
    }

    private List<Week.Day> days(Search search, LocalDate monday, List<Slot> slots) {
        var reader = search.reader();
        var providers = providers(search);
        var byDay = slots.stream().collect(Collectors.groupingBy(slot -> LocalDate.ofInstant(slot.startsAt(), reader.zone())));
        return Stream.iterate(monday, day -> day.plusDays(1)).limit(7).map(day -> new Week.Day("day-" + day,
                day.getDayOfWeek().getDisplayName(TextStyle.FULL, reader.words()), day.getDayOfWeek().getDisplayName(TextStyle.FULL, reader.words()).substring(0, 2),
                Integer.toString(day.getDayOfMonth()), reader.date(day),
                byDay.getOrDefault(day, List.of()).stream().map(slot -> time(search, slot, providers.get(slot.provider()))).toList())).toList();
    }

    private static Week.Time time(Search search, Slot slot, Provider provider) {
        var reader = search.reader();
        var there = otherClock(slot, provider, reader) ? reader.in(provider.zone()).time(slot.startsAt()) : null;
        var spoken = reader.day(slot.startsAt()) + ", " + reader.time(slot.startsAt());
        return new Week.Time(reader.time(slot.startsAt()), search.slotAddress().apply(slot),
                there == null ? spoken : "%s, %s in %s".formatted(spoken, there, Reader.place(provider.zone())), there);
    }

    /** Whose clock the smaller times are; null when all clocks show the same. */
    private @Nullable String there(Search search, List<Slot> slots) {
        var providers = providers(search);
        var others = slots.stream().filter(slot -> otherClock(slot, providers.get(slot.provider()), search.reader())).map(slot -> providers.get(slot.provider()))
                .distinct().map(provider -> "on %s’s clock in %s".formatted(provider.name(), Reader.place(provider.zone()))).toList();
        return others.isEmpty() ? null : "The smaller time is " + String.join(", or ", others) + ".";
    }

    private Map<ProviderId, Provider> providers(Search search) {
        return search.providers().stream().map(catalog::provider).collect(Collectors.toMap(Provider::id, provider -> provider));
    }

    private static boolean otherClock(Slot slot, Provider provider, Reader reader) {
        return !provider.zone().getRules().getOffset(slot.startsAt()).equals(reader.zone().getRules().getOffset(slot.startsAt()));
    }

    /** Free times of all providers by start, one for each start: the first provider's who has it. */
    private List<Slot> free(Search search, Instant from, Instant to) {
        var byStart = new ArrayList<Slot>();
        for (var provider : search.providers()) {
            byStart.addAll(search.moving() == null ? calendar.freeSlots(provider, search.length(), from, to)
                    : calendar.freeSlotsToMove(search.moving(), provider, search.length(), from, to));
        }
        return byStart.stream().collect(Collectors.toMap(Slot::startsAt, slot -> slot, (first, other) -> first)).values().stream()
                .sorted(Comparator.comparing(Slot::startsAt)).toList();
    }

    private Instant horizonEnd(Search search) {
        return clock.instant().plus(search.providers().stream().map(provider -> calendar.schedule(provider).horizon()).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
    }

    private static String title(LocalDate monday, Reader reader) {
        return reader.date(monday) + " – " + reader.date(monday.plusDays(6));
    }

    private static Instant start(LocalDate day, Reader reader) {
        return day.atStartOfDay(reader.zone()).toInstant();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException typed) {
            return Optional.empty();
        }
    }
}
