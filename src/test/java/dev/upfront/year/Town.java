package dev.upfront.year;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.calendar.Calendar;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.Credits;
import dev.upfront.catalog.Packages;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.sandbox.stripe.StripeStandIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The practice, its clients, and the doors by which both act. */
final class Town {

    private static final int PEOPLE = 40;

    final World world;
    final Offers offers;
    final List<Person> people = new ArrayList<>();
    final Bookings bookings;
    final Calendar calendar;
    final Credits credits;
    final Payments payments;
    final Packages packages;
    final PackageSales sales;
    final Retainers retainers;

    Town(World world, LocalDate opened) {
        this.world = world;
        offers = new Offers(world, opened);
        bookings = world.get(Bookings.class);
        calendar = world.get(Calendar.class);
        credits = world.get(Credits.class);
        payments = world.get(Payments.class);
        packages = world.get(Packages.class);
        sales = world.get(PackageSales.class);
        retainers = world.get(Retainers.class);
        var clients = world.get(Clients.class);
        for (var number = 0; number < PEOPLE; number++) {
            people.add(new Person(number, clients.register("Client %02d".formatted(number), "client-%02d@client.example".formatted(number), null, Offers.ZONE, Locale.UK)));
        }
    }

    StripeStandIn stripe() {
        return world.sandbox().stripe();
    }

    Instant now() {
        return world.now();
    }

    ZoneId zone() {
        return Offers.ZONE;
    }

    Person person(ClientId client) {
        return people.stream().filter(person -> person.client().id().equals(client)).findFirst().orElseThrow();
    }

    /** Sessions to come, soonest first. */
    List<Booking> toCome(Person person) {
        return bookings.ofClient(person.client().id()).stream().filter(booking -> booking.status() == BookingStatus.CONFIRMED && booking.startsAt().isAfter(now()))
                .sorted(Comparator.comparing(Booking::startsAt)).toList();
    }

    List<PackageSale> packagesOf(Person person, Predicate<PackageSale> which) {
        return sales.ofClient(person.client().id()).stream().filter(which).toList();
    }

    List<Retainer> retainersOf(Person person) {
        return retainers.ofClient(person.client().id()).stream().filter(retainer -> retainer.status() != RetainerStatus.ENDED).toList();
    }

    static <T> Optional<T> any(List<T> all, RandomGenerator luck) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(luck.nextInt(all.size())));
    }

    /** One that makes each request of a person unlike the others, and the same in each run of the seed. */
    static String requestKey(Act.Scene scene) {
        return "%s %s %016x".formatted(scene.person(), scene.town().now().getEpochSecond() / 60, scene.luck().nextLong());
    }
}
