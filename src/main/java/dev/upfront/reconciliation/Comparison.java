package dev.upfront.reconciliation;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.HeldAtStripe;
import dev.upfront.payment.StripeBooks;
import dev.upfront.payment.StripeMovement;
import dev.upfront.payment.StuckMoney;
import dev.upfront.payment.UnknownOutcome;
import dev.upfront.reconciliation.Difference.Found;
import dev.upfront.reconciliation.Difference.Kind;
import dev.upfront.reconciliation.Movements.OfIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Holds both books against each other: each payment by itself, as of the moment at which Stripe's books were read, and then the sum of everything, so that
 * nothing escapes that no single payment shows. Only what is new or did not agree before is looked at.
 */
@Component
class Comparison {

    /** So long the news of a charge may be on its way to us while Stripe's books have it already. */
    private static final Duration NEWS_TAKES = Duration.ofMinutes(5);
    private static final List<Kind> OF_A_PAYMENT = List.of(Kind.CHARGE_UNKNOWN, Kind.PAYMENT_UNKNOWN, Kind.AMOUNT_DIFFERS, Kind.REFUND_DIFFERS, Kind.DISPUTE_DIFFERS);

    private static final String IN_ANOTHER_CURRENCY = "%s were collected for %s by our book. Stripe's books have %s of it in another currency, so the two can't be compared. "
            + "Add a bank account in %s at Stripe, so that the next ones stay in the currency of the price.";

    private final RunRepository runs;
    private final Movements movements;
    private final Differences differences;
    private final StripeBooks stripeBooks;
    private final Posting posting;
    private final Ledger ledger;
    private final JdbcClient database;
    private final ReconciliationSettings settings;

    Comparison(RunRepository runs, Movements movements, Differences differences, StripeBooks stripeBooks, Posting posting, Ledger ledger, JdbcClient database,
            ReconciliationSettings settings) {
        this.runs = runs;
        this.movements = movements;
        this.differences = differences;
        this.stripeBooks = stripeBooks;
        this.posting = posting;
        this.ledger = ledger;
        this.database = database;
        this.settings = settings;
    }

    /**
     * What the comparison came to.
     *
     * @param found what differs
     * @param looked at: of these things, what was not found is right
     */
    record Result(List<Found> found, Map<String, List<Kind>> looked) {
    }

    /** Books what is to be booked and compares, in the caller's transaction. */
    Result compare(Run run) {
        var asOf = Objects.requireNonNull(run.readAt());
        var fresh = movements.unbooked();
        var intents = new LinkedHashSet<>(stripeBooks.changedSince(run.since()));
        fresh.stream().filter(movement -> movement.intent() != null).forEach(movement -> intents.add(movement.intent()));
        intents.addAll(unsettled());
        var held = stripeBooks.held(intents, asOf).stream().collect(Collectors.toMap(HeldAtStripe::intent, Function.identity()));
        var ours = new HashMap<String, Long>(); // before anything is booked by this run
        movements.totals().keySet().forEach(currency -> ours.put(currency, ledger.balance(Account.STRIPE_BALANCE, Currency.getInstance(currency), asOf).minor()));
        book(fresh, held).forEach((currency, change) -> ours.merge(currency, change, Long::sum));
        var found = new ArrayList<Found>();
        var looked = new HashMap<String, List<Kind>>();
        var explained = new HashMap<>(movements.totalsUnbooked()); // after booking
        for (var intent : intents) {
            looked.put(intent, OF_A_PAYMENT);
        }
        comparePayments(intents, held, asOf, found, explained);
        fresh.stream().filter(movement -> movement.kind() == StripeMovement.Kind.OTHER).forEach(movement -> found.add(unknown(movement)));
        differences.openAbout(Kind.OUTCOME_UNKNOWN).forEach(about -> looked.put(about, List.of(Kind.OUTCOME_UNKNOWN)));
        stripeBooks.unknownSince(asOf.minus(settings.unknownFor())).forEach(outcome -> found.add(unknown(outcome, asOf)));
        var unread = unread(run);
        movements.totals().forEach((currency, stripe) -> {
            looked.put(currency, List.of(Kind.BALANCE_DIFFERS));
            unread.stream().filter(each -> each.about().equals(currency)).findFirst().ifPresentOrElse(found::add,
                    () -> compareBalance(Currency.getInstance(currency), stripe, ours.get(currency), explained.getOrDefault(currency, 0L), found));
        });
        unread.stream().filter(each -> !found.contains(each)).forEach(found::add); // a currency of which no movement was ever read
        return new Result(found, looked);
    }

    /** @return by how much our account of what lies at Stripe changed, by currency */
    private Map<String, Long> book(List<StripeMovement> fresh, Map<String, HeldAtStripe> held) {
        var booked = new HashMap<String, Long>();
        for (var movement : fresh) {
            var ours = movement.intent() == null ? null : held.get(movement.intent());
            if (movement.kind().isAboutPayment() ? ours != null : movement.kind() != StripeMovement.Kind.OTHER) {
                var change = posting.book(movement, ours);
                booked.merge(change.currency().getCurrencyCode(), change.minor(), Long::sum);
                movements.booked(movement.id());
            }
        }
        return booked;
    }

    private void comparePayments(Set<String> intents, Map<String, HeldAtStripe> held, Instant asOf, List<Found> found, Map<String, Long> explained) {
        var stripe = movements.of(intents).stream().collect(Collectors.groupingBy(OfIntent::intent));
        var open = new LinkedHashSet<String>();
        for (var intent : intents) {
            var theirs = stripe.getOrDefault(intent, List.of());
            var ours = held.get(intent);
            var differs = ours == null ? unknown(intent, charge(theirs), asOf) : differences(ours, theirs, asOf);
            found.addAll(differs);
            var unmatched = unmatched(ours, theirs);
            unmatched.forEach((currency, difference) -> explained.merge(currency, difference, Long::sum));
            if (!differs.isEmpty() || unmatched.values().stream().anyMatch(difference -> difference != 0)) {
                open.add(intent);
            }
        }
        keepUnsettled(intents, open);
    }

    /** What this payment alone explains of a difference of the sums, by currency: Stripe may have settled it in another than ours. */
    private static Map<String, Long> unmatched(@Nullable HeldAtStripe ours, List<OfIntent> theirs) {
        var unmatched = new HashMap<String, Long>();
        for (var each : theirs) {
            var left = ours == null ? each.booked() : each.left();
            unmatched.merge(left.currency().getCurrencyCode(), left.minor(), Long::sum);
        }
        if (ours != null) {
            unmatched.merge(ours.left().currency().getCurrencyCode(), -ours.left().minor(), Long::sum);
        }
        return unmatched;
    }

    /** The currency in which it was charged; null when it was not. */
    private static @Nullable OfIntent charge(List<OfIntent> theirs) {
        return theirs.stream().filter(each -> !each.charged().isZero()).findFirst().orElse(null);
    }

    private static List<Found> unknown(String intent, @Nullable OfIntent theirs, Instant asOf) {
        return theirs == null || isNews(theirs, asOf) ? List.of() : List.of(new Found(Kind.CHARGE_UNKNOWN, intent, theirs.charged(), Money.zero(theirs.charged().currency()), null,
                "Stripe collected %s, and no payment here knows of it.".formatted(theirs.charged())));
    }

    private List<Found> differences(HeldAtStripe ours, List<OfIntent> all, Instant asOf) {
        var settled = ours.settledAt();
        var theirs = charge(all);
        if (theirs == null) {
            return settled == null || settled.isAfter(asOf.minus(settings.arrivesWithin())) ? List.of() : List.of(found(Kind.PAYMENT_UNKNOWN, ours,
                    Money.zero(ours.collected().currency()), ours.collected(), "We hold %s of %s to be collected, and Stripe's books have nothing of it."));
        }
        if (settled == null) {
            return isNews(theirs, asOf) ? List.of() : List.of(found(Kind.CHARGE_UNKNOWN, ours, theirs.charged(), ours.collected(), "Stripe collected %3$s for %2$s, which is not paid here."));
        }
        if (settled.isAfter(asOf)) {
            return List.of(); // the news came while the books were read
        }
        var foreign = all.stream().filter(each -> !each.charged().currency().equals(ours.collected().currency())).findFirst();
        if (foreign.isPresent()) { // there is no rate in our books
            var charged = foreign.get().charged();
            return List.of(new Found(Kind.AMOUNT_DIFFERS, ours.intent(), charged, Money.zero(charged.currency()), ours.payment(), IN_ANOTHER_CURRENCY.formatted(
                    ours.collected(), ours.reference(), charged, ours.collected().currency())));
        }
        var found = new ArrayList<Found>();
        if (!theirs.charged().equals(ours.collected())) {
            found.add(found(Kind.AMOUNT_DIFFERS, ours, theirs.charged(), ours.collected(), "%s were collected for %s by our book, %s by Stripe's."));
        }
        var moreRefunded = theirs.refunded().minus(ours.refunded());
        if (!moreRefunded.isZero() && !(moreRefunded.isPositive() && moreRefunded.compareTo(ours.underWay()) <= 0)) {
            found.add(found(Kind.REFUND_DIFFERS, ours, theirs.refunded(), ours.refunded(), "%s of %s went back by our book, %s by Stripe's."));
        }
        if (!theirs.disputed().equals(ours.disputed())) {
            found.add(found(Kind.DISPUTE_DIFFERS, ours, theirs.disputed(), ours.disputed(), "Of %2$s the client's bank took %1$s by our book, %3$s by Stripe's."));
        }
        return found;
    }

    private static boolean isNews(OfIntent theirs, Instant asOf) {
        return theirs.chargedAt() != null && theirs.chargedAt().isAfter(asOf.minus(NEWS_TAKES));
    }

    private static Found found(Kind kind, HeldAtStripe about, Money stripe, Money ours, String words) {
        return new Found(kind, about.intent(), stripe, ours, about.payment(), words.formatted(ours, about.reference(), stripe));
    }

    private static Found unknown(StripeMovement movement) {
        return new Found(Kind.MOVEMENT_UNKNOWN, movement.id(), movement.net(), Money.zero(movement.net().currency()), null,
                "Stripe moved %s as “%s”, which is not booked here.".formatted(movement.net(), movement.type()));
    }

    private static Found unknown(UnknownOutcome outcome, Instant asOf) {
        var days = Duration.between(outcome.since(), asOf).toDays();
        return new Found(Kind.OUTCOME_UNKNOWN, outcome.id().toString(), Money.zero(outcome.amount().currency()), outcome.amount(), outcome.payment(),
                "For %d days it has not been known whether %s of %s %s: %s.".formatted(days, outcome.amount(), outcome.reference(),
                        outcome.kind() == StuckMoney.Kind.PAYMENT ? "was collected" : "went back", outcome.why()));
    }

    /** Where what Stripe itself says lies there is not the sum of the movements that were read. */
    private List<Found> unread(Run run) {
        var read = movements.totals();
        return runs.balance(run.id()).stream().flatMap(balance -> {
            var should = new Money(movements.broughtAlong(balance) + read.getOrDefault(balance.currency().getCurrencyCode(), 0L), balance.currency());
            return balance.equals(should) ? Stream.<Found>empty() : Stream.of(new Found(Kind.BALANCE_DIFFERS, balance.currency().getCurrencyCode(), balance, should, null,
                    "Stripe says that %s lie there; by its list of movements it would be %s. %s moved of which the list told nothing.".formatted(balance, should, balance.minus(should))));
        }).toList();
    }

    private static void compareBalance(Currency currency, long stripe, long ours, long explained, List<Found> found) {
        if (stripe - ours != explained) {
            found.add(new Found(Kind.BALANCE_DIFFERS, currency.getCurrencyCode(), new Money(stripe, currency), new Money(ours, currency), null,
                    "Stripe's books sum up to %s, ours to %s; the cases above and what is under way explain %s of that.".formatted(new Money(stripe, currency),
                            new Money(ours, currency), new Money(explained, currency))));
        }
    }

    private Set<String> unsettled() {
        return new LinkedHashSet<>(database.sql("select intent from reconciliation.unsettled").query(String.class).list());
    }

    private void keepUnsettled(Set<String> looked, Set<String> open) {
        if (!looked.isEmpty()) {
            database.sql("delete from reconciliation.unsettled where intent = any(:looked)").param("looked", new SqlArrayValue("text", looked.toArray())).update();
        }
        open.forEach(intent -> database.sql("insert into reconciliation.unsettled (intent) values (:intent)").param("intent", intent).update());
    }
}
