package dev.upfront.ops.web.ledger;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.Practice;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Journal;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Place;
import dev.upfront.ledger.Posting;
import dev.upfront.money.Money;
import dev.upfront.ops.web.SubjectLink;
import dev.upfront.ops.web.Subjects;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.Subject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Earned, unearned and owed; and any account, line by line. */
@Controller
class LedgerController {

    private static final int PAGE = 50;

    private final LedgerPages pages;
    private final Ledger ledger;
    private final Journal journal;
    private final Subjects subjects;
    private final Clients clients;
    private final Catalog catalog;

    LedgerController(LedgerPages pages, Ledger ledger, Journal journal, Subjects subjects, Clients clients, Catalog catalog) {
        this.pages = pages;
        this.ledger = ledger;
        this.journal = journal;
        this.subjects = subjects;
        this.clients = clients;
        this.catalog = catalog;
    }

    /**
     * A line of an account.
     *
     * @param about where its subject is shown, null when no room knows it
     */
    record Row(String when, String what, @Nullable Subject subject, @Nullable SubjectLink about, @Nullable Client client, String offering, String debit,
               String credit) {
    }

    @GetMapping("/ops/ledger")
    String ledger(@RequestParam(defaultValue = "") String currency, @RequestParam(defaultValue = "") String asOf, @ModelAttribute("practice") Practice practice,
            @ModelAttribute("words") Wording words, Model model) {
        model.addAttribute("page", pages.of(currency(currency, practice), day(asOf, words), words));
        return "ops/ledger";
    }

    @GetMapping("/ops/ledger/{account}")
    String account(@PathVariable String account, @RequestParam(defaultValue = "") String currency, @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String before, @ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        var shown = account(account);
        var in = currency(currency, practice);
        var day = day(asOf, words);
        var found = journal.latest(shown, in, place(before, day), PAGE + 1);
        var lines = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("account", shown);
        model.addAttribute("told", AccountWords.of(shown));
        model.addAttribute("currency", in.getCurrencyCode());
        model.addAttribute("asOf", day.date());
        model.addAttribute("balance", balance(ledger.balance(shown, in, day.end()), words));
        model.addAttribute("rows", rows(lines, words));
        model.addAttribute("first", before.isEmpty());
        model.addAttribute("earlier", found.size() > PAGE ? lines.getLast().place().toString() : null);
        return "ops/ledger-account";
    }

    /** @throws NoSuchElementException if there is no account of that name */
    static Account account(String name) {
        return Arrays.stream(Account.values()).filter(account -> account.name().equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no account " + name));
    }

    static Currency currency(String code, Practice practice) {
        return Currency.getAvailableCurrencies().stream().filter(currency -> currency.getCurrencyCode().equals(code)).findFirst().orElse(practice.currency());
    }

    private static Day day(String typed, Wording words) {
        return Day.parse(typed, LocalDate.ofInstant(words.now(), words.reader().zone()), words.now(), words.reader().zone());
    }

    private static Place place(String before, Day day) {
        try {
            var place = Place.parse(before);
            return place.at().isAfter(Day.FIRST_INSTANT) ? place : Place.after(day.end());
        } catch (IllegalArgumentException first) {
            return Place.after(day.end());
        }
    }

    private static String balance(Money balance, Wording words) {
        return balance.isZero() ? words.money(balance)
                : balance.isPositive() ? words.money(balance) + " debit" : words.money(balance.negated()) + " credit";
    }

    private List<Row> rows(List<Posting> lines, Wording words) {
        var about = subjects.of(ids(lines, line -> line.line().subject()));
        var known = clients.clients(ids(lines, line -> line.line().client())).stream().collect(Collectors.toMap(client -> client.id().value(), Function.identity()));
        var offerings = catalog.offerings().stream().collect(Collectors.toMap(offering -> offering.id().value(), Offering::name));
        return lines.stream().map(posting -> row(posting, about.get(posting.line().subject()), known, offerings, words)).toList();
    }

    private static Row row(Posting posting, @Nullable Subject subject, Map<UUID, Client> clients, Map<UUID, String> offerings, Wording words) {
        var line = posting.line();
        var amount = line.amount();
        return new Row(words.moment(posting.at()), Causes.words(posting.cause()), subject, subject == null ? null : SubjectLink.of(subject),
                clients.get(line.client()), offerings.getOrDefault(line.offering(), ""),
                amount.isPositive() ? words.money(amount) : "", amount.isPositive() ? "" : words.money(amount.negated()));
    }

    private static List<UUID> ids(List<Posting> lines, Function<Posting, @Nullable UUID> id) {
        return lines.stream().map(id).filter(Objects::nonNull).distinct().toList();
    }
}
