package dev.upfront.sandbox.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account's balance at Stripe: a balance transaction for each movement, what it cost, and when it can be paid out
 * (https://docs.stripe.com/reports/balance-transaction-types).
 */
final class Balance {

    private static final String KIND = "balance_transaction";
    private static final List<String> INDEXED = List.of("payout", "source", "type");
    /** What a charge brought is available at the beginning of the second day after; everything else at once. */
    private static final Duration PENDING = Duration.ofDays(2);
    private static final long BASIS_POINTS_OF_THE_WHOLE = 10_000;

    /** What Stripe takes in one currency, in its minor unit: a share of each charge, a fixed part of each charge, and for each dispute. */
    record Fees(long basisPoints, long fixed, long dispute) {

        static final Fees NONE = new Fees(0, 0, 0);

        /** Half a minor unit is rounded up. */
        long ofCharge(long amount) {
            return (amount * basisPoints + BASIS_POINTS_OF_THE_WHOLE / 2) / BASIS_POINTS_OF_THE_WHOLE + fixed;
        }
    }

    private final Books books;
    private final Agenda agenda;
    private final Map<String, Fees> fees = new HashMap<>(Map.of("eur", new Fees(150, 25, 2_000)));
    private final Map<String, Long> available = new TreeMap<>();
    private final Map<String, Long> pending = new TreeMap<>();
    /** Movements that no list shows for now. */
    private final Set<String> unlisted = new HashSet<>();
    private final NavigableMap<Instant, List<ObjectNode>> waiting = new TreeMap<>();
    /** What is available and was not paid out yet, by currency. */
    private final Map<String, List<ObjectNode>> payable = new TreeMap<>();

    Balance(Books books, Agenda agenda) {
        this.books = books;
        this.agenda = agenda;
    }

    void register(Routes routes) {
        routes.on("GET", "/v1/balance", Set.of(), (ids, given) -> shown());
        routes.on("GET", "/v1/balance_transactions", Routes.known(Routes.LIST, "payout", "source", "type", "currency"), (ids, given) -> {
            boolean told = isTold(given);
            return books.list(KIND, "/v1/balance_transactions", given, INDEXED, movement -> !unlisted.contains(Books.text(movement, "id")) && (told || Books.is(movement, "type", "payout"))
                    && Stream.of("source", "type", "currency").allMatch(name -> Charges.fits(movement, given, name)));
        });
        routes.on("GET", "/v1/balance_transactions/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
    }

    /** Whether the payout that is asked about is one that Stripe has put together: https://docs.stripe.com/payouts/reconciliation. */
    private boolean isTold(Parameters given) {
        Optional<ObjectNode> payout = given.text("payout").flatMap(id -> books.find("payout", id));
        if (payout.isPresent() && !payout.get().path("automatic").booleanValue()) {
            throw Refusal.parameter(null, "payout", "Balance transaction history can only be filtered on automatic transfers, not manual.");
        }
        return payout.isEmpty() || Books.is(payout.get(), "reconciliation_status", "completed");
    }

    /** Sets what Stripe takes from now on; nothing for currencies that were never set. */
    void fees(String currency, Fees taken) {
        fees.put(currency, taken);
    }

    /** The movement is there, and its source and the balance show it, but no list does until it is listed again. */
    void listed(String movement, boolean isListed) {
        if (isListed) {
            unlisted.remove(movement);
        } else {
            unlisted.add(movement);
        }
    }

    /** The movement is of another amount and fee from now on, as if it always had been. */
    void becomes(String id, long amount, long fee) {
        ObjectNode movement = books.get(KIND, id);
        long change = amount - fee - movement.path("net").longValue();
        movement.put("amount", amount).put("fee", fee).put("net", amount - fee);
        (Books.is(movement, "status", "pending") ? pending : available).merge(Books.text(movement, "currency"), change, Long::sum);
    }

    void settledIn(String currency, String id, long amount, long fee) {
        becomes(id, 0, 0);
        books.get(KIND, id).put("currency", currency);
        becomes(id, amount, fee);
    }

    private Fees feesOf(ObjectNode source) {
        return fees.getOrDefault(Books.text(source, "currency"), Fees.NONE);
    }

    /** Each of these records a movement and answers with its id. */
    String charged(ObjectNode charge) {
        long amount = amount(charge);
        Instant availableOn = books.now().truncatedTo(ChronoUnit.DAYS).plus(PENDING);
        ObjectNode movement = move(charge, "charge", amount, feesOf(charge).ofCharge(amount), "Stripe processing fees");
        movement.put("status", "pending").put("available_on", availableOn.getEpochSecond());
        waiting.computeIfAbsent(availableOn, first -> {
            agenda.at(availableOn, this::makeAvailable);
            return new ArrayList<>();
        }).add(movement);
        add(pending, movement);
        return Books.text(movement, "id");
    }

    String refunded(ObjectNode refund) {
        return atOnce(move(refund, "refund", -amount(refund), 0, null));
    }

    String refundFailed(ObjectNode refund) {
        return atOnce(move(refund, "refund_failure", amount(refund), 0, null));
    }

    /** The disputed amount and a fee are taken at once. */
    String withdrawn(ObjectNode dispute) {
        return atOnce(move(dispute, "adjustment", -amount(dispute), feesOf(dispute).dispute, "Dispute fee").put("reporting_category", "dispute"));
    }

    /** The disputed amount or a part of it comes back; the fee does not (https://docs.stripe.com/disputes/how-disputes-work). */
    String reinstated(ObjectNode dispute, long amount) {
        return atOnce(move(dispute, "adjustment", amount, 0, null).put("reporting_category", "dispute_reversal"));
    }

    /** What leaves for the bank; listed with what it is made of. */
    String paidOut(ObjectNode payout, List<ObjectNode> members) {
        ObjectNode movement = move(payout, "payout", -amount(payout), 0, null).put("description", "STRIPE PAYOUT");
        add(available, movement);
        String id = Books.text(payout, "id");
        members.forEach(member -> books.indexUnder(member, "payout", id));
        books.indexUnder(movement, "payout", id);
        payable.get(Books.text(payout, "currency")).clear();
        return Books.text(movement, "id");
    }

    /** What can be paid out now, by currency. */
    Map<String, List<ObjectNode>> payable() {
        makeAvailable();
        return payable;
    }

    private void makeAvailable() {
        NavigableMap<Instant, List<ObjectNode>> due = waiting.headMap(books.now(), true);
        due.values().stream().flatMap(List::stream).forEach(movement -> {
            pending.merge(Books.text(movement, "currency"), -movement.path("net").longValue(), Long::sum);
            atOnce(movement.put("status", "available"));
        });
        due.clear();
    }

    private String atOnce(ObjectNode movement) {
        add(available, movement);
        payable.computeIfAbsent(Books.text(movement, "currency"), first -> new ArrayList<>()).add(movement);
        return Books.text(movement, "id");
    }

    /** What a payout's bank did not take lies there again: https://docs.stripe.com/payouts#payout-failures. */
    String payoutFailed(ObjectNode payout) {
        ObjectNode movement = move(payout, "payout_failure", amount(payout), 0, "").put("reporting_category", "payout_reversal").put("description", "STRIPE PAYOUT FAILURE");
        return atOnce(movement);
    }

    private static void add(Map<String, Long> balance, ObjectNode movement) {
        balance.merge(Books.text(movement, "currency"), movement.path("net").longValue(), Long::sum);
    }

    private static long amount(ObjectNode source) {
        return source.path("amount").longValue();
    }

    private ObjectNode move(ObjectNode source, String type, long amount, long fee, String feeFor) {
        ObjectNode movement = books.add(KIND, "txn");
        String currency = Books.text(source, "currency");
        movement.put("amount", amount).put("fee", fee).put("net", amount - fee).put("currency", currency).put("type", type)
                .put("reporting_category", type).put("balance_type", "payments").put("status", "available").put("source", Books.text(source, "id"))
                .put("available_on", books.now().getEpochSecond()).putNull("description").putNull("exchange_rate");
        ArrayNode details = movement.putArray("fee_details");
        if (fee != 0) {
            details.addObject().put("amount", fee).putNull("application").put("currency", currency).put("description", feeFor).put("type", "stripe_fee");
        }
        books.index(movement, "source", "type");
        return movement;
    }

    /** What is at Stripe, available or pending, by currency. */
    Map<String, Long> total() {
        Map<String, Long> total = new TreeMap<>(available);
        pending.forEach((currency, amount) -> total.merge(currency, amount, Long::sum));
        return total;
    }

    static RecordedMovement recorded(ObjectNode movement) {
        return new RecordedMovement(Books.text(movement, "id"), Books.text(movement, "type"), Books.text(movement, "reporting_category"), amount(movement),
                movement.path("fee").longValue(), movement.path("net").longValue(), Books.text(movement, "currency"), Books.text(movement, "source"),
                Books.text(movement, "status"), Instant.ofEpochSecond(movement.path("created").longValue()));
    }

    private ObjectNode shown() {
        ObjectNode balance = JsonNodeFactory.instance.objectNode().put("object", "balance").put("livemode", false);
        amounts(balance.putArray("available"), available);
        amounts(balance.putArray("pending"), pending);
        return balance;
    }

    /** At least the account's own currency. */
    private static void amounts(ArrayNode shown, Map<String, Long> amounts) {
        (amounts.isEmpty() ? Map.of("eur", 0L) : amounts).forEach((currency, amount) ->
                shown.addObject().put("amount", amount).put("currency", currency).putObject("source_types").put("card", amount));
    }
}
