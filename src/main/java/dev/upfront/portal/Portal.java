package dev.upfront.portal;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.client.Link;
import dev.upfront.client.Links;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Hold;
import dev.upfront.engine.News;
import dev.upfront.dunning.Debts;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentMails;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.Retainers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a client sees across rooms. It owns nothing and changes nothing. */
@Service
public class Portal {

    /** How long an answer may wait for the flow, so that the next step's page is there at once. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** Between two looks when there is no news: what another instance of the application does for the flow is not heard here. */
    private static final Duration WITHOUT_NEWS = Duration.ofMillis(50);

    private final Links links;
    private final Bookings bookings;
    private final ForwardBookings forward;
    private final Clients clients;
    private final Catalog catalog;
    private final Onboarding onboarding;
    private final Payments payments;
    private final PaymentMails paymentMails;
    private final Debts debts;
    private final PackageSales packages;
    private final Retainers retainers;
    private final Credits credits;
    private final News news;
    private final TransactionTemplate reading;

    Portal(Links links, Bookings bookings, ForwardBookings forward, Clients clients, Catalog catalog, Onboarding onboarding, Payments payments, PaymentMails paymentMails, Debts debts,
           PackageSales packages, Retainers retainers, Credits credits, News news, PlatformTransactionManager transactions) {
        this.links = links;
        this.bookings = bookings;
        this.forward = forward;
        this.clients = clients;
        this.catalog = catalog;
        this.onboarding = onboarding;
        this.payments = payments;
        this.paymentMails = paymentMails;
        this.debts = debts;
        this.packages = packages;
        this.retainers = retainers;
        this.credits = credits;
        this.news = news;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** What the link with that token opens; nothing when it is foreign, revoked or expired. */
    public Optional<Visit> visit(String token) {
        return links.open(token).map(link -> reading.execute(status -> visit(link)));
    }

    /** A retainer as its client sees it. */
    public RetainerVisit visit(RetainerId id) {
        return Objects.requireNonNull(reading.execute(status -> visit(retainers.retainer(id))));
    }

    /** A package as its client sees it. */
    public PackageVisit visit(PackageSaleId id) {
        return Objects.requireNonNull(reading.execute(status -> visit(packages.sale(id))));
    }

    /** Where it stands now; cheaper than a visit. Nothing when the link opens nothing. */
    public Optional<CurrentStep> current(String token) {
        return links.open(token).map(link -> current(link.subject()));
    }

    /** Waits a moment for the flow to reach the next thing a client can see. Not inside a transaction. */
    public void awaitNextStep(Subject subject) {
        await(subject, current -> !current.isMoving());
    }

    /** Waits a moment for the flow to notice that a step was done. Not inside a transaction. */
    public void awaitStepAfter(Subject subject, CurrentStep done) {
        await(subject, current -> !current.isMoving() && !current.seen().equals(done.seen()));
    }

    private void await(Subject subject, Predicate<CurrentStep> reached) {
        var startedAt = System.nanoTime();
        try (var heard = news.about(subject.reference())) {
            while (!reached.test(current(subject.id())) && System.nanoTime() - startedAt < PATIENCE.toNanos()) {
                heard.await(WITHOUT_NEWS);
            }
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        }
    }

    private Visit visit(Link link) {
        var visit = visit(link.subject());
        MDC.put(visit.subject().kind().variable(), visit.subject().reference()); // whatever the log says about this request from here on
        return visit;
    }

    private Visit visit(UUID subject) {
        return bookings.find(new BookingId(subject)).<Visit>map(this::visit)
                .or(() -> retainers.ofSubject(subject).map(this::visit))
                .orElseGet(() -> visit(packages.sale(new PackageSaleId(subject))));
    }

    private BookingVisit visit(Booking booking) {
        var id = booking.id().value();
        var steps = onboarding.stepsOf(id);
        var owed = payments.ofSubject(id);
        var lot = booking.creditLot() == null ? null : credits.lot(booking.creditLot());
        var isBack = lot != null && credits.holdOf(id).filter(hold -> hold.status() == Hold.Status.RELEASED).isPresent();
        return new BookingVisit(booking, clients.client(booking.client()), catalog.provider(booking.provider()), isBack ? null : lot, isBack ? lot : null, steps, owed, payments.refundsOf(id),
                bookings.closing(booking.id()).orElse(null), current(booking, steps, owed), forward.paidAt(booking).orElse(null));
    }

    private PackageVisit visit(PackageSale sale) {
        var id = sale.id().value();
        var steps = onboarding.stepsOf(id);
        var owed = payments.ofSubject(id);
        var lot = credits.ofSource(id).orElse(null);
        return new PackageVisit(sale, clients.client(sale.client()), lot, packages.renewalOf(sale.id()).orElse(null), steps, owed, payments.refundsOf(id),
                CurrentStep.of(sale.status(), lot, steps, debts(owed), isCharging(sale, owed)));
    }

    private RetainerVisit visit(Retainer retainer) {
        var id = retainer.id();
        var steps = onboarding.stepsOf(id.value());
        var periods = retainers.periods(id);
        var subjects = periods.stream().map(period -> period.id().value()).toList();
        var owed = payments.ofSubjects(subjects);
        var lots = credits.ofSources(subjects).values().stream().filter(lot -> !lot.finished())
                .sorted(Comparator.comparing(CreditLot::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
        var card = payments.cardOnFile(retainer.subject().payer()).orElse(null);
        var refunds = owed.stream().filter(payment -> payment.collected().isPositive()).flatMap(payment -> payments.refundsOf(payment.subject().id()).stream()).toList();
        return new RetainerVisit(retainer, retainers.terms(id), retainers.termsAhead(id), retainers.next(id).orElse(null), periods, lots, card,
                clients.client(retainer.client()), retainer.started() ? retainer.zone() : catalog.practice().zone(), steps, owed, refunds,
                current(retainer, periods, lots, steps, owed, card != null));
    }

    private CurrentStep current(Retainer retainer, List<RetainerPeriod> periods, List<CreditLot> lots, List<Step> steps, List<Payment> owed, boolean card) {
        var first = periods.stream().findFirst().orElse(null);
        var asked = owed.stream().filter(payment -> payment.status() == PaymentStatus.OWED && (!card || debts.isDebt(payment.id()) || paymentMails.sentLink(payment.id()))).toList();
        var settled = periods.stream().filter(period -> !period.status().isOwed()).count();
        var seen = "%s-%d-%d-%d-%d-%s-%s".formatted(retainer.status(), periods.size(), settled, lots.stream().mapToInt(CreditLot::free).sum(),
                lots.stream().mapToInt(CreditLot::held).sum(), retainer.resumesAt(), retainer.endsAt());
        var terms = retainers.terms(retainer.id()).terms();
        var cardMissing = !card && terms.trialDays() > 0 && retainer.cancelledAt() == null && (terms.contracts().isEmpty() || !steps.isEmpty());
        return CurrentStep.of(retainer, cardMissing, first, steps, debts(owed), debts(asked), seen);
    }

    /** A renewal is charged to the card on file; the client is asked once that did not do it. */
    private boolean isCharging(PackageSale sale, List<Payment> owed) {
        return sale.renews() != null && payments.cardOnFile(sale.subject().payer()).isPresent() && owed.stream().noneMatch(payment -> debts.isDebt(payment.id()) || paymentMails.sentLink(payment.id()));
    }

    private CurrentStep current(UUID subject) {
        return reading.execute(status -> bookings.find(new BookingId(subject)).map(booking -> current(booking, onboarding.stepsOf(subject), payments.ofSubject(subject)))
                .orElseGet(() -> visit(subject).current()));
    }

    private CurrentStep current(Booking booking, List<Step> steps, List<Payment> owed) {
        var settled = !booking.status().ended() || bookings.closing(booking.id()).map(closing -> closing.settledAt() != null).orElse(true);
        return CurrentStep.of(booking.status(), booking.moves(), steps, debts(owed), settled);
    }

    private static List<CurrentStep.Debt> debts(List<Payment> owed) {
        return owed.stream().map(payment -> new CurrentStep.Debt(payment.id(), payment.purpose(), payment.status())).toList();
    }
}
