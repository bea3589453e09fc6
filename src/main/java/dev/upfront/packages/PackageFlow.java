package dev.upfront.packages;

import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Grant;
import dev.upfront.ledger.Account;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the package process asks this room for, one method per task. Every method may be called twice and has one effect. */
@Service
@Transactional
public class PackageFlow {

    /** A package is looked at every day: what is told when is for the decision table to say. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);
    private static final int NO_END = 100_000;
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final PackageSaleRepository repository;
    private final Payments payments;
    private final Credits credits;
    private final PackageSharing sharing;
    private final PackageMails mails;
    private final Timeline timeline;
    private final PackageSettings settings;
    private final InstantSource clock;

    PackageFlow(PackageSaleRepository repository, Payments payments, Credits credits, PackageSharing sharing, PackageMails mails, Timeline timeline, PackageSettings settings,
            InstantSource clock) {
        this.repository = repository;
        this.payments = payments;
        this.credits = credits;
        this.sharing = sharing;
        this.mails = mails;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A payment that the process shall collect.
     *
     * @param deadline  until when the client may pay online
     * @param reminders how often the client is reminded (an ISO 8601 repeating interval)
     * @param tooLateAt from when on nothing is collected, by dunning either, because its credits would have ended; a century ahead for never
     */
    public record Collection(PaymentId payment, Instant deadline, String reminders, Instant tooLateAt) {}

    /** Where a package stands, in routing facts. */
    public enum State {
        /** Credits can be used, or are held by sessions still to come. */
        ACTIVE,
        /** Its time is over and credits are still free: they expire. */
        PAST_END,
        USED_UP,
        EXPIRED,
        REFUNDED
    }

    /**
     * @param daysLeft whole days until the free credits end; 100000 for never
     * @param lookAgainAt when time alone may have changed something
     */
    public record Review(State state, int creditsLeft, int creditsBought, int daysLeft, Instant lookAgainAt) {}

    /** The process says that it leads this sale now. */
    public PackageSale takeUp(PackageSaleId id, long processInstanceKey) {
        var sale = lock(id);
        if (!sale.status().ended()) {
            sale.takeUp(clock.instant(), processInstanceKey);
            return repository.save(sale);
        }
        return sale;
    }

    /** Makes a payment of the price. @throws NotPossible when it was cancelled at this moment: nobody would close the payment any more */
    public Collection requestPayment(PackageSaleId id) {
        var sale = lock(id);
        if (sale.status().ended()) {
            throw new NotPossible("Package %s has ended; nothing is collected for it.".formatted(sale.reference()));
        }
        var payment = payments.request(new PaymentRequest(sale.subject(), sale.client(), Purpose.PACKAGE, sale.price(), "%s (%s)".formatted(sale.name(), sale.reference()), true));
        return new Collection(payment, sale.payUntil(), settings.reminders(), sale.endsAt() == null ? clock.instant().plus(NEVER) : sale.endsAt());
    }

    /** It is paid: the client gets the credits. Paid after these would have ended, as by a late retry of the card, it has lapsed and the money goes back. */
    public void grant(PackageSaleId id) {
        var sale = lock(id);
        if (sale.status() == PackageStatus.LAPSED || sale.status() == PackageStatus.REQUESTED && sale.endsBy(clock.instant())) {
            lapse(id);
        } else if (sale.moveTo(PackageStatus.ACTIVE, clock.instant())) {
            credits.grant(new Grant(sale.client(), sale.subject(), sale.name(), sale.credits(), sale.price(), sale.covers(), sale.endsAt(), sale.grace(), sale.shareable()));
            repository.save(sale);
            timeline.add(id, "Paid; %d credits granted".formatted(sale.credits()), Timeline.FLOW);
            shareAsBefore(sale);
            mails.sendWelcome(sale);
        }
    }

    /** Who used the package that this one renews uses it on. */
    private void shareAsBefore(PackageSale sale) {
        if (sale.renews() != null && sale.shareable()) {
            sharing.sharers(sale.renews()).forEach(client -> sharing.share(sale.id(), client.id(), Timeline.FLOW));
        }
    }

    /** Looks at where the package stands now. Notes its end when every credit has found its own. */
    public Review review(PackageSaleId id) {
        var sale = lock(id);
        if (sale.status() == PackageStatus.LAPSED) {
            return new Review(State.REFUNDED, 0, sale.credits(), 0, clock.instant());
        }
        var lot = lot(id);
        if (sale.status() == PackageStatus.ACTIVE && lot.finished()) {
            sale.moveTo(lot.refunded() > 0 ? PackageStatus.REFUNDED : lot.expired() > 0 ? PackageStatus.EXPIRED : PackageStatus.USED_UP, clock.instant());
            repository.save(sale);
            timeline.add(id, "Ended: %d used, %d expired, %d refunded".formatted(lot.used(), lot.expired(), lot.refunded()), Timeline.FLOW);
        }
        return new Review(state(sale, lot), lot.free(), lot.bought(), daysLeft(lot), lookAgainAt(lot));
    }

    /** Tells the client once. */
    public void notify(PackageSaleId id, Notice notice) {
        var sale = lock(id);
        if (sale.status() == PackageStatus.ACTIVE) {
            mails.sendNotice(sale, lot(id), notice);
        }
    }

    /** The free credits of a package whose time is over are gone. */
    public void expire(PackageSaleId id) {
        var sale = lock(id);
        var before = lot(id);
        var after = credits.expire(before.id());
        var unused = after.expired() - before.expired();
        if (unused > 0) {
            timeline.add(id, unused == 1 ? "One unused credit expired" : unused + " unused credits expired", Timeline.FLOW);
            mails.sendExpired(sale, after, unused);
        }
    }

    /** Contract or payment were not done in time. Money that came in all the same goes back. */
    public void lapse(PackageSaleId id) {
        var sale = lock(id);
        if (sale.moveTo(PackageStatus.LAPSED, clock.instant())) {
            repository.save(sale);
            timeline.add(id, "Not paid in time", Timeline.FLOW);
            mails.sendLapsed(sale);
        }
        giveBack(sale);
    }

    /** Cancelled before it was paid: money that arrived while it was cancelled goes back. */
    public void settleCancellation(PackageSaleId id) {
        giveBack(lock(id));
    }

    private void giveBack(PackageSale sale) {
        var paid = payments.paidFixed(sale.id().value(), sale.price().currency());
        if (paid.isPositive()) {
            payments.refundSubject(sale.id().value(), paid, new RefundOrder("not wanted any more", RefundReason.CANCELLATION, Account.UNEARNED, Timeline.FLOW));
        }
    }

    private State state(PackageSale sale, CreditLot lot) {
        return switch (sale.status()) {
            case USED_UP -> State.USED_UP;
            case EXPIRED -> State.EXPIRED;
            case REFUNDED -> State.REFUNDED;
            default -> lot.free() > 0 && isOver(lot) ? State.PAST_END : State.ACTIVE;
        };
    }

    private boolean isOver(CreditLot lot) {
        return lot.expiresAt() != null && !clock.instant().isBefore(lot.expiresAt());
    }

    private int daysLeft(CreditLot lot) {
        return lot.expiresAt() == null ? NO_END : (int) Math.clamp(Duration.between(clock.instant(), lot.expiresAt()).toDays(), 0, NO_END);
    }

    private Instant lookAgainAt(CreditLot lot) {
        var tomorrow = clock.instant().plus(LOOK_AGAIN);
        return lot.expiresAt() != null && lot.expiresAt().isAfter(clock.instant()) && lot.expiresAt().isBefore(tomorrow) ? lot.expiresAt() : tomorrow;
    }

    private CreditLot lot(PackageSaleId id) {
        return credits.ofSource(id.value()).orElseThrow(() -> new NotPossible("Package %s has no credits yet.".formatted(id)));
    }

    private PackageSale lock(PackageSaleId id) {
        return repository.lock(id).orElseThrow(() -> new PackageUnknown(id.toString()));
    }
}
