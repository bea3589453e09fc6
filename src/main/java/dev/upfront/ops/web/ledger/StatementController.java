package dev.upfront.ops.web.ledger;

import dev.upfront.catalog.Practice;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.ledger.ClientAccounts;
import dev.upfront.ledger.Movement;
import dev.upfront.ledger.Standing;
import dev.upfront.money.Money;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Subjects;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Subject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A client’s month, printable: opening, movements, closing. */
@Controller
class StatementController {

    private static final YearMonth FIRST = YearMonth.of(2000, 1);

    private final Clients clients;
    private final ClientAccounts accounts;
    private final Subjects subjects;

    StatementController(Clients clients, ClientAccounts accounts, Subjects subjects) {
        this.clients = clients;
        this.accounts = accounts;
        this.subjects = subjects;
    }

    /** Amounts with their sign, empty where nothing changed. */
    record Row(String when, String what, @Nullable Subject subject, @Nullable SubjectLink about, String paid, String earned, String unearned, String owed) {
    }

    @GetMapping("/ops/clients/{id}/statement")
    String statement(@PathVariable UUID id, @RequestParam(defaultValue = "") String month, @RequestParam(defaultValue = "") String currency,
            @ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        var zone = words.reader().zone();
        var thisMonth = YearMonth.from(LocalDate.ofInstant(words.now(), zone));
        var shown = month(month, thisMonth);
        var currencies = accounts.standings(id, words.now()).stream().map(Standing::currency).toList();
        var in = currencies.stream().filter(each -> each.getCurrencyCode().equals(currency)).findFirst()
                .orElse(currencies.isEmpty() || currencies.contains(practice.currency()) ? practice.currency() : currencies.getFirst());
        var statement = accounts.statement(id, shown, zone, in);
        model.addAttribute("client", clients.client(new ClientId(id)));
        model.addAttribute("statement", statement);
        model.addAttribute("thisMonth", thisMonth);
        model.addAttribute("currency", in.getCurrencyCode());
        model.addAttribute("currencies", currencies.stream().map(Currency::getCurrencyCode).toList());
        model.addAttribute("rows", rows(statement.movements(), words));
        return "ops/statement";
    }

    private static YearMonth month(String typed, YearMonth latest) {
        try {
            var month = YearMonth.parse(typed);
            return month.isBefore(FIRST) ? FIRST : month.isAfter(latest) ? latest : month;
        } catch (DateTimeException nothingTyped) {
            return latest;
        }
    }

    private List<Row> rows(List<Movement> movements, Wording words) {
        var about = subjects.of(movements.stream().map(Movement::subject).filter(Objects::nonNull).distinct().toList());
        return movements.stream().map(movement -> row(movement, about, words)).toList();
    }

    private static Row row(Movement movement, Map<UUID, Subject> about, Wording words) {
        var subject = about.get(movement.subject());
        var change = movement.change();
        return new Row(words.moment(movement.at()), Causes.words(movement.cause()), subject, subject == null ? null : SubjectLink.of(subject),
                signed(change.received(), words), signed(change.earned(), words), signed(change.unearned(), words), signed(change.owed(), words));
    }

    private static String signed(Money amount, Wording words) {
        return amount.isZero() ? "" : amount.isPositive() ? "+" + words.money(amount) : "−" + words.money(amount.negated());
    }
}
