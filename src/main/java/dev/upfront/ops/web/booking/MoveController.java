package dev.upfront.ops.web.booking;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.NotAllowed;
import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Slot;
import dev.upfront.calendar.SlotNotOffered;
import dev.upfront.calendar.SlotTaken;
import dev.upfront.catalog.Catalog;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Wording;
import dev.upfront.portal.When;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Giving a booking another time: a week of the provider's free times, then what changes, then the move. */
@Controller
class MoveController {

    private final Bookings bookings;
    private final Calendar calendar;
    private final Catalog catalog;

    MoveController(Bookings bookings, Calendar calendar, Catalog catalog) {
        this.bookings = bookings;
        this.calendar = calendar;
        this.catalog = catalog;
    }

    @GetMapping("/ops/bookings/{id}/move")
    String choose(@PathVariable UUID id, @RequestParam(defaultValue = "") String week, @RequestParam(defaultValue = "") String start,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash) {
        var booking = bookings.booking(new BookingId(id));
        var refusal = bookings.whyNotMovable(booking, true);
        if (refusal.isPresent()) {
            flash.addFlashAttribute("problem", refusal.get());
            return "redirect:/ops/bookings/" + id;
        }
        var from = instant(start);
        var zone = catalog.provider(booking.provider()).zone();
        var first = from != null ? LocalDate.ofInstant(from, words.reader().zone()) : date(week, LocalDate.ofInstant(booking.startsAt(), words.reader().zone()));
        model.addAttribute("booking", booking);
        model.addAttribute("present", When.of(booking.startsAt(), booking.endsAt(), words.reader(), zone));
        model.addAttribute("chosen", from == null ? null : When.of(from, from.plus(booking.length()), words.reader(), zone));
        model.addAttribute("week", week(booking, first, words));
        return "ops/move";
    }

    @PostMapping("/ops/bookings/{id}/move")
    String move(@PathVariable UUID id, @RequestParam(defaultValue = "") String start, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        var to = instant(start);
        try {
            if (to == null) {
                flash.addFlashAttribute("problem", "Choose a time first. Nothing was moved.");
                return "redirect:/ops/bookings/" + id + "/move";
            }
            bookings.move(new BookingId(id), to, who.name(), true);
            flash.addFlashAttribute("done", "The session is moved. The client gets a mail with the new time; what was paid stays with the booking.");
        } catch (SlotTaken | SlotNotOffered unavailable) {
            flash.addFlashAttribute("problem", unavailable instanceof SlotTaken
                    ? "This time has just been taken. The session keeps the time it had: choose another one." : unavailable.getMessage());
            return "redirect:/ops/bookings/" + id + "/move";
        } catch (NotAllowed sentence) {
            flash.addFlashAttribute("problem", sentence.getMessage());
        }
        return "redirect:/ops/bookings/" + id;
    }

    private FreeWeek week(Booking booking, LocalDate somewhere, Wording words) {
        var reader = words.reader();
        var monday = somewhere.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var after = monday.plusWeeks(1);
        var free = calendar.freeSlotsToMove(booking.id().value(), booking.provider(), booking.length(),
                monday.atStartOfDay(reader.zone()).toInstant(), after.atStartOfDay(reader.zone()).toInstant());
        var here = "/ops/bookings/%s/move".formatted(booking.id());
        var days = IntStream.range(0, 7).mapToObj(monday::plusDays).map(day -> day(day, free, here, words)).toList();
        var today = LocalDate.ofInstant(words.now(), reader.zone());
        var lastDay = LocalDate.ofInstant(words.now().plus(calendar.schedule(booking.provider()).horizon()), reader.zone());
        return new FreeWeek(reader.date(monday) + " – " + reader.date(after.minusDays(1)), monday.isAfter(today) ? here + "?week=" + monday.minusWeeks(1) : null,
                after.isAfter(lastDay) ? null : here + "?week=" + after, days);
    }

    private static FreeWeek.Day day(LocalDate day, List<Slot> free, String here, Wording words) {
        var reader = words.reader();
        var times = free.stream()
                .filter(slot -> LocalDate.ofInstant(slot.startsAt(), reader.zone()).equals(day))
                .map(slot -> new FreeWeek.Time(reader.time(slot.startsAt()), here + "?start=" + slot.startsAt(), reader.day(day) + ", " + reader.time(slot.startsAt())))
                .toList();
        return new FreeWeek.Day(day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), reader.date(day), times);
    }

    private static @Nullable Instant instant(String typed) {
        try {
            return typed.isBlank() ? null : Instant.parse(typed);
        } catch (DateTimeException nonsense) {
            return null;
        }
    }

    private static LocalDate date(String typed, LocalDate otherwise) {
        try {
            return typed.isBlank() ? otherwise : LocalDate.parse(typed);
        } catch (DateTimeException nonsense) {
            return otherwise;
        }
    }
}
