package dev.upfront.ops.web.booking;

import dev.upfront.booking.Bookings;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.booking.BookingStatus;
import dev.upfront.dunning.Debt;
import dev.upfront.ops.web.Disputed;
import dev.upfront.ops.web.Waiting;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What is on today and in the days after, and what needs a person. */
@Controller
class TodayController {

    private static final int DAYS = 8;

    private final Bookings bookings;
    private final SessionRows rows;
    private final Waiting waiting;
    private final Catalog catalog;
    private final Calendar calendar;

    TodayController(Bookings bookings, SessionRows rows, Waiting waiting, Catalog catalog, Calendar calendar) {
        this.bookings = bookings;
        this.rows = rows;
        this.waiting = waiting;
        this.catalog = catalog;
        this.calendar = calendar;
    }

    /** What is still to be set up before a client can book. */
    record SetUp(boolean practice, boolean provider, boolean hours, boolean offering) {
        public boolean complete() {
            return provider && hours && offering;
        }
    }

    @GetMapping("/ops")
    String today(@ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("days", days(words, practice.zone()));
        model.addAttribute("reviews", rows.of(waiting.noShowsToReview(), words));
        model.addAttribute("notTakenUp", rows.of(waiting.notTakenUp(), words));
        model.addAttribute("differences", waiting.differences());
        model.addAttribute("disputes", waiting.disputesToDecide().stream().map(dispute -> new Disputed.Notice("stuck", "%s disputed%s: hand the evidence in, or accept".formatted(
                words.money(dispute.amount()), dispute.answerBy() == null ? "" : ", the bank waits until " + words.moment(dispute.answerBy())), "/ops/disputes/" + dispute.id())).toList());
        var stuck = waiting.stuckMoney();
        model.addAttribute("decisions", stuck.stream().filter(money -> money.decisionWaits()).count());
        model.addAttribute("stuck", stuck.size());
        var debts = waiting.debts();
        model.addAttribute("debts", debts.size());
        model.addAttribute("debtsToDecide", debts.stream().filter(Debt::waitsForStaff).count());
        model.addAttribute("unpaidRetainers", waiting.unpaidRetainers());
        model.addAttribute("retainersNotTakenUp", waiting.retainersNotTakenUp());
        model.addAttribute("setUp", setUp(practice));
        return "ops/today";
    }

    /** Day in words → its sessions; today is always there, other days only with sessions. */
    private Map<String, List<SessionRow>> days(Wording words, ZoneId zone) {
        var today = LocalDate.ofInstant(words.now(), zone);
        var days = new LinkedHashMap<String, List<SessionRow>>();
        for (var ahead = 0; ahead < DAYS; ahead++) {
            var day = today.plusDays(ahead);
            var sessions = rows.of(bookings.startingBetween(start(day, zone), start(day.plusDays(1), zone)).stream()
                    .filter(booking -> !EnumSet.of(BookingStatus.CANCELLED, BookingStatus.EXPIRED).contains(booking.status())).toList(), words);
            if (ahead == 0 || !sessions.isEmpty()) {
                days.put(ahead == 0 ? "Today, " + words.reader().day(day) : words.reader().day(day), sessions);
            }
        }
        return days;
    }

    private SetUp setUp(Practice practice) {
        var providers = catalog.providers();
        return new SetUp(!practice.name().equals("Your practice"), !providers.isEmpty(),
                providers.stream().anyMatch(provider -> !calendar.schedule(provider.id()).workingHours().isEmpty()),
                !catalog.offeringsOnSale().isEmpty());
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
