package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.engine.Processes;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundStatus;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.stripe.Recorded;
import dev.upfront.sandbox.stripe.WebhookFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many bookings take random ways through everything that moves money; wherever they end, the book and Stripe agree to the cent. */
@UpfrontTest
class MoneyWalkTests {

    private static final int WALKS = 40;
    private static final String SECOND_GOOD_CARD = "5555555555554444";
    private static final String DECLINED_CARD = "4000000000000002";

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Cancellations cancellations;
    @Autowired Payments payments;
    @Autowired Goodwill goodwill;
    @Autowired Processes processes;
    @Autowired Sandbox sandbox;
    @Autowired JdbcClient database;

    private Random random = new Random();
    private final List<Walk> walks = new ArrayList<>();

    /** One booking and what was done to it, so that a failure can be read. */
    private static final class Walk {
        private final Booking booking;
        private final List<String> steps = new ArrayList<>();

        Walk(Booking booking) {
            this.booking = booking;
        }

        @Override
        public String toString() {
            return booking.reference() + " " + booking.price() + " " + booking.terms() + " " + steps;
        }
    }

    private record Step(String name, Consumer<Walk> act) {}

    @AfterEach
    void everythingWorksAgain() {
        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
    }

    @Test
    void whateverHappensTheBookAndStripeAgree() {
        var seed = Long.getLong("upfront.walk-seed", System.nanoTime());
        System.out.println("Money walks with -Dupfront.walk-seed=" + seed);
        random = new Random(seed);
        for (int walk = 0; walk < WALKS; walk++) {
            walks.add(new Walk(journey.book(anyOffering())));
        }
        var start = walks.getFirst().booking.startsAt();

        whileHeld();
        until(start.minus(Duration.ofHours(44)), BookingStatus.HELD);
        round(BookingStatus.CONFIRMED, List.of(nothing(), nothing(), nothing(), step("give some back", this::giveSomeBack), step("move", this::move),
                step("cancel in time", walk -> cancel(walk, ClosingReason.CLIENT_CANCELLED)), step("card goes bad", this::cardGoesBad)));
        until(start.minus(Duration.ofHours(3)), null);
        round(BookingStatus.CONFIRMED, List.of(nothing(), nothing(), nothing(), step("cancel late", walk -> cancel(walk, ClosingReason.CLIENT_CANCELLED)),
                step("staff cancel", walk -> cancel(walk, ClosingReason.STAFF_CANCELLED))));
        until(start.plus(Duration.ofMinutes(10)), null);
        round(BookingStatus.CONFIRMED, List.of(nothing(), nothing(), step("not shown", this::notShown)));
        until(start.plus(Duration.ofMinutes(95)), null);
        round(BookingStatus.NOT_SHOWN, List.of(nothing(), step("waive", walk -> cancellations.waive(walk.booking.id(), "Sam", "ill"))));
        until(start.plus(Duration.ofDays(5)), BookingStatus.CONFIRMED);
        payWhatIsOwed();

        sandbox.stripe().switches().reset();
        sandbox.stripe().releaseWebhooks();
        for (var walk : walks) {
            await().alias(walk.toString()).atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertAgrees(walk));
        }
    }

    private dev.upfront.catalog.Offering anyOffering() {
        var offering = fixtures.offering();
        switch (random.nextInt(5)) {
            case 0 -> offering.price(9_000, "JPY").deposit(3_333);
            case 1 -> offering.price(45_550, "KWD").deposit(15_510);
            case 2 -> offering.deposit(4_000);
            case 3 -> offering.deposit(11_940);
            default -> offering.price(9_999, "EUR");
        }
        return offering.onSale();
    }

    private void whileHeld() {
        var steps = List.of(step("pay", walk -> pay(walk, Journey.GOOD_CARD)), step("pay", walk -> pay(walk, SECOND_GOOD_CARD)),
                step("declined, then pay", walk -> {
                    pay(walk, DECLINED_CARD);
                    pay(walk, Journey.GOOD_CARD);
                }),
                step("pay, webhooks lost", walk -> faulty(walk, WebhookFault.LOST)), step("pay, webhooks late", walk -> faulty(walk, WebhookFault.LATE)),
                step("pay, webhooks doubled", walk -> faulty(walk, WebhookFault.DOUBLED)), step("declined", walk -> pay(walk, DECLINED_CARD)),
                step("cancel on Stripe's page", walk -> {
                    journey.openCheckout(walk.booking);
                    cancel(walk, ClosingReason.CLIENT_CANCELLED);
                }),
                step("pay and cancel, webhooks late", walk -> {
                    faulty(walk, WebhookFault.LATE);
                    cancel(walk, ClosingReason.CLIENT_CANCELLED);
                }), nothing());
        walks.forEach(walk -> take(walk, steps));
    }

    private void faulty(Walk walk, WebhookFault fault) {
        sandbox.stripe().switches().webhooksNext(4, fault);
        pay(walk, Journey.GOOD_CARD);
        sandbox.stripe().switches().reset();
    }

    private void pay(Walk walk, String card) {
        journey.pay(walk.booking, card);
    }

    private void giveSomeBack(Walk walk) {
        payments.ofSubject(walk.booking.id().value()).stream().filter(payment -> payment.kept().isPositive()).findFirst().ifPresent(payment ->
                goodwill.give(payment.id(), payment.kept().share(1 + random.nextInt(10_000)).min(payment.kept()), "walk", "Sam"));
    }

    private void move(Walk walk) {
        bookings.move(walk.booking.id(), walk.booking.startsAt().plus(Duration.ofHours(24 * (1 + random.nextInt(3)))), "client", false);
    }

    private void cardGoesBad(Walk walk) {
        journey.charges(walk.booking).forEach(charge -> sandbox.stripe().cardsOnFileBecome(charge.customer().orElseThrow(), Journey.CARD_THAT_GOES_BAD));
    }

    private void notShown(Walk walk) {
        if (!sandbox.clock().instant().isBefore(reload(walk).startsAt())) {
            cancel(walk, ClosingReason.NOT_SHOWN);
        }
    }

    private void cancel(Walk walk, ClosingReason reason) {
        for (int reading = 0; reading < 20; reading++) {
            try {
                cancellations.close(walk.booking.id(), reason, cancellations.quote(walk.booking.id(), reason), "somebody");
                return;
            } catch (QuoteChanged read) {
                walk.steps.add("reads the new amounts");
            }
        }
    }

    private void payWhatIsOwed() {
        for (var walk : walks) {
            var owed = payments.ofSubject(walk.booking.id().value()).stream().filter(payment -> payment.status() == PaymentStatus.OWED).findFirst();
            if (owed.isPresent() && asksTheClient(owed.get()) && random.nextInt(3) > 0) {
                walk.steps.add("pay " + owed.get().purpose());
                pay(walk, Journey.GOOD_CARD);
            }
        }
    }

    /** The card on file may just be being charged: waits until that is over. @return whether it is for the client to pay now */
    private boolean asksTheClient(Payment payment) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> journey.asksTheClient(payment.id())
                || payments.payment(payment.id()).status() != PaymentStatus.OWED);
        return payments.payment(payment.id()).status() == PaymentStatus.OWED;
    }

    private void round(BookingStatus status, List<Step> steps) {
        walks.stream().filter(walk -> reload(walk).status() == status).forEach(walk -> take(walk, steps));
    }

    private void take(Walk walk, List<Step> steps) {
        var step = steps.get(random.nextInt(steps.size()));
        walk.steps.add(step.name());
        step.act().accept(walk);
    }

    /** Moves time in steps that let flows keep up. @param left the status that nobody has any more then */
    private void until(Instant when, @org.jspecify.annotations.Nullable BookingStatus left) {
        journey.awaitEngineAtRest();
        while (sandbox.clock().instant().isBefore(when)) {
            journey.advanceTo(earlier(when, sandbox.clock().instant().plus(Duration.ofHours(12))));
            journey.awaitEngineAtRest();
        }
        if (left != null) {
            await().atMost(30, TimeUnit.SECONDS).until(() -> walks.stream().noneMatch(walk -> reload(walk).status() == left));
        }
        journey.awaitEngineAtRest();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void assertAgrees(Walk walk) {
        var booking = reload(walk);
        var owed = payments.ofSubject(booking.id().value());
        var charges = journey.charges(booking);
        assertThat(booking.status().ended()).as("ended").isTrue();
        assertThat(payments.refundsOf(booking.id().value())).allMatch(refund -> refund.status() == RefundStatus.SUCCEEDED);
        assertThat(journey.atStripeBeforeFees(booking).minor()).as("at Stripe").isEqualTo(sum(charges) - sum(journey.refunds(booking)));
        assertThat(balance(Account.UNEARNED, booking)).as("unearned").isZero();
        assertThat(balance(Account.REFUNDS, booking)).as("on its way back").isZero();
        assertThat(balance(Account.RECEIVABLE, booking)).as("receivable")
                .isEqualTo(owed.stream().filter(payment -> payment.status() == PaymentStatus.OWED).mapToLong(payment -> payment.amount().minor()).sum());
        assertThat(database.sql("select coalesce(sum(amount_minor), 0) from ledger.line where subject = ?").param(booking.id().value()).query(Long.class).single()).as("balanced").isZero();
        assertThat(owed).allSatisfy(payment -> assertThat(payment.kept()).isLessThanOrEqualTo(payment.amount()));
        assertThat(owed.stream().map(Payment::collected).mapToLong(Money::minor).sum()).as("collected").isEqualTo(sum(charges));
        assertThat(database.sql("""
                select intent from payment.attempt a join payment.payment p on p.id = a.payment where p.subject = ? and a.status = 'SUCCEEDED'""")
                .param(booking.id().value()).query(String.class).list()).as("each charge is one attempt's")
                .containsExactlyInAnyOrderElementsOf(charges.stream().map(charge -> charge.paymentIntent().orElseThrow()).toList());
        assertThat(database.sql("select count(*) from payment.attempt a join payment.payment p on p.id = a.payment where p.subject = ? and p.status <> 'OWED' and a.status in ('CREATED', 'OPEN', 'UNKNOWN')")
                .param(booking.id().value()).query(Long.class).single()).as("pages left open").isZero();
    }

    private long balance(Account account, Booking booking) {
        return journey.balance(account, booking).minor();
    }

    private static long sum(List<Recorded> books) {
        return books.stream().mapToLong(Recorded::amount).sum();
    }

    private Booking reload(Walk walk) {
        return journey.reload(walk.booking.id());
    }

    private static Step nothing() {
        return step("nothing", walk -> {});
    }

    private static Step step(String name, Consumer<Walk> act) {
        return new Step(name, act);
    }
}
