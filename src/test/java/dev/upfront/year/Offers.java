package dev.upfront.year;

import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Schedule;
import dev.upfront.calendar.WorkingHours;
import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.CancellationPolicy;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.Practice;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.catalog.Terms;
import dev.upfront.money.Money;
import dev.upfront.onboarding.Contracts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the practice has on sale: sessions with every kind of terms and in three currencies, packages and retainers of every kind. */
final class Offers {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final CancellationPolicy USUAL = new CancellationPolicy(Duration.ofHours(24), Duration.ofHours(24), 5_000, 10_000);
    private static final CancellationPolicy STRICT = new CancellationPolicy(Duration.ofHours(72), Duration.ofHours(48), 3_333, 10_000);
    private static final CancellationPolicy KIND = new CancellationPolicy(Duration.ZERO, Duration.ofHours(2), 0, 0);

    final List<Offering> sessions = new ArrayList<>();
    final List<PackageOffer> packages = new ArrayList<>();
    final List<RetainerPlan> plans = new ArrayList<>();
    private final Catalog catalog;
    private final Calendar calendar;
    private final Packages packagesOnSale;
    private final RetainerPlans plansOnSale;

    Offers(World world, LocalDate opened) {
        catalog = world.get(Catalog.class);
        calendar = world.get(Calendar.class);
        packagesOnSale = world.get(Packages.class);
        plansOnSale = world.get(RetainerPlans.class);
        catalog.save(new Practice("Lumen Coaching", ZONE, Currency.getInstance("EUR"), "#2f6f5e", "hello@lumen.example", Locale.UK));
        world.get(Contracts.class).publish("package-agreement", "# Package agreement\n\n{{client}} buys {{offering}} of {{practice}} for {{price}}, number {{reference}}.\n", StaffActs.SAM);
        var hour = session("coaching", 60, 12_000, "EUR", Terms.full(), USUAL, List.of(), List.of());
        var deposit = session("deposit", 60, 11_999, "EUR", Terms.deposit(Money.of(4_000, "EUR")), USUAL, List.of(), List.of());
        var longer = session("longer", 90, 18_001, "EUR", Terms.depositShare(3_333), STRICT, List.of("intake-coaching"), List.of("coaching-agreement"));
        session("call", 30, 0, "EUR", Terms.free(), KIND, List.of(), List.of());
        session("tokyo", 60, 9_000, "JPY", Terms.deposit(Money.of(3_333, "JPY")), STRICT, List.of(), List.of());
        session("kuwait", 60, 45_550, "KWD", Terms.full(), USUAL, List.of(), List.of());
        pack("five", 5, 54_001, List.of(hour, deposit), List.of(0L, 0L), 90, null, 14, false, List.of());
        pack("ten", 10, 100_001, List.of(hour, longer), List.of(0L, 6_000L), 180, null, 0, true, List.of());
        pack("three", 3, 10_000, List.of(deposit), List.of(0L), 20, null, 7, false, List.of("package-agreement"));
        pack("summer", 4, 39_999, List.of(hour), List.of(0L), null, opened.plusMonths(7), 30, false, List.of());
        pack("forever", 2, 23_001, List.of(hour, deposit, longer), List.of(0L, 0L, 7_000L), null, null, 0, false, List.of());
        plan("four-a-month", 36_000, Cadence.MONTH, 4, List.of(hour), new RollOver(2, 1), 14, 3, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null);
        plan("six-a-month", 51_001, Cadence.MONTH, 6, List.of(hour), new RollOver(2, 1), 14, 3, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null);
        plan("two-a-month", 19_999, Cadence.MONTH, 2, List.of(hour, deposit), new RollOver(null, 2), 0, 0, null, 0, PausePolicy.MOVE_ANCHOR, ChangePolicy.AT_RENEWAL, null);
        plan("every-week", 9_501, Cadence.WEEK, 1, List.of(hour), RollOver.none(), 3, 0, null, 7, PausePolicy.MOVE_ANCHOR, ChangePolicy.NOW, null);
        plan("every-other-week", 17_003, Cadence.TWO_WEEKS, 2, List.of(hour, deposit), new RollOver(3, 3), 0, 2, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.AT_RENEWAL, null);
        plan("a-quarter", 99_999, Cadence.QUARTER, 10, List.of(hour), RollOver.none(), 30, 2, null, 0, PausePolicy.NOT_ALLOWED, ChangePolicy.NOW, null);
        plan("library", 1_900, Cadence.MONTH, 0, List.of(), RollOver.none(), 0, 0, null, 14, PausePolicy.MOVE_ANCHOR, ChangePolicy.NOW, null);
        plan("library-and-calls", 3_901, Cadence.MONTH, 0, List.of(), RollOver.none(), 0, 0, null, 0, PausePolicy.MOVE_ANCHOR, ChangePolicy.NOW, null);
        plan("library-a-year", 19_000, Cadence.YEAR, 0, List.of(), RollOver.none(), 0, 0, null, 0, PausePolicy.NOT_ALLOWED, ChangePolicy.AT_RENEWAL, null);
        plan("programme", 21_000, Cadence.MONTH, 2, List.of(hour), new RollOver(null, 6), 0, 6, Money.of(6_000, "EUR"), 0, PausePolicy.NOT_ALLOWED, ChangePolicy.AT_RENEWAL, 6);
    }

    private OfferingId session(String slug, int minutes, long price, String currency, Terms terms, CancellationPolicy policy, List<String> forms, List<String> contracts) {
        var offering = catalog.save(new Offering(OfferingId.next(), slug, slug, "A session.", Duration.ofMinutes(minutes), Money.of(price, currency), terms, policy, forms, contracts,
                List.of(provider(slug)), "Video call", true));
        sessions.add(offering);
        return offering.id();
    }

    /** Works around the clock, so that sessions go on whenever people act. */
    private ProviderId provider(String slug) {
        var id = catalog.save(new Provider(ProviderId.next(), "Ada " + slug, slug + "@provider.example", ZoneId.of("UTC"), true)).id();
        var hours = Stream.of(DayOfWeek.values()).map(day -> new WorkingHours(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)).toList();
        calendar.save(new Schedule(id, hours, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(365), Duration.ofMinutes(60)));
        return id;
    }

    private void pack(String slug, int credits, long price, List<OfferingId> covered, List<Long> surcharges, @Nullable Integer days, @Nullable LocalDate until, int grace,
            boolean shareable, List<String> contracts) {
        packages.add(packagesOnSale.save(new PackageOffer(PackageOfferId.next(), slug, slug, "Sessions together.", credits, Money.of(price, "EUR"), covered, surcharges, days, until, grace,
                shareable, contracts, true)));
    }

    private void plan(String slug, long amount, Cadence cadence, int sessions, List<OfferingId> covered, RollOver rollOver, int notice, int term, @Nullable Money setUp, int trial,
            PausePolicy pause, ChangePolicy change, @Nullable Integer instalments) {
        List<UUID> offerings = covered.stream().map(OfferingId::value).toList();
        plans.add(plansOnSale.save(new RetainerPlan(RetainerPlanId.next(), slug, slug, "A retainer.", new RetainerTerms(Money.of(amount, "EUR"), cadence, sessions, offerings, rollOver,
                notice, term, setUp, trial, pause, change, instalments, List.of("retainer-agreement")), true)));
    }
}
