package dev.upfront.sandbox;

import static org.awaitility.Awaitility.await;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.calendar.Calendar;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.Packages;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.credits.Holder;
import dev.upfront.dunning.Debts;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Signature;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.Retainers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The people of the demo practice and the last five weeks of their lives with it, lived through the real flows on the sandbox's clock. It starts that far in
 * the past where the engine lets it, see {@link Sandbox#livedIn}, and ends that far in the future on the real broker, whose clock can't go back: a package
 * with two credits left, a retainer in good standing with a session booked ahead, one in dunning, a dispute, and a session to come.
 */
@Component
@Profile("lived-in")
class DemoClients {

    private static final Logger log = LoggerFactory.getLogger(DemoClients.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, List<String>> ANSWERS = Map.of("answer.before", List.of("no"), "answer.topics", List.of("decision"),
            "answer.goal", List.of("To decide without waiting."), "answer.notTherapy", List.of("true"));

    private final Catalog catalog;
    private final Packages packages;
    private final RetainerPlans plans;
    private final Calendar calendar;
    private final Clients clients;
    private final Bookings bookings;
    private final Onboarding onboarding;
    private final PackageSales sales;
    private final Retainers retainers;
    private final Debts debts;
    private final Journey journey;
    private final Sandbox sandbox;

    DemoClients(Catalog catalog, Packages packages, RetainerPlans plans, Calendar calendar, Clients clients, Bookings bookings, Onboarding onboarding,
            PackageSales sales, Retainers retainers, Debts debts, Journey journey, Sandbox sandbox) {
        this.catalog = catalog;
        this.packages = packages;
        this.plans = plans;
        this.calendar = calendar;
        this.clients = clients;
        this.bookings = bookings;
        this.onboarding = onboarding;
        this.sales = sales;
        this.retainers = retainers;
        this.debts = debts;
        this.journey = journey;
        this.sandbox = sandbox;
    }

    /** Beside everything else that begins when the application is ready, the engine's workers among it. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofPlatform().daemon().name("demo-clients").start(this::live);
    }

    /** Once; a practice that is kept between runs has people already. */
    private void live() {
        if (retainers.running(0, 1).isEmpty()) {
            log.info("The demo practice lives through five weeks; it takes some ten seconds");
            tell();
            journey.advanceTo(Clock.systemUTC().instant());
            log.info("The demo practice has arrived at {}", sandbox.clock().instant());
        }
    }

    private void tell() {
        var begin = sandbox.clock().instant();
        var priya = agree("Priya Raman", "priya@raman.example");
        var noor = buyPackage("Noor Haddad", "noor@haddad.example");
        var first = bookAlone(noor, begin.plus(Duration.ofDays(5)));
        cardGoesBad(priya);
        days(begin, 2);
        var jonas = agree("Jonas Weber", "jonas@weber.example");
        var marek = bookAndPay("career-check", person("Marek Nowak", "marek@nowak.example"), begin.plus(Duration.ofDays(9)));
        var second = bookAlone(noor, begin.plus(Duration.ofDays(12)));
        var third = bookAlone(noor, begin.plus(Duration.ofDays(19)));
        var talked = bookWith(jonas, begin.plus(Duration.ofDays(13)));
        for (var session : List.of(first, marek, second, talked, third)) {
            journey.advanceTo(session.endsAt().plus(Duration.ofMinutes(45)));
            journey.awaitStatus(session, BookingStatus.DELIVERED);
        }
        renewed(priya, false);
        await().atMost(PATIENCE).until(() -> !debts.open().isEmpty());
        renewed(jonas, true);
        bookWith(jonas, sandbox.clock().instant().plus(Duration.ofDays(6)));
        bookWith(jonas, sandbox.clock().instant().plus(Duration.ofDays(40)));
        bookAndPay("coaching-60", person("Lena Fischer", "lena@fischer.example"), sandbox.clock().instant().plus(Duration.ofDays(5)));
        days(begin, 33);
        sandbox.stripe().issuers().openDispute(journey.charges(marek.id().value()).getFirst().id(), "product_not_received");
    }

    private void days(Instant begin, long days) {
        journey.advanceTo(begin.plus(Duration.ofDays(days)));
    }

    private Client person(String name, String mail) {
        return clients.register(name, mail, null, ZoneId.of("Europe/Berlin"), Locale.UK);
    }

    private PackageSale buyPackage(String name, String mail) {
        var sale = sales.request(new PackageRequest(UUID.randomUUID().toString(), offer("five-sessions").id(), name, mail, null, ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
        journey.pay(sale.id().value(), Journey.GOOD_CARD);
        return await().atMost(PATIENCE).until(() -> sales.sale(sale.id()), now -> now.status() == PackageStatus.ACTIVE);
    }

    private Retainer agree(String name, String mail) {
        var retainer = retainers.agree(new RetainerRequest(UUID.randomUUID().toString(), person(name, mail).id(), plan("coaching-monthly").id(), "client"));
        complete(retainer.id().value(), name, () -> !retainers.periods(retainer.id()).isEmpty());
        var period = retainers.periods(retainer.id()).getFirst();
        journey.pay(period.id().value(), Journey.GOOD_CARD);
        await().atMost(PATIENCE).until(() -> retainers.period(period.id()).status() == PeriodStatus.PAID);
        return retainers.retainer(retainer.id());
    }

    private void cardGoesBad(Retainer retainer) {
        var charge = journey.charges(retainers.periods(retainer.id()).getFirst().id().value()).getFirst();
        sandbox.stripe().cardsOnFileBecome(charge.customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD);
    }

    /** Time passes to the second period of that retainer, and its charge succeeds or does not. */
    private void renewed(Retainer retainer, boolean paid) {
        var next = retainers.next(retainer.id()).orElseThrow();
        journey.advanceTo(next.noticeAt());
        await().atMost(PATIENCE).until(() -> journey.mailsAbout(retainer.reference()).stream().anyMatch(mail -> mail.title().contains("will be charged")));
        journey.advanceTo(next.at());
        await().atMost(PATIENCE).until(() -> retainers.periods(retainer.id()).size() == 2
                && (retainers.periods(retainer.id()).getLast().status() == PeriodStatus.PAID) == paid);
    }

    private Booking bookAlone(PackageSale sale, Instant from) {
        return book("coaching-60", clients.client(sale.client()), from, new Holder.Payer(sale.subject().payer()));
    }

    private Booking bookWith(Retainer retainer, Instant from) {
        return book("coaching-60", clients.client(retainer.client()), from, new Holder.Signed(retainer.client()));
    }

    private Booking bookAndPay(String offering, Client client, Instant from) {
        return book(offering, client, from, null);
    }

    /** Books the first free slot from then on, and does whatever is asked until it is confirmed. */
    private Booking book(String slug, Client client, Instant from, @Nullable Holder credit) {
        var offering = offering(slug);
        var provider = offering.providers().getFirst();
        var slot = calendar.freeSlots(provider, offering.duration(), from, from.plus(Duration.ofDays(7))).getFirst();
        var booking = bookings.request(new BookingRequest(UUID.randomUUID().toString(), offering.id(), provider, slot.startsAt(), client.name(), client.mail(), null,
                client.zone(), client.locale(), credit));
        complete(booking.id().value(), client.name(), () -> booking.dueAtBooking().isPositive() ? journey.owes(booking.id().value())
                : bookings.booking(booking.id()).status() == BookingStatus.CONFIRMED);
        if (booking.dueAtBooking().isPositive()) {
            journey.pay(booking, Journey.GOOD_CARD);
        }
        return journey.awaitStatus(booking, BookingStatus.CONFIRMED);
    }

    /** Fills in and signs whatever the flow asks for, until it is beyond that. */
    private void complete(UUID subject, String name, BooleanSupplier beyond) {
        await().atMost(PATIENCE).until(() -> {
            onboarding.openStep(subject).ifPresent(step -> complete(step, name));
            return beyond.getAsBoolean();
        });
    }

    private void complete(Step step, String name) {
        switch (step.kind()) {
            case FORM -> onboarding.submitForm(step.id(), ANSWERS, null);
            case CONTRACT -> onboarding.sign(step.id(), new Signature(name, null, true, onboarding.contract(step.id()).textSha256(), "192.0.2.1", "Demo browser"));
        }
    }

    private Offering offering(String slug) {
        return catalog.offerings().stream().filter(offering -> offering.slug().equals(slug)).findFirst().orElseThrow();
    }

    private PackageOffer offer(String slug) {
        return packages.bySlug(slug).orElseThrow();
    }

    private RetainerPlan plan(String slug) {
        return plans.bySlug(slug).orElseThrow();
    }
}
