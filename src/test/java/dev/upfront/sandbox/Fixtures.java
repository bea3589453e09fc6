package dev.upfront.sandbox;

import dev.upfront.booking.BookingRequest;
import dev.upfront.calendar.Calendar;
import dev.upfront.calendar.Schedule;
import dev.upfront.calendar.WorkingHours;
import dev.upfront.catalog.CancellationPolicy;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.Provider;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.Terms;
import dev.upfront.money.Money;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Fresh providers, offerings and booking requests for tests, so that no test meets another's. */
@Component
public class Fixtures {

    private final Catalog catalog;
    private final Packages packages;
    private final Calendar calendar;
    private final InstantSource clock;

    Fixtures(Catalog catalog, Packages packages, Calendar calendar, InstantSource clock) {
        this.catalog = catalog;
        this.packages = packages;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** An offering of an hour at EUR 120.00, paid in full, given by a provider of its own who works around the clock in UTC. */
    public OfferingBuilder offering() {
        return new OfferingBuilder();
    }

    /** A package of four credits at EUR 400.00 that pay for those offerings, valid for 5 days. */
    public PackageOffer packageOf(Offering... offerings) {
        return packageWithSurcharge(0, offerings);
    }

    /** The same, with something to be paid on top of each credit. */
    public PackageOffer packageWithSurcharge(long minor, Offering... offerings) {
        var id = PackageOfferId.next();
        var covered = Stream.of(offerings).map(Offering::id).toList();
        return packages.save(new PackageOffer(id, "package-" + id, "Four sessions", "Four of them.", 4, Money.of(40_000, "EUR"), covered,
                covered.stream().map(each -> minor).toList(), 5, null, 14, false, List.of(), true));
    }

    /** A request for the offering's first provider, starting at the first free slot at least that far ahead. */
    public BookingRequest request(Offering offering, Duration ahead) {
        var provider = offering.providers().getFirst();
        var from = clock.instant().plus(ahead);
        var slot = calendar.freeSlots(provider, offering.duration(), from, from.plus(Duration.ofDays(7))).getFirst();
        return request(offering, slot.startsAt());
    }

    public BookingRequest request(Offering offering, Instant start) {
        var key = UUID.randomUUID().toString();
        return new BookingRequest(key, offering.id(), offering.providers().getFirst(), start, "Mira Test", "mira-" + key + "@client.example", null,
                ZoneId.of("Europe/Berlin"), Locale.UK, null);
    }

    public ProviderId provider() {
        var id = catalog.save(new Provider(ProviderId.next(), "Ada Test", "ada@provider.example", ZoneId.of("UTC"), true)).id();
        var hours = Stream.of(DayOfWeek.values()).map(day -> new WorkingHours(day, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)).toList();
        calendar.save(new Schedule(id, hours, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(365), Duration.ofMinutes(60)));
        return id;
    }

    /** Says what differs from the ordinary offering. */
    public final class OfferingBuilder {
        private Money price = Money.of(12_000, "EUR");
        private Terms terms = Terms.full();
        private CancellationPolicy policy = new CancellationPolicy(Duration.ofHours(24), Duration.ofHours(24), 5_000, 10_000);
        private List<String> forms = List.of();
        private List<String> contracts = List.of();

        public OfferingBuilder price(long minor, String currency) {
            price = Money.of(minor, currency);
            return this;
        }

        public OfferingBuilder free() {
            price = Money.zero(price.currency());
            terms = Terms.free();
            return this;
        }

        public OfferingBuilder deposit(long minor) {
            terms = Terms.deposit(new Money(minor, price.currency()));
            return this;
        }

        public OfferingBuilder policy(CancellationPolicy changed) {
            policy = changed;
            return this;
        }

        public OfferingBuilder forms(String... ids) {
            forms = List.of(ids);
            return this;
        }

        public OfferingBuilder contracts(String... names) {
            contracts = List.of(names);
            return this;
        }

        public Offering onSale() {
            var id = OfferingId.next();
            return catalog.save(new Offering(id, "session-" + id, "Session", "An hour.", Duration.ofMinutes(60), price, terms, policy, forms,
                    contracts, List.of(provider()), "Video call", true));
        }
    }
}
