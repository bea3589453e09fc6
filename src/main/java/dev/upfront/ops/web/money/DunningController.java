package dev.upfront.ops.web.money;

import dev.upfront.client.Clients;
import dev.upfront.dunning.Action;
import dev.upfront.dunning.Debt;
import dev.upfront.dunning.Debts;
import dev.upfront.dunning.NotAllowed;
import dev.upfront.dunning.Sentences;
import dev.upfront.ops.SignedInStaff;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Typed;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Means;
import dev.upfront.payment.Obstacle;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dunning board, and what staff do about one debt. */
@Controller
class DunningController {

    private final Debts debts;
    private final Payments payments;
    private final Clients clients;
    private final Operate operate;

    DunningController(Debts debts, Payments payments, Clients clients, Operate operate) {
        this.debts = debts;
        this.payments = payments;
        this.clients = clients;
        this.operate = operate;
    }

    /** Debts for which the same comes next, oldest first. */
    record Next(String title, String total, List<Row> rows) {
    }

    /**
     * A debt as the board shows it.
     *
     * @param next what comes next and when; null while it is being looked at
     * @param mayTry whether a card is there that may be tried
     */
    record Row(Debt debt, Payment payment, String client, String amount, String age, String since, String why, @Nullable String next, boolean mayTry, boolean suspended) {
        public SubjectLink subject() {
            return SubjectLink.of(payment.subject());
        }
    }

    @GetMapping("/ops/dunning")
    String board(@ModelAttribute("words") Wording words, Model model) {
        var open = debts.open();
        var owed = payments.ofSubjects(open.stream().map(Debt::subject).toList()).stream().collect(Collectors.toMap(Payment::id, payment -> payment));
        model.addAttribute("groups", groups(open, owed, words));
        model.addAttribute("count", open.size());
        return "ops/dunning";
    }

    /** What needs staff first, then what takes most away from the client. */
    private List<Next> groups(List<Debt> open, Map<PaymentId, Payment> owed, Wording words) {
        var byAction = new EnumMap<Action, List<Debt>>(Action.class);
        var toDecide = open.stream().filter(Debt::waitsForStaff).toList();
        open.stream().filter(debt -> !debt.waitsForStaff() && debt.nextAction() != null)
                .forEach(debt -> byAction.computeIfAbsent(debt.nextAction(), none -> new ArrayList<>()).add(debt));
        var lookedAt = open.stream().filter(debt -> debt.nextAction() == null).toList();
        var groups = new ArrayList<Next>();
        add(groups, "You decide", toDecide, owed, words);
        for (var action : List.of(Action.GIVE_UP, Action.RELEASE_SESSIONS, Action.SUSPEND_BOOKING, Action.ALERT_STAFF, Action.RETRY, Action.MAIL_CLIENT)) {
            add(groups, "Next: " + title(action), byAction.getOrDefault(action, List.of()), owed, words);
        }
        add(groups, "Being looked at", lookedAt, owed, words);
        return groups;
    }

    private void add(List<Next> groups, String title, List<Debt> these, Map<PaymentId, Payment> owed, Wording words) {
        if (!these.isEmpty()) {
            groups.add(new Next(title, total(these, words), these.stream().sorted(Comparator.comparing(Debt::openedAt))
                    .map(debt -> row(debt, owed.get(debt.paymentId()), words)).toList()));
        }
    }

    private Row row(Debt debt, Payment payment, Wording words) {
        return new Row(debt, payment, clients.client(debt.clientId()).name(), words.money(debt.amount()), words.age(debt.openedAt()), words.moment(debt.openedAt()),
                sentence(Sentences.why(debt.obstacle())), next(debt, words), mayTry(debt), debt.suspendsOn(today(words)));
    }

    private static @Nullable String next(Debt debt, Wording words) {
        if (debt.nextAction() == null || debt.nextAt() == null) {
            return null;
        }
        return debt.waitsForStaff() ? "Nothing more is done by itself. You are reminded %s.".formatted(words.moment(debt.nextAt()))
                : "%s %s.".formatted(Sentences.next(debt.nextAction()), debt.nextAt().isBefore(words.now()) ? "now" : words.moment(debt.nextAt()));
    }

    private static boolean mayTry(Debt debt) {
        return debt.obstacle() == Obstacle.SOFT_DECLINE || debt.obstacle() == Obstacle.INSUFFICIENT_FUNDS || debt.obstacle() == Obstacle.AUTHENTICATION;
    }

    private static String title(Action action) {
        return switch (action) {
            case RETRY -> "charge the card again";
            case MAIL_CLIENT -> "write to the client";
            case ALERT_STAFF -> "alert you";
            case SUSPEND_BOOKING -> "suspend booking";
            case RELEASE_SESSIONS -> "release unpaid sessions";
            case GIVE_UP -> "give up";
        };
    }

    private static String total(List<Debt> these, Wording words) {
        return these.stream().collect(Collectors.groupingBy(debt -> debt.amount().currency().getCurrencyCode(), TreeMap::new,
                Collectors.reducing(null, Debt::amount, (one, other) -> one == null ? other : one.plus(other))))
                .values().stream().map(words::money).collect(Collectors.joining(" and "));
    }

    @GetMapping("/ops/dunning/{id}")
    String debt(@PathVariable UUID id, @ModelAttribute("words") Wording words, Model model) {
        return show(new PaymentId(id), Typed.of(Map.of("until", today(words).plusDays(7))), words, model);
    }

    @PostMapping("/ops/dunning/{id}/extend")
    String extend(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var until = typed.date("until");
        if (until != null && (until.isBefore(today(words)) || until.isAfter(today(words).plusYears(1)))) {
            typed.refuse("until", "Choose a day from today on, within a year.");
        }
        if (until == null || typed.refused()) {
            response.setStatus(422);
            return show(new PaymentId(id), typed, words, model);
        }
        return act(id, flash, "Until %s is over, nothing is charged, mailed or suspended for this.".formatted(words.reader().day(until)),
                () -> debts.extend(new PaymentId(id), until, who.name()));
    }

    @PostMapping("/ops/dunning/{id}/retry")
    String retry(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        return act(id, flash, "The card is being charged now; what comes of it stands here in a moment.", () -> debts.retryNow(new PaymentId(id), who.name()));
    }

    @PostMapping("/ops/dunning/{id}/paid")
    String paid(@PathVariable UUID id, @RequestParam Means means, @AuthenticationPrincipal SignedInStaff who, RedirectAttributes flash) {
        if (debts.paidOutside(new PaymentId(id), means, who.name())) {
            flash.addFlashAttribute("done", means == Means.CASH ? "Noted: paid in cash." : "Noted: paid by bank transfer.");
        } else {
            flash.addFlashAttribute("problem", "It was settled before, so nothing was noted. If you hold money for it as well, give it back.");
        }
        return "redirect:/ops/dunning/" + id;
    }

    @PostMapping("/ops/dunning/{id}/write-off")
    String writeOff(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedInStaff who,
            @ModelAttribute("words") Wording words, Model model, RedirectAttributes flash, HttpServletResponse response) {
        var typed = Typed.in(parameters);
        var reason = typed.text("reason", "Say why: it stands on the timeline.");
        if (typed.refused()) {
            response.setStatus(422);
            return show(new PaymentId(id), typed, words, model);
        }
        if (debts.writeOff(new PaymentId(id), reason, who.name())) {
            flash.addFlashAttribute("done", "The debt is written off.");
        } else {
            flash.addFlashAttribute("problem", "It was settled meanwhile, so nothing was written off.");
        }
        return "redirect:/ops/dunning/" + id;
    }

    private static String act(UUID id, RedirectAttributes flash, String done, Runnable act) {
        try {
            act.run();
            flash.addFlashAttribute("done", done);
        } catch (NotAllowed refusal) {
            flash.addFlashAttribute("problem", refusal.getMessage());
        }
        return "redirect:/ops/dunning/" + id;
    }

    private String show(PaymentId id, Typed typed, Wording words, Model model) {
        var debt = debts.find(id).orElseThrow();
        var payment = payments.payment(id);
        model.addAttribute("row", row(debt, payment, words));
        model.addAttribute("form", typed);
        model.addAttribute("today", today(words));
        model.addAttribute("writeOffMeans", writeOffMeans(payment));
        model.addAttribute("extendedUntil", debt.extendedUntil() == null || debt.extendedUntil().isBefore(today(words)) ? null : words.reader().day(debt.extendedUntil()));
        model.addAttribute("process", operate.waitingAt(id.value(), "dunning.awaitMoney"));
        model.addAttribute("timeline", debts.timeline(id).stream().map(change -> new Happening(change.at(), "neutral", change.what(), change.by(), null)).toList());
        return "ops/debt";
    }

    private static String writeOffMeans(Payment payment) {
        var end = "The client is not asked any more, and the pay page is closed. This can’t be taken back.";
        return payment.purpose() == Purpose.RETAINER_PERIOD ? "The period stays without sessions, and the retainer ends. " + end
                : payment.purpose() == Purpose.PACKAGE ? "The package is not renewed. " + end : "In the book it moves from receivable to written off. " + end;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static LocalDate today(Wording words) {
        return LocalDate.ofInstant(words.now(), words.reader().zone());
    }
}
