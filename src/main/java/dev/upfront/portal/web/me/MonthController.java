package dev.upfront.portal.web.me;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.upfront.ledger.ClientAccounts;
import dev.upfront.ledger.Movement;
import dev.upfront.ledger.Standing;
import dev.upfront.ledger.Statement;
import dev.upfront.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The client's month in money, out of the same book that staff read: what stood at its beginning, what moved, what stands at its end. */
@Controller
class MonthController {

    private static final YearMonth FIRST = YearMonth.of(2000, 1);

    private final ClientAccounts accounts;
    private final InstantSource clock;

    MonthController(ClientAccounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param later null in the month that runs */
    record View(String month, String earlier, @Nullable String later, boolean runs, List<InCurrency> currencies) {}

    record InCurrency(String code, Figures opening, List<Row> rows, Figures closing) {}

    /** @param goingBack null when no refund is on its way */
    record Figures(String owed, String unearned, @Nullable String goingBack) {}

    /** @param changes such as "paid +€40.00", one for each thing that changed */
    record Row(String when, String what, List<String> changes) {}

    /** The book moves what was paid from a period to its credits, and what a credit was worth to what was earned, in entries of their own; to the client that is one thing. */
    private record Event(Instant at, String cause) {

        static Event of(Movement movement) {
            return new Event(movement.at(), movement.cause());
        }
    }

    @GetMapping("/me/statement")
    ModelAndView statement(SignedIn who, @RequestParam(defaultValue = "") String month) {
        var reader = who.reader();
        var now = clock.instant();
        var latest = YearMonth.from(LocalDate.ofInstant(now, reader.zone()));
        var shown = month(month, latest);
        UUID client = who.client().id().value();
        var inCurrencies = accounts.standings(client, now).stream()
                .map(standing -> inCurrency(accounts.statement(client, shown, reader.zone(), standing.currency()), who)).toList();
        var view = new View(DateTimeFormatter.ofPattern("MMMM yyyy", reader.words()).format(shown), shown.minusMonths(1).toString(),
                shown.isBefore(latest) ? shown.plusMonths(1).toString() : null, shown.equals(latest), inCurrencies);
        return new ModelAndView("portal/me/statement", "view", view);
    }

    private static YearMonth month(String typed, YearMonth latest) {
        try {
            var month = YearMonth.parse(typed);
            return month.isBefore(FIRST) ? FIRST : month.isAfter(latest) ? latest : month;
        } catch (DateTimeException nothingTyped) {
            return latest;
        }
    }

    private static InCurrency inCurrency(Statement statement, SignedIn who) {
        return new InCurrency(statement.opening().currency().getCurrencyCode(), figures(statement.opening(), who),
                statement.movements().stream().collect(groupingBy(Event::of, LinkedHashMap::new, toList())).entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue(), who)).filter(row -> !row.changes().isEmpty()).toList(), figures(statement.closing(), who));
    }

    private static Figures figures(Standing standing, SignedIn who) {
        return new Figures(who.reader().money(standing.owed()), who.reader().money(standing.unearned()),
                standing.goingBack().isPositive() ? who.reader().money(standing.goingBack()) : null);
    }

    private static Row row(Event event, List<Movement> movements, SignedIn who) {
        var changes = Stream.of(signed("Paid", sum(movements, Standing::received), who), signed("Still to come", sum(movements, Standing::unearned), who),
                signed("Used", sum(movements, Standing::earned), who), signed("Owed", sum(movements, Standing::owed), who)).filter(words -> !words.isEmpty()).toList();
        return new Row(who.reader().dateWithYear(event.at()), words(event.cause()), changes);
    }

    private static Money sum(List<Movement> movements, Function<Standing, Money> figure) {
        return movements.stream().map(movement -> figure.apply(movement.change())).reduce(Money::plus).orElseThrow();
    }

    private static String signed(String word, Money amount, SignedIn who) {
        return amount.isZero() ? "" : "%s %s%s".formatted(word, amount.isPositive() ? "+" : "−", who.reader().money(amount.isPositive() ? amount : amount.negated()));
    }

    /** The book's words for what happened, in the client's. */
    private static String words(String cause) {
        return switch (cause) {
            case "payment.collected", "payment.collectedOutside" -> "You paid";
            case "booking.delivered" -> "Your session took place";
            case "credits.used" -> "A credit was used";
            case "retainer.accessEarned" -> "Your retainer ran";
            case "retainer.setUpFeeEarned" -> "Set-up fee";
            case "payment.writtenOff" -> "Not asked for any more";
            default -> said(cause);
        };
    }

    /** "refund.succeeded" becomes "Refund succeeded"; what only tells one credit from another is left out. */
    private static String said(String cause) {
        var words = cause.replaceAll("^(\\w+\\.\\w+).*", "$1").replace('.', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
