package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Automatic daily payouts: at the beginning of each day (UTC) what is available then goes to the bank, per currency. Off unless turned on. */
final class Payouts {

    private static final String KIND = "payout";

    private final Books books;
    private final Webhooks webhooks;
    private final Balance balance;
    private final Agenda agenda;
    private boolean daily;
    private boolean reconciles = true;
    private @Nullable Instant next;

    Payouts(Books books, Webhooks webhooks, Balance balance, Agenda agenda) {
        this.books = books;
        this.webhooks = webhooks;
        this.balance = balance;
        this.agenda = agenda;
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/payouts", Routes.known(Routes.LIST, "status", "arrival_date", "arrival_date[*]"), (ids, given) ->
                books.list(KIND, "/v1/payouts", given, List.of(), payout -> Charges.fits(payout, given, "status") && given.isWithin("arrival_date", payout)));
        routes.on("GET", "/v1/payouts/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
    }

    void daily(boolean on) {
        daily = on;
        if (on && next == null) {
            next = books.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
            agenda.at(next, this::payday);
        }
    }

    /** Whether what a payout is made of is known at once: https://docs.stripe.com/api/payouts/object#payout_object-reconciliation_status. */
    void reconciles(boolean on) {
        reconciles = on;
        if (on) {
            books.all(KIND).filter(payout -> Books.is(payout, "reconciliation_status", "in_progress")).forEach(payout -> payout.put("reconciliation_status", "completed"));
        }
    }

    /** The account's owner has all that is available paid out now. */
    void byHand() {
        List.copyOf(balance.payable().entrySet()).forEach(entry -> payOut(entry.getKey(), new ArrayList<>(entry.getValue()), false));
    }

    boolean areDaily() {
        return daily;
    }

    private void payday() {
        next = null;
        if (daily) {
            List.copyOf(balance.payable().entrySet()).forEach(entry -> payOut(entry.getKey(), new ArrayList<>(entry.getValue()), true));
            daily(true);
        }
    }

    /** The bank sends it back: https://docs.stripe.com/api/payouts/object#payout_object-failure_code. */
    void fail(String id) {
        ObjectNode payout = books.get(KIND, id);
        payout.put("status", "failed").put("failure_code", "account_closed").put("failure_message", "The bank account has been closed.")
                .put("failure_balance_transaction", balance.payoutFailed(payout));
        webhooks.event("payout.failed", payout);
    }

    /** A balance below zero waits until charges make up for it. */
    private void payOut(String currency, List<ObjectNode> members, boolean automatic) {
        long amount = members.stream().mapToLong(movement -> movement.path("net").longValue()).sum();
        if (amount <= 0) {
            return;
        }
        ObjectNode payout = books.add(KIND, "po");
        List.of("application_fee", "application_fee_amount", "failure_balance_transaction", "failure_code", "failure_message", "original_payout",
                "reversed_by", "statement_descriptor").forEach(payout::putNull);
        payout.put("amount", amount).put("currency", currency).put("status", "pending").put("automatic", automatic).put("method", "standard")
                .put("type", "bank_account").put("source_type", "card").put("description", "STRIPE PAYOUT").put("destination", "ba_standin")
                .put("arrival_date", books.now().getEpochSecond())
                .put("reconciliation_status", !automatic ? "not_applicable" : reconciles ? "completed" : "in_progress").putObject("metadata");
        payout.put("balance_transaction", balance.paidOut(payout, members));
        webhooks.event("payout.created", payout);
        payout.put("status", "paid");
        webhooks.event("payout.paid", payout);
    }
}
