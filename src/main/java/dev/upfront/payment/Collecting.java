package dev.upfront.payment;

import dev.upfront.engine.StuckWork;
import dev.upfront.money.Money;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** What the payment-collection process asks for, step by step; whatever it asks twice has one effect. None of it may be called inside a transaction. */
@Service
public class Collecting {

    /** Where the money is to come from. */
    public enum From { CARD_ON_FILE, CLIENT, NOBODY }

    /** What a charge of the card on file came to. LIMITED: nothing was asked of the bank, as the card networks allow no more tries for now. */
    public enum ChargeResult { PAID, DECLINED, LIMITED, NEEDS_CLIENT }

    /** A payment as a process knows it: reference and routing, nothing personal. */
    public record Due(String reference, Money amount, Instant waitingSince, From from) {
    }

    private final PaymentRepository payments;
    private final CardCharges cardCharges;
    private final Cards cards;
    private final CardStandings standings;
    private final Closings closings;
    private final OutsidePayments outsidePayments;

    Collecting(PaymentRepository payments, CardCharges cardCharges, Cards cards, CardStandings standings, Closings closings, OutsidePayments outsidePayments) {
        this.payments = payments;
        this.cardCharges = cardCharges;
        this.cards = cards;
        this.standings = standings;
        this.closings = closings;
        this.outsidePayments = outsidePayments;
    }

    /**
     * What is due, and where it is to come from: what is owed already is charged to the card on file, and becomes a debt when that does not bring it;
     * for all else the client is on the page.
     *
     * @throws StuckWork if the payment is no longer wanted
     */
    public Due prepare(PaymentId id) {
        var payment = payments.findById(id).orElseThrow();
        var from = switch (payment.status()) {
            case PAID -> From.NOBODY;
            case OWED -> isChargedByItself(payment) ? From.CARD_ON_FILE : From.CLIENT;
            case CLOSED, WRITTEN_OFF -> throw new StuckWork("Collecting", payment.reference(), "the payment is " + payment.status(),
                    "end this flow: nobody waits for the money");
        };
        return new Due(payment.reference(), payment.amount(), payment.createdAt(), from);
    }

    /** Who buys a package or begins a retainer is on the page, and has let no card be kept yet; a renewal is owed whether there is a card or not. */
    private boolean isChargedByItself(Payment payment) {
        var payer = payment.subject().payer();
        return switch (payment.purpose()) {
            case PACKAGE -> cards.of(payer).isPresent();
            case RETAINER_PERIOD -> cards.of(payer).isPresent() || payments.hasPaid(payer);
            default -> payment.purpose().mayChargeCardOnFile();
        };
    }

    /** @throws StripeUnavailable if the outcome is not known */
    public ChargeResult chargeCard(PaymentId id) {
        return cardCharges.charge(id);
    }

    /** Why the card on file did not pay, and whether it may be tried again. Asks nobody but the database. */
    public CardStanding standing(PaymentId id) {
        return standings.of(payments.findById(id).orElseThrow());
    }

    /**
     * Notes that staff got the money outside Stripe. What may still bring the same money by card is closed first; a repeat changes nothing.
     *
     * @param by who got it
     * @return whether the payment is settled by this; false when it was paid, closed or written off before
     */
    public boolean paidOutside(PaymentId id, Means means, String by) {
        return outsidePayments.note(id, means, by);
    }

    /** Closes a payment that was not paid in time; money that comes all the same goes back. */
    public void giveUp(PaymentId id) {
        closings.giveUp(id);
    }

    /** Gives a debt up, as staff decided, unless it was paid at the last moment. */
    public void writeOff(PaymentId id) {
        closings.writeOff(id);
    }
}
