package dev.upfront.packages;

import dev.upfront.catalog.Packages;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.RefundQuote;
import dev.upfront.ledger.Account;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the packages room: buying a package, renewing it, giving the unused part back. */
@Service
@Transactional
public class PackageSales {

    private final PackageSaleRepository repository;
    private final Packages packages;
    private final Clients clients;
    private final Onboarding onboarding;
    private final Credits credits;
    private final Payments payments;
    private final PackageFacts facts;
    private final PackageMails mails;
    private final Timeline timeline;
    private final PackageSettings settings;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    PackageSales(PackageSaleRepository repository, Packages packages, Clients clients, Onboarding onboarding, Credits credits, Payments payments, PackageFacts facts,
            PackageMails mails, Timeline timeline, PackageSettings settings, ApplicationEventPublisher events, InstantSource clock) {
        this.repository = repository;
        this.packages = packages;
        this.clients = clients;
        this.onboarding = onboarding;
        this.credits = credits;
        this.payments = payments;
        this.facts = facts;
        this.mails = mails;
        this.timeline = timeline;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sells a package: keeps a copy of what is agreed, and starts the flow, which asks for contract and payment. The same request key returns the
     * same sale.
     *
     * @throws NotPossible when it is not on sale
     */
    public PackageSale request(PackageRequest request) {
        var earlier = repository.findByRequestKey(request.requestKey());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var offer = packages.offer(request.offer());
        if (!packages.isOnSale(offer)) {
            throw new NotPossible("%s can't be bought at the moment. Nothing was charged; please choose another package.".formatted(offer.name()));
        }
        var client = clients.register(request.name(), request.mail(), request.phone(), request.zone(), request.locale());
        return begin(PackageSale.requested(request, client.id(), offer, packages.endOf(offer), clock.instant(), settings.payWithin()));
    }

    /**
     * The same package again, paid from the card that was kept for the first one: one tap. Asked for twice, by two tabs say, it is one renewal.
     *
     * @param seen the offer's version whose sessions and price were shown: no others are charged for
     * @param by "client", or a staff member's name
     * @throws NotPossible when that package is not on sale any more, is another one now, or was never paid
     */
    public PackageSale renew(PackageSaleId id, int seen, String by) {
        var sale = lock(id);
        var renewed = repository.renewalOf(id.value());
        if (renewed.isPresent()) {
            return renewed.get();
        }
        if (sale.status() == PackageStatus.REQUESTED || sale.status() == PackageStatus.LAPSED || sale.status() == PackageStatus.CANCELLED) {
            throw new NotPossible("This package was not paid, so there is nothing to renew. Nothing was charged.");
        }
        var offer = packages.offer(sale.offer());
        if (!packages.isOnSale(offer)) {
            throw new NotPossible("%s is not on sale any more. Nothing was charged; please choose another package.".formatted(offer.name()));
        }
        if (offer.version() != seen) {
            throw new NotPossible("The package has changed since this page was drawn. Nothing was charged; please look at it again.");
        }
        return begin(sale.renewal(offer, by, packages.endOf(offer), clock.instant(), settings.payWithin()));
    }

    /**
     * Ends a package that is not paid yet. Money that arrives all the same goes back.
     *
     * @throws NotPossible when it is paid already
     */
    public void cancel(PackageSaleId id, String by) {
        var sale = lock(id);
        if (sale.status() == PackageStatus.ACTIVE) {
            throw new NotPossible("This package is paid. You can ask for the unused credits to be refunded instead.");
        }
        if (sale.moveTo(PackageStatus.CANCELLED, clock.instant())) {
            repository.save(sale);
            timeline.add(id, "Cancelled before it was paid", by);
            events.publishEvent(new PackageCancelled(id));
        }
    }

    /** What refunding the unused credits would mean. Changes nothing. */
    @Transactional(readOnly = true)
    public RefundQuote refundQuote(PackageSaleId id) {
        return quote(lotOf(id));
    }

    /**
     * Takes the unused credits back and refunds their value. Credits of booked sessions stay with them.
     *
     * @param agreed the quote that was shown
     * @param by who decides it, and why
     * @throws QuoteChanged when it is another by now; nothing was done
     * @throws NotPossible when no credit is unused
     */
    public void refund(PackageSaleId id, RefundQuote agreed, String by) {
        var sale = lock(id);
        var lot = credits.lotFixed(lotOf(id).id());
        var quote = quote(lot);
        if (!quote.equals(agreed)) {
            throw new QuoteChanged(quote);
        }
        if (quote.credits() == 0) {
            throw new NotPossible("No credit of this package is unused, so there is nothing to refund.");
        }
        var amount = credits.takeBack(lot.id());
        if (amount.isPositive()) {
            payments.refundSubject(id.value(), amount, new RefundOrder("unused " + (lot.refunded() + quote.credits()), RefundReason.CANCELLATION, Account.UNEARNED, by));
        }
        timeline.add(id, "%s refunded: %s".formatted(quote.credits() == 1 ? "One unused credit" : quote.credits() + " unused credits", amount.format(Locale.ENGLISH)), by);
        if (credits.lot(lot.id()).finished() && sale.moveTo(PackageStatus.REFUNDED, clock.instant())) {
            repository.save(sale);
        }
    }

    @Transactional(readOnly = true)
    public PackageSale sale(PackageSaleId id) {
        return repository.findById(id).orElseThrow(() -> new PackageUnknown(id.toString()));
    }

    /** The sale that a subject is, if it is one. */
    @Transactional(readOnly = true)
    public Optional<PackageSale> find(PackageSaleId id) {
        return repository.findById(id);
    }

    @Transactional(readOnly = true)
    public Optional<PackageSale> byRequestKey(String requestKey) {
        return repository.findByRequestKey(requestKey);
    }

    /** Its renewal, if there is one. */
    @Transactional(readOnly = true)
    public Optional<PackageSale> renewalOf(PackageSaleId id) {
        return repository.renewalOf(id.value());
    }

    /** The credits that it granted; none while it is not paid. */
    @Transactional(readOnly = true)
    public Optional<CreditLot> lot(PackageSaleId id) {
        return credits.ofSource(id.value());
    }

    /** The client's packages, latest first, at most 200. */
    @Transactional(readOnly = true)
    public List<PackageSale> ofClient(ClientId client) {
        return repository.ofClient(client.value());
    }

    /** Sales that asked for a process and were not taken up by its first task within a minute. */
    @Transactional(readOnly = true)
    public List<PackageSale> notTakenUp() {
        return repository.notTakenUp(clock.instant().minusSeconds(60));
    }

    @Transactional(readOnly = true)
    public List<Change> timeline(PackageSaleId id) {
        return timeline.of(id);
    }

    private PackageSale begin(PackageSale requested) {
        var sale = repository.save(requested);
        onboarding.describe(sale.id().value(), facts.of(sale));
        mails.sendRequested(sale);
        timeline.add(sale.id(), sale.renews() != null ? "Renewed" : sale.soldBy().equals("client") ? "Bought" : "Sold", sale.soldBy());
        events.publishEvent(new PackageSold(sale.id()));
        return sale;
    }

    private static RefundQuote quote(CreditLot lot) {
        return new RefundQuote(lot.free(), lot.held(), lot.refundable());
    }

    private CreditLot lotOf(PackageSaleId id) {
        return credits.ofSource(id.value()).orElseThrow(() -> new NotPossible("This package is not paid yet, so there is nothing to refund."));
    }

    private PackageSale lock(PackageSaleId id) {
        return repository.lock(id).orElseThrow(() -> new PackageUnknown(id.toString()));
    }
}
