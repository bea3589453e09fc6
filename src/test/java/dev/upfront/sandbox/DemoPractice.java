package dev.upfront.sandbox;

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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A small practice to try Upfront with: two providers in two zones; sessions that are free, paid in full, and paid by deposit; packages and retainers. */
@Component
@Profile("demo")
public class DemoPractice implements ApplicationRunner {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final CancellationPolicy KIND = new CancellationPolicy(Duration.ofHours(24), Duration.ofHours(24), 5_000, 10_000);
    private static final CancellationPolicy NO_FEE = new CancellationPolicy(Duration.ZERO, Duration.ofHours(2), 0, 0);

    private final Catalog catalog;
    private final Packages packages;
    private final RetainerPlans plans;
    private final Calendar calendar;

    DemoPractice(Catalog catalog, Packages packages, RetainerPlans plans, Calendar calendar) {
        this.catalog = catalog;
        this.packages = packages;
        this.plans = plans;
        this.calendar = calendar;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (catalog.offerings().isEmpty()) {
            open();
        }
    }

    private void open() {
        catalog.save(new Practice("Lumen Coaching", ZoneId.of("Europe/Berlin"), EURO, "#2f6f5e", "hello@lumen.example", Locale.UK));
        var ada = provider("Ada Brandt", "ada@lumen.example", "Europe/Berlin", LocalTime.of(9, 0), LocalTime.of(17, 0));
        var sam = provider("Sam Okafor", "sam@lumen.example", "America/New_York", LocalTime.of(8, 0), LocalTime.of(15, 0));
        offer("first-call", "First call", "Twenty minutes to see whether we suit each other. Nothing to prepare.", 20,
                0, Terms.free(), NO_FEE, List.of(), List.of(), List.of(ada, sam));
        var coaching = offer("coaching-60", "Coaching session", "An hour on one question that matters to you, with notes afterwards.", 60,
                12_000, Terms.deposit(Money.of(4_000, "EUR")), KIND, List.of("intake-coaching"), List.of("coaching-agreement"), List.of(ada, sam));
        var career = offer("career-check", "Career check", "Ninety minutes and a written plan. Paid when you book.", 90,
                18_000, Terms.full(), KIND, List.of("intake-coaching"), List.of(), List.of(ada));
        packages.save(new PackageOffer(PackageOfferId.next(), "ten-sessions", "Ten sessions", "For a longer way together, at a kinder price per session.", 10,
                Money.of(100_000, "EUR"), List.of(coaching, career), List.of(0L, 6_000L), 180, null, 14, true, List.of(), true));
        packages.save(new PackageOffer(PackageOfferId.next(), "five-sessions", "Five sessions", "For one question that takes a while.", 5,
                Money.of(54_000, "EUR"), List.of(coaching), List.of(0L), 90, null, 14, false, List.of(), true));
        packages.save(new PackageOffer(PackageOfferId.next(), "three-sessions", "Three sessions", "To try it out properly.", 3,
                Money.of(33_000, "EUR"), List.of(coaching), List.of(0L), 60, null, 14, false, List.of(), true));
        plan("coaching-monthly", "Coaching, month by month", "Four sessions a month, at a time that becomes yours.", new RetainerTerms(Money.of(36_000, "EUR"), Cadence.MONTH, 4,
                List.of(coaching.value()), new RollOver(2, 1), 14, 3, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null, List.of("retainer-agreement")));
        plan("coaching-monthly-six", "Coaching, month by month, six sessions", "Six sessions a month, for when much is moving.", new RetainerTerms(Money.of(51_000, "EUR"), Cadence.MONTH, 6,
                List.of(coaching.value()), new RollOver(2, 1), 14, 3, null, 0, PausePolicy.KEEP_ANCHOR, ChangePolicy.NOW, null, List.of("retainer-agreement")));
        plan("library", "The library", "All worksheets and recordings, without sessions. The first two weeks are free.", new RetainerTerms(Money.of(1_900, "EUR"), Cadence.MONTH, 0,
                List.of(), RollOver.none(), 0, 0, null, 14, PausePolicy.MOVE_ANCHOR, ChangePolicy.AT_RENEWAL, null, List.of()));
        plan("programme-in-six", "Half-year programme in six instalments", "Twelve sessions in half a year, paid in six parts.", new RetainerTerms(Money.of(21_000, "EUR"), Cadence.MONTH, 2,
                List.of(coaching.value()), new RollOver(null, 6), 0, 6, Money.of(6_000, "EUR"), 0, PausePolicy.NOT_ALLOWED, ChangePolicy.AT_RENEWAL, 6, List.of("retainer-agreement")));
    }

    private void plan(String slug, String name, String description, RetainerTerms terms) {
        plans.save(new RetainerPlan(RetainerPlanId.next(), slug, name, description, terms, true));
    }

    private ProviderId provider(String name, String mail, String zone, LocalTime from, LocalTime to) {
        var provider = catalog.save(new Provider(ProviderId.next(), name, mail, ZoneId.of(zone), true)).id();
        var hours = Stream.of(DayOfWeek.values()).filter(day -> day.getValue() <= 5).map(day -> new WorkingHours(day, from, to)).toList();
        calendar.save(new Schedule(provider, hours, Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(2),
                Duration.ofDays(60), Duration.ofMinutes(30)));
        return provider;
    }

    private OfferingId offer(String slug, String name, String description, int minutes, long price, Terms terms, CancellationPolicy policy,
            List<String> forms, List<String> contracts, List<ProviderId> providers) {
        return catalog.save(new Offering(OfferingId.next(), slug, name, description, Duration.ofMinutes(minutes), new Money(price, EURO), terms, policy,
                forms, contracts, providers, "Video call", true)).id();
    }
}
