package dev.upfront.retainer;

import dev.upfront.catalog.Catalog;
import dev.upfront.payment.CardOnFile;
import dev.upfront.payment.Payments;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells clients in good time that the card which their retainer will be charged to is about to expire: once for each card and its last month. */
@Service
public class CardExpiries {

    private static final Logger log = LoggerFactory.getLogger(CardExpiries.class);
    private static final int DAYS_AHEAD = 30;

    private final RetainerRepository repository;
    private final Renewals renewals;
    private final Payments payments;
    private final Catalog catalog;
    private final RetainerMails mails;
    private final Timeline timeline;
    private final InstantSource clock;

    CardExpiries(RetainerRepository repository, Renewals renewals, Payments payments, Catalog catalog, RetainerMails mails, Timeline timeline, InstantSource clock) {
        this.repository = repository;
        this.renewals = renewals;
        this.payments = payments;
        this.catalog = catalog;
        this.mails = mails;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The payers whose cards can't be charged any more in {@value #DAYS_AHEAD} days, or since a short while. */
    @Transactional(readOnly = true)
    public List<UUID> expiring() {
        var today = LocalDate.ofInstant(clock.instant(), catalog.practice().zone());
        var last = YearMonth.from(today.plusDays(DAYS_AHEAD)).minusMonths(1); // a card can be charged until the last day of its month
        return payments.cardsExpiring(last.minusMonths(1), last).stream().map(kept -> kept.payer()).toList();
    }

    /** Tells the client, if that payer is a retainer that will be charged when the card is over, and was not told of this card before. */
    @Transactional
    public void tell(UUID payer) {
        repository.lock(new RetainerId(payer)).filter(Retainer::started)
                .ifPresent(retainer -> payments.cardOnFile(payer).filter(card -> isToOutlive(retainer, card)).ifPresent(card -> tell(retainer, card)));
    }

    private void tell(Retainer retainer, CardOnFile card) {
        if (mails.sendCardExpiring(retainer, renewals.ahead(retainer), renewals.next(retainer), card)) {
            timeline.add(retainer.id(), "The client is told that the %s expires".formatted(card), Timeline.FLOW);
            log.atInfo().addKeyValue("retainerRef", retainer.reference()).log("The card of retainer {} is about to expire; its client is told", retainer.reference());
        }
    }

    /** What is charged until its last day, the card still pays: a last instalment by then, or the last charge before an end, is no reason to write. */
    private boolean isToOutlive(Retainer retainer, CardOnFile card) {
        var over = YearMonth.of(card.expiryYear(), card.expiryMonth()).plusMonths(1).atDay(1).atStartOfDay(retainer.zone()).toInstant();
        return renewals.chargeNotBefore(retainer, over).isPresent();
    }
}
