package dev.upfront.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.OfferingId;
import dev.upfront.client.ClientId;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.Subject;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class CreditsTests {

    private static final OfferingId COACHING = OfferingId.next();
    private static final OfferingId CAREER = OfferingId.next();
    private static final Duration GRACE = Duration.ofDays(14);

    @Autowired Credits credits;
    @Autowired Ledger ledger;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transaction;
    @Autowired MovableClock clock;
    private ClientId client;

    @BeforeEach
    void meetAClient() {
        client = ClientId.next();
    }

    @Test
    void grantedCreditsAreFreeAndTheirMoneyIsUnearnedInTheLot() {
        var lot = granted(10, 100_000, null);

        assertThat(counts(lot)).isEqualTo("10 free, 0 held, 0 used, 0 expired, 0 refunded");
        assertThat(unearned(lot.id().value())).isEqualTo(-100_000);
        assertThat(unearned(lot.source())).as("of the sale").isZero();
    }

    @Test
    void grantingAgainForTheSameSourceIsOneLot() {
        var source = paid(100_000);
        var first = credits.grant(grant(source, 10, 100_000, null));
        assertThat(credits.grant(grant(source, 10, 100_000, null)).id()).isEqualTo(first.id());
        assertThat(unearned(first.id().value())).isEqualTo(-100_000);
    }

    @Test
    void aBookingTakesACreditOfTheLotThatEndsFirst() {
        var endless = granted(5, 50_000, null);
        var late = granted(5, 50_000, in(60));
        var soon = granted(1, 10_000, in(30));

        assertThat(held(UUID.randomUUID(), COACHING).id()).isEqualTo(soon.id());
        assertThat(held(UUID.randomUUID(), COACHING).id()).isEqualTo(late.id());
        assertThat(credits.usable(mine(), COACHING, in(90))).extracting(CreditLot::id).as("for a session in 90 days").containsExactly(endless.id());
    }

    @Test
    void aCreditPaysOnlyForWhatItsLotCovers() {
        granted(5, 50_000, null);
        assertThat(held(UUID.randomUUID(), CAREER).surcharge(CAREER)).contains(euro(6_000));
        assertThatThrownBy(() -> held(UUID.randomUUID(), OfferingId.next())).isInstanceOf(NoCredit.class).hasMessageContaining("Nothing was booked and nothing was charged");
    }

    @Test
    void aUsedCreditEarnsItsShareAndTheLastOneTheRoundingRest() {
        var lot = granted(3, 10_000, null);
        var bookings = IntStream.range(0, 3).mapToObj(number -> booked()).toList();

        bookings.forEach(booking -> transaction.executeWithoutResult(status -> credits.use(booking, COACHING, Account.REVENUE)));

        assertThat(bookings.stream().map(booking -> ledger.balance(Account.REVENUE, booking, euro(0).currency()).minor())).containsExactly(-3_333L, -3_333L, -3_334L);
        assertThat(counts(credits.lot(lot.id()))).isEqualTo("0 free, 0 held, 3 used, 0 expired, 0 refunded");
        assertThat(unearned(lot.id().value())).isZero();
    }

    @Test
    void usingOrReleasingTwiceHasOneEffect() {
        var lot = granted(3, 10_000, null);
        var used = booked();
        var released = booked();
        for (var times = 0; times < 2; times++) {
            transaction.executeWithoutResult(status -> credits.use(used, COACHING, Account.FEES));
            transaction.executeWithoutResult(status -> credits.release(released));
        }
        assertThat(counts(credits.lot(lot.id()))).isEqualTo("2 free, 0 held, 1 used, 0 expired, 0 refunded");
        assertThat(ledger.balance(Account.FEES, used, euro(0).currency())).isEqualTo(euro(-3_333));
    }

    @Test
    void aReleasedCreditGoesBackToItsLotEvenAfterItsEndAndMayBeUsedForTheGrace() {
        var lot = granted(2, 20_000, in(30));
        var booking = booked();
        clock.advance(Duration.ofDays(31));
        assertThat(counts(credits.expire(lot.id()))).isEqualTo("0 free, 1 held, 0 used, 1 expired, 0 refunded");
        assertThat(ledger.balance(Account.EXPIRED_CREDITS, lot.id().value(), euro(0).currency())).isEqualTo(euro(-10_000));

        transaction.executeWithoutResult(status -> credits.release(booking));

        assertThat(credits.lot(lot.id()).expiresAt()).isEqualTo(clock.instant().plus(GRACE));
        assertThat(held(UUID.randomUUID(), COACHING).id()).isEqualTo(lot.id());
    }

    @Test
    void nothingExpiresBeforeItsTime() {
        var lot = granted(2, 20_000, in(30));
        assertThat(credits.expire(lot.id()).free()).isEqualTo(2);
        clock.advance(Duration.ofDays(30));
        assertThat(credits.expire(lot.id()).free()).as("at the very moment").isZero();
        assertThat(unearned(lot.id().value())).isZero();
    }

    @Test
    void someCreditsGoOnAndTheOthersEnd() {
        var lot = granted(3, 10_000, in(30));
        var booking = booked();
        clock.advance(Duration.ofDays(30));
        transaction.executeWithoutResult(status -> credits.goOn(lot.id(), 1, in(30)));

        assertThat(counts(credits.lot(lot.id()))).isEqualTo("1 free, 1 held, 0 used, 1 expired, 0 refunded");
        assertThat(credits.lot(lot.id()).expiresAt()).isEqualTo(in(30));
        assertThat(unearned(lot.id().value())).isEqualTo(-6_667);
        transaction.executeWithoutResult(status -> credits.use(booking, COACHING, Account.REVENUE));
        transaction.executeWithoutResult(status -> credits.goOn(lot.id(), 0, in(0)));
        assertThat(unearned(lot.id().value())).as("the last one takes the rest").isZero();
    }

    @Test
    void takenBackCreditsAreMoneyOfTheirSourceAgainAndHeldOnesStay() {
        var lot = granted(3, 10_000, null);
        var booking = booked();

        var value = transaction.execute(status -> credits.takeBack(lot.id()));

        assertThat(value).isEqualTo(euro(6_666));
        assertThat(unearned(lot.source())).isEqualTo(-6_666);
        assertThat(unearned(lot.id().value())).isEqualTo(-3_334);
        transaction.executeWithoutResult(status -> credits.use(booking, COACHING, Account.REVENUE));
        assertThat(ledger.balance(Account.REVENUE, booking, euro(0).currency())).isEqualTo(euro(-3_334));
    }

    @Test
    void theLastCreditIsTakenByOneOfManyBookingsAtOnce() throws Exception {
        var lot = granted(3, 30_000, null);
        List<Callable<Boolean>> rush = IntStream.range(0, 24).<Callable<Boolean>>mapToObj(number -> () -> {
            try {
                held(UUID.randomUUID(), COACHING);
                return true;
            } catch (NoCredit none) {
                return false;
            }
        }).toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var taken = threads.invokeAll(rush).stream().filter(each -> each.resultNow()).count();
            assertThat(taken).isEqualTo(3);
        }
        assertThat(counts(credits.lot(lot.id()))).isEqualTo("0 free, 3 held, 0 used, 0 expired, 0 refunded");
    }

    @Test
    void theDatabaseRefusesCountsThatDoNotAddUp() {
        var lot = granted(3, 30_000, null);
        for (var change : List.of("free = 4", "free = -1, held = 4", "used = 1", "free = 0, used = 3")) {
            assertThatThrownBy(() -> database.sql("update credits.lot set " + change + " where id = ?").param(lot.id().value()).update()).as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void whoeverHasTheLinkUsesThatPayersLotsOnly() {
        var mine = granted(1, 10_000, null);
        granted(1, 10_000, null);
        assertThat(credits.usable(new Holder.Payer(mine.payer()), COACHING, in(1))).extracting(CreditLot::id).containsExactly(mine.id());
        assertThat(credits.usable(new Holder.Payer(UUID.randomUUID()), COACHING, in(1))).isEmpty();
    }

    /** Random histories; whatever happens, the counts add up and the unearned money is the value that is left. */
    @Test
    void countsAndMoneyAddUpThroughRandomHistories() {
        var seed = Long.getLong("upfront.credits.seed", clock.instant().toEpochMilli() ^ System.nanoTime());
        var random = new Random(seed);
        for (var history = 0; history < 20; history++) {
            var value = 1 + random.nextInt(100_000);
            var lot = granted(1 + random.nextInt(7), value, in(1 + random.nextInt(40)));
            var bookings = new ArrayList<UUID>();
            for (var step = 0; step < 25; step++) {
                happens(random, lot, bookings);
                var now = credits.lot(lot.id());
                assertThat(unearned(lot.id().value())).as("seed %d, history %d, step %d: %s", seed, history, step, counts(now)).isEqualTo(-now.valueLeft().minor());
            }
            credits.usable(mine(), COACHING, clock.instant()).forEach(left -> transaction.executeWithoutResult(status -> credits.takeBack(left.id())));
        }
    }

    private void happens(Random random, CreditLot lot, List<UUID> bookings) {
        var payer = new Holder.Payer(lot.payer());
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var booking = UUID.randomUUID();
                if (!credits.usable(payer, COACHING, clock.instant()).isEmpty()) {
                    transaction.executeWithoutResult(status -> credits.hold(booking, payer, COACHING, clock.instant()));
                    bookings.add(booking);
                }
            }
            case 2 -> bookings.stream().findAny().ifPresent(booking -> transaction.executeWithoutResult(status -> credits.use(bookings.remove(0), COACHING, Account.REVENUE)));
            case 3 -> bookings.stream().findAny().ifPresent(booking -> transaction.executeWithoutResult(status -> credits.release(bookings.remove(0))));
            case 4 -> {
                clock.advance(Duration.ofDays(random.nextInt(10)));
                credits.expire(lot.id());
            }
            default -> {
                if (random.nextInt(8) == 0) {
                    transaction.executeWithoutResult(status -> credits.takeBack(lot.id()));
                }
            }
        }
    }

    private Holder mine() {
        return new Holder.Signed(client);
    }

    private Instant in(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    private CreditLot granted(int count, long minor, Instant expiresAt) {
        return credits.grant(grant(paid(minor), count, minor, expiresAt));
    }

    private Grant grant(Subject source, int count, long minor, Instant expiresAt) {
        return new Grant(client, source, "Sessions", count, euro(minor), List.of(new Covered(COACHING, 0), new Covered(CAREER, 6_000)), expiresAt, GRACE);
    }

    /** A sale whose price has arrived. */
    private Subject paid(long minor) {
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> ledger.post("payment.collected", id, clock.instant(),
                List.of(Line.debit(Account.STRIPE_BALANCE, euro(minor), id, client.value()), Line.credit(Account.UNEARNED, euro(minor), id, client.value()))));
        return new Subject(Subject.Kind.PACKAGE, id, "PK-" + id.toString().substring(0, 8), id);
    }

    private UUID booked() {
        var booking = UUID.randomUUID();
        held(booking, COACHING);
        return booking;
    }

    private CreditLot held(UUID booking, OfferingId offering) {
        return transaction.execute(status -> credits.hold(booking, mine(), offering, clock.instant().plus(Duration.ofDays(1))));
    }

    private long unearned(UUID subject) {
        return ledger.balance(Account.UNEARNED, subject, euro(0).currency()).minor();
    }

    private static String counts(CreditLot lot) {
        return "%d free, %d held, %d used, %d expired, %d refunded".formatted(lot.free(), lot.held(), lot.used(), lot.expired(), lot.refunded());
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }
}
