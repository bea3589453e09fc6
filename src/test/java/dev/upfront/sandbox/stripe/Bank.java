package dev.upfront.sandbox.stripe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The account's money at Stripe and its way to the bank. Thread-safe; everything here is in the journal. */
public final class Bank {

    private final Steps steps;
    private final Parts parts;
    private final Steps.Act<Void> payouts;
    private final Steps.Act<Void> fees;
    private final Steps.Act<Void> listed;
    private final Steps.Act<Void> becomes;
    private final Steps.Act<Void> settled;
    private final Steps.Act<Void> sentBack;
    private final Steps.Act<Void> reconciles;
    private final Steps.Act<Void> byHand;

    Bank(Steps steps, Parts parts) {
        this.steps = steps;
        this.parts = parts;
        payouts = steps.deed("payouts", given -> parts.payouts.daily(Boolean.parseBoolean(given.getFirst())));
        fees = steps.deed("fees", given -> parts.balance.fees(given.get(0), new Balance.Fees(Long.parseLong(given.get(1)), Long.parseLong(given.get(2)), Long.parseLong(given.get(3)))));
        listed = steps.deed("listed", given -> parts.balance.listed(given.get(0), Boolean.parseBoolean(given.get(1))));
        becomes = steps.deed("movement", given -> parts.balance.becomes(given.get(0), Long.parseLong(given.get(1)), Long.parseLong(given.get(2))));
        settled = steps.deed("settled", given -> parts.balance.settledIn(given.get(0), given.get(1), Long.parseLong(given.get(2)), Long.parseLong(given.get(3))));
        sentBack = steps.deed("sentBack", given -> parts.payouts.fail(given.getFirst()));
        reconciles = steps.deed("reconciles", given -> parts.payouts.reconciles(Boolean.parseBoolean(given.getFirst())));
        byHand = steps.deed("byHand", given -> parts.payouts.byHand());
    }

    /** Whether what is available is paid out by itself at the beginning of each day (UTC) of the stand-in's clock; not unless set. */
    public void dailyPayouts(boolean on) {
        payouts.now(String.valueOf(on));
    }

    public boolean hasDailyPayouts() {
        return steps.take(parts.payouts::areDaily);
    }

    /**
     * Sets what Stripe takes in a currency from now on. At the start: 1.5 % and 25 cents of a charge and 20 euros of a dispute in EUR, nothing in others.
     *
     * @param currency    lower case, as Stripe writes it
     * @param basisPoints hundredths of a percent of each charge; half a minor unit is rounded up
     * @param fixed       of each charge, in the minor unit
     * @param dispute     of each dispute, in the minor unit; not given back
     */
    public void fees(String currency, long basisPoints, long fixed, long dispute) {
        fees.now(currency, String.valueOf(basisPoints), String.valueOf(fixed), String.valueOf(dispute));
    }

    /** Whether lists show a movement; it counts in the balance either way, as one does that Stripe's lists have not caught up with. */
    public void listed(String movement, boolean isListed) {
        listed.now(movement, String.valueOf(isListed));
    }

    /** A movement is of another amount and fee from now on, as if it always had been. */
    public void becomes(String movement, long amount, long fee) {
        becomes.now(movement, String.valueOf(amount), String.valueOf(fee));
    }

    /** A movement is in another currency than its charge from now on, as if it always had been: the account has none in the charge's. */
    public void settledIn(String currency, String movement, long amount, long fee) {
        settled.now(currency, movement, String.valueOf(amount), String.valueOf(fee));
    }

    /** The bank sends a payout back, and the money is available again. */
    public void sendsBack(String payout) {
        sentBack.now(payout);
    }

    /** Whether Stripe knows at once what an automatic payout is made of; else it names nothing until this is on again. It does unless set. */
    public void reconcilesPayouts(boolean on) {
        reconciles.now(String.valueOf(on));
    }

    /** The account's owner has all that is available paid out now; Stripe never says what that is made of. */
    public void paysOutByHand() {
        byHand.now();
    }

    /** Every movement of the balance, oldest first. */
    public List<RecordedMovement> movements() {
        return steps.take(() -> parts.books.all("balance_transaction").map(Balance::recorded).toList());
    }

    /** What arrived at the bank, oldest first. */
    public List<Recorded> payouts() {
        return steps.take(() -> parts.books.all("payout").map(parts.books::recorded).toList());
    }

    /** The movements that a payout is made of, without its own. */
    public List<RecordedMovement> paidOutBy(String payout) {
        return steps.take(() -> parts.books.indexed("balance_transaction", "payout", payout).filter(movement -> !Books.is(movement, "type", "payout"))
                .map(Balance::recorded).toList());
    }

    /** What is at Stripe now, available or pending, in minor units by currency. */
    public Map<String, Long> balance() {
        return steps.take(() -> new TreeMap<>(parts.balance.total()));
    }
}
