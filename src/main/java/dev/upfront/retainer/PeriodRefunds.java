package dev.upfront.retainer;

import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.RefundQuote;
import dev.upfront.ledger.Account;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Giving the unused part of a paid period back: its free credits go, and with each its share of what was paid; the last one takes what rounding has left. */
@Service
@Transactional
public class PeriodRefunds {

    private final RetainerRepository repository;
    private final PeriodRepository periods;
    private final Credits credits;
    private final Payments payments;
    private final Timeline timeline;

    PeriodRefunds(RetainerRepository repository, PeriodRepository periods, Credits credits, Payments payments, Timeline timeline) {
        this.repository = repository;
        this.periods = periods;
        this.credits = credits;
        this.payments = payments;
        this.timeline = timeline;
    }

    /**
     * What it would mean. Changes nothing.
     *
     * @throws NotAllowed when the period gave no credits
     */
    @Transactional(readOnly = true)
    public RefundQuote quote(RetainerPeriodId id) {
        return quote(id, lotOf(id));
    }

    /**
     * Takes the free credits back and refunds their value, as shown. Credits of booked sessions stay with them.
     *
     * @param shown the quote that was shown
     * @param by who gives it back
     * @throws QuoteChanged when counts or amounts are others by now; nothing was done
     * @throws NotAllowed when no credit is unused
     */
    public void refund(RetainerPeriodId id, RefundQuote shown, String by) {
        var period = periods.findById(id).orElseThrow(() -> new RetainerUnknown(id));
        repository.lock(period.retainer());
        var lot = credits.lotFixed(lotOf(id).id());
        var quote = quote(id, lot);
        if (!quote.equals(shown)) {
            throw new QuoteChanged();
        }
        if (quote.credits() == 0) {
            throw new NotAllowed("No credit of this period is unused, so there is nothing to refund.");
        }
        credits.takeBack(lot.id());
        if (quote.amount().isPositive()) {
            payments.refundSubject(id.value(), quote.amount(), new RefundOrder("unused " + (lot.refunded() + quote.credits()), RefundReason.CANCELLATION, Account.UNEARNED, by));
        }
        timeline.add(period.retainer(), "%s of period %d refunded: %s".formatted(quote.credits() == 1 ? "One unused credit" : quote.credits() + " unused credits",
                period.renewal(), quote.amount().format(Locale.ENGLISH)), by);
    }

    /** Never more than was paid and has not gone back. */
    private RefundQuote quote(RetainerPeriodId id, CreditLot lot) {
        return new RefundQuote(lot.free(), lot.held(), lot.refundable().min(payments.paid(id.value(), lot.value().currency())));
    }

    private CreditLot lotOf(RetainerPeriodId id) {
        return credits.ofSource(id.value()).orElseThrow(() -> new NotAllowed("This period gave no credits, so there is nothing unused to refund."));
    }
}
