package dev.upfront.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.catalog.OfferingId;
import dev.upfront.client.ClientId;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.payment.Subject;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may use a lot besides its client. */
@RoomTest
class SharersTests {

    @Autowired Credits credits;
    @Autowired Sharers sharers;
    @Autowired TransactionTemplate transaction;
    @Autowired MovableClock clock;
    private final OfferingId coaching = OfferingId.next();
    private ClientId client;
    private ClientId partner;

    @BeforeEach
    void twoClients() {
        client = ClientId.next();
        partner = ClientId.next();
    }

    @Test
    void aSharedLotIsUsedBySharersUntilTheSharingEnds() {
        var lot = granted(true);
        assertThat(usableBy(partner)).isEmpty();

        assertThat(sharers.share(lot.id(), partner)).isTrue();
        assertThat(sharers.share(lot.id(), partner)).as("again").isFalse();

        assertThat(sharers.of(lot.id())).containsExactly(partner);
        assertThat(credits.ofClient(partner)).extracting(CreditLot::id).containsExactly(lot.id());
        var theirs = bookedBy(partner);
        transaction.executeWithoutResult(status -> credits.use(theirs, coaching, Account.REVENUE));
        assertThat(credits.lot(lot.id())).extracting(CreditLot::free, CreditLot::used).containsExactly(1, 1);

        assertThat(sharers.unshare(lot.id(), partner)).isTrue();
        assertThat(sharers.unshare(lot.id(), partner)).as("again").isFalse();
        assertThat(usableBy(partner)).isEmpty();
        assertThat(usableBy(client)).containsExactly(lot.id());
    }

    @Test
    void whatASharerHasBookedStaysBookedWhenTheSharingEnds() {
        var lot = granted(true);
        sharers.share(lot.id(), partner);
        var theirs = bookedBy(partner);

        sharers.unshare(lot.id(), partner);

        assertThat(credits.holdOf(theirs)).map(Hold::status).contains(Hold.Status.HELD);
        transaction.executeWithoutResult(status -> credits.release(theirs));
        assertThat(credits.lot(lot.id())).extracting(CreditLot::free, CreditLot::held).containsExactly(2, 0);
    }

    @Test
    void whatWasNotSoldToBeSharedIsNotShared() {
        var lot = granted(false);
        assertThatThrownBy(() -> sharers.share(lot.id(), partner)).isInstanceOf(NotShareable.class).hasMessageContainingAll("was not sold to be shared", "Nothing was changed");
        assertThat(sharers.of(lot.id())).isEmpty();
    }

    @Test
    void aClientsOwnLotIsNotSharedWithThem() {
        var lot = granted(true);
        assertThatThrownBy(() -> sharers.share(lot.id(), client)).isInstanceOf(NotShareable.class).hasMessageContaining("own already");
    }

    @Test
    void sharingOneLotSharesNoOther() {
        var shared = granted(true);
        granted(true);
        sharers.share(shared.id(), partner);
        assertThat(usableBy(partner)).containsExactly(shared.id());
    }

    private List<LotId> usableBy(ClientId someone) {
        return credits.usable(new Holder.Signed(someone), coaching, tomorrow()).stream().map(CreditLot::id).toList();
    }

    private UUID bookedBy(ClientId someone) {
        var booking = UUID.randomUUID();
        transaction.executeWithoutResult(status -> credits.hold(booking, new Holder.Signed(someone), coaching, tomorrow()));
        return booking;
    }

    /** Two credits, given for nothing. */
    private CreditLot granted(boolean shareable) {
        var source = UUID.randomUUID();
        return credits.grant(new Grant(client, new Subject(Subject.Kind.PACKAGE, source, "PK-" + source, source), "Two sessions", 2, Money.of(0, "EUR"),
                List.of(new Covered(coaching, 0)), null, Duration.ZERO, shareable));
    }

    private Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }
}
