package dev.upfront.ops.web.ledger;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.AccountBalance;
import dev.upfront.ledger.Earned;
import dev.upfront.ledger.Income;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.ledger.LedgerPage.OfferingRow;
import dev.upfront.ops.web.ledger.LedgerPage.TrialRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers the page from the book, and from the catalog only what offerings are called. */
@Component
class LedgerPages {

    private static final int MONTHS = 12;

    private final Ledger ledger;
    private final Income income;
    private final Catalog catalog;

    LedgerPages(Ledger ledger, Income income, Catalog catalog) {
        this.ledger = ledger;
        this.income = income;
        this.catalog = catalog;
    }

    LedgerPage of(Currency currency, Day asOf, Wording words) {
        var zone = words.reader().zone();
        var now = ledger.trialBalance(words.now());
        var today = LocalDate.ofInstant(words.now(), zone);
        var then = asOf.date().equals(today) ? now : ledger.trialBalance(asOf.end());
        var thisMonth = YearMonth.from(today);
        var earned = income.byOffering(start(thisMonth.minusMonths(MONTHS - 1), zone), start(thisMonth.plusMonths(1), zone), zone, currency);
        return new LedgerPage(currency.getCurrencyCode(), now.currencies(),
                words.money(sum(earned, currency, each -> each.month().equals(thisMonth))),
                words.money(now.balance(Account.UNEARNED, currency).negated()), words.money(now.balance(Account.RECEIVABLE, currency)),
                MonthChart.of(months(earned, thisMonth, currency), words.reader().words()), offerings(earned, thisMonth, currency, words),
                row("All", earned, thisMonth, currency, words), asOf.date(), today, trial(then.in(currency), words),
                sums(then.in(currency), currency, words));
    }

    private static LinkedHashMap<YearMonth, Money> months(List<Earned> earned, YearMonth last, Currency currency) {
        var months = new LinkedHashMap<YearMonth, Money>();
        for (var month = last.minusMonths(MONTHS - 1); !month.isAfter(last); month = month.plusMonths(1)) {
            var drawn = month;
            months.put(month, sum(earned, currency, each -> each.month().equals(drawn)));
        }
        return months;
    }

    /** The offering that earned most in the year first. */
    private List<OfferingRow> offerings(List<Earned> earned, YearMonth month, Currency currency, Wording words) {
        var names = catalog.offerings().stream().collect(Collectors.toMap(offering -> offering.id().value(), Offering::name));
        return earned.stream().map(Earned::offering).distinct()
                .map(offering -> Map.entry(name(offering, names), earned.stream().filter(each -> Objects.equals(each.offering(), offering)).toList()))
                .sorted(Comparator.comparing((Map.Entry<String, List<Earned>> each) -> sum(each.getValue(), currency, all -> true)).reversed())
                .map(each -> row(each.getKey(), each.getValue(), month, currency, words)).toList();
    }

    private static String name(@Nullable UUID offering, Map<UUID, String> names) {
        return offering == null ? "Not by one offering" : names.getOrDefault(offering, "An offering that was removed");
    }

    private static OfferingRow row(String name, List<Earned> earned, YearMonth month, Currency currency, Wording words) {
        return new OfferingRow(name, words.money(sum(earned, currency, each -> each.month().equals(month))),
                words.money(sum(earned, currency, each -> each.month().equals(month.minusMonths(1)))), words.money(sum(earned, currency, each -> true)));
    }

    private static Money sum(List<Earned> earned, Currency currency, Predicate<Earned> counts) {
        return earned.stream().filter(counts).map(Earned::amount).reduce(Money.zero(currency), Money::plus);
    }

    private static List<TrialRow> trial(List<AccountBalance> balances, Wording words) {
        return balances.stream().map(balance -> {
            var told = AccountWords.of(balance.account());
            return new TrialRow(balance.account(), told.name(), told.meaning(), side(balance.amount(), words), side(balance.amount().negated(), words));
        }).toList();
    }

    private static TrialRow sums(List<AccountBalance> balances, Currency currency, Wording words) {
        var amounts = balances.stream().map(AccountBalance::amount).toList();
        var debits = amounts.stream().map(Money::atLeastZero).reduce(Money.zero(currency), Money::plus);
        var credits = amounts.stream().map(Money::negated).map(Money::atLeastZero).reduce(Money.zero(currency), Money::plus);
        return new TrialRow(null, "Sums", "", words.money(debits), words.money(credits));
    }

    private static String side(Money amount, Wording words) {
        return amount.isPositive() ? words.money(amount) : "";
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}
