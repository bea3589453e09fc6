package dev.upfront.ops.web.setup;

import dev.upfront.calendar.Schedule;
import dev.upfront.calendar.WorkingHours;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.ops.web.Typed;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms of a provider and of when they can be booked. */
final class ProviderForms {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,2})[:.]?(\\d{2})?\\s*[-–—]\\s*(\\d{1,2})[:.]?(\\d{2})?");

    private ProviderForms() {
    }

    static Typed of(Provider provider) {
        return Typed.of(Map.of("name", provider.name(), "mail", provider.mail(), "zone", provider.zone().getId(),
                "active", provider.active() ? "yes" : "no", "version", provider.version()));
    }

    static @Nullable Provider provider(ProviderId id, Typed typed) {
        var name = typed.text("name", "Give the provider's name, as clients see it.");
        var mail = typed.text("mail", "Give the provider's mail address.");
        var zone = typed.zone("zone");
        var version = typed.attempt(Typed.FORM, () -> Integer.parseInt(typed.text("version")));
        return typed.refused() ? null : typed.attempt("mail", () -> new Provider(id, name, mail, zone, typed.has("active", "yes"), version));
    }

    /** One field per weekday, such as "9:00–12:00, 13:00–17:00". */
    static Typed of(Schedule schedule) {
        var values = new HashMap<String, Object>();
        for (var day : DayOfWeek.values()) {
            values.put(day.name(), schedule.workingHours().stream().filter(hours -> hours.day() == day)
                    .map(hours -> hours.from() + "–" + hours.to()).collect(Collectors.joining(", ")));
        }
        values.put("bufferBefore", Typed.write(schedule.bufferBefore()));
        values.put("bufferAfter", Typed.write(schedule.bufferAfter()));
        values.put("minimumNotice", Typed.write(schedule.minimumNotice()));
        values.put("horizon", Typed.write(schedule.horizon()));
        values.put("slotStep", Typed.write(schedule.slotStep()));
        values.put("version", schedule.version());
        return Typed.of(values);
    }

    static @Nullable Schedule schedule(ProviderId provider, Typed typed) {
        var hours = new ArrayList<WorkingHours>();
        for (var day : DayOfWeek.values()) {
            hours.addAll(hours(day, typed));
        }
        var bufferBefore = typed.length("bufferBefore");
        var bufferAfter = typed.length("bufferAfter");
        var minimumNotice = typed.length("minimumNotice");
        var horizon = typed.length("horizon");
        var slotStep = typed.length("slotStep");
        var version = typed.attempt(Typed.FORM, () -> Integer.parseInt(typed.text("version")));
        return typed.refused() ? null : typed.attempt(Typed.FORM,
                () -> new Schedule(provider, hours, bufferBefore, bufferAfter, minimumNotice, horizon, slotStep, version));
    }

    private static List<WorkingHours> hours(DayOfWeek day, Typed typed) {
        var hours = new ArrayList<WorkingHours>();
        for (var part : typed.text(day.name()).split("[,;]")) {
            var range = RANGE.matcher(part.strip());
            if (range.matches()) {
                typed.attempt(day.name(), () -> hours.add(new WorkingHours(day, time(range.group(1), range.group(2)), time(range.group(3), range.group(4)))));
            } else if (!part.isBlank()) {
                typed.refuse(day.name(), "Write hours such as 9:00–12:00, 13:00–17:00; nothing for a day off.");
            }
        }
        return hours;
    }

    private static LocalTime time(String hour, @Nullable String minute) {
        try {
            return hour.equals("24") ? LocalTime.MIDNIGHT : LocalTime.of(Integer.parseInt(hour), minute == null ? 0 : Integer.parseInt(minute));
        } catch (DateTimeException nonsense) {
            throw new IllegalArgumentException("There is no such time of day.", nonsense);
        }
    }
}
