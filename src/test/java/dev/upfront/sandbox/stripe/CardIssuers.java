package dev.upfront.sandbox.stripe;

import java.time.YearMonth;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What the banks behind the cards do: decline, replace, let expire, dispute, decide. Thread-safe; everything here is in the journal. */
public final class CardIssuers {

    private final Steps steps;
    private final Parts parts;
    private final Steps.Act<Void> becomes;
    private final Steps.Act<Void> replaces;
    private final Steps.Act<Void> expires;
    private final Steps.Act<Void> declines;
    private final Steps.Act<String> opens;
    private final Steps.Act<String> inquires;
    private final Steps.Act<Void> escalates;
    private final Steps.Act<Void> decides;
    private final Steps.Act<Void> loses;

    CardIssuers(Steps steps, Parts parts) {
        this.steps = steps;
        this.parts = parts;
        becomes = steps.deed("became", given -> parts.paymentMethods.onFile(given.get(0)).forEach(method -> parts.paymentMethods.replace(method, card(given.get(1)), PaymentMethods.FAR)));
        replaces = steps.deed("card-replaced", given -> parts.issuer.replace(method(given.get(0)), card(given.get(1))));
        expires = steps.deed("card-expires", given -> parts.paymentMethods.expires(method(given.get(0)), YearMonth.parse(given.get(1))));
        declines = steps.deed("card-declines", given -> parts.issuer.declineNext(Books.text(method(given.get(0)), "id"), Integer.parseInt(given.get(1)), Decline.ofCode(given.get(2))));
        opens = steps.act("disputed", given -> Books.text(parts.disputes.open(parts.books.get("charge", given.get(0), "charge"), given.get(1)), "id"));
        inquires = steps.act("inquired", given -> Books.text(parts.disputes.inquire(parts.books.get("charge", given.get(0), "charge"), given.get(1)), "id"));
        escalates = steps.deed("escalated", given -> parts.disputes.escalate(parts.books.get(Disputes.KIND, given.get(0))));
        decides = steps.deed("decided", given -> parts.disputes.decide(parts.books.get(Disputes.KIND, given.get(0)), Boolean.parseBoolean(given.get(1))));
        loses = steps.deed("lost", given -> parts.disputes.lose(parts.books.get(Disputes.KIND, given.get(0)), Long.parseLong(given.get(1))));
    }

    private ObjectNode method(String id) {
        return parts.books.get(PaymentMethods.KIND, id, "payment_method");
    }

    private static TestCard card(String number) {
        return TestCard.ofNumber(number).orElseThrow(() -> new IllegalArgumentException("Not a test card: " + number));
    }

    /** Lets all cards on a customer's file act as another test card from now on; their ids stay. */
    void cardsOnFileBecome(String customer, String number) {
        becomes.now(customer, card(number).number);
    }

    /** Gives a card on file another number and four more years; the network tells Stripe, and what was planned for the old one is forgotten. */
    public void replaceCard(String paymentMethod, String number) {
        replaces.now(paymentMethod, card(number).number);
    }

    /** Sets the month at whose end a card expires, by the stand-in's clock; charges after that are declined as expired_card. */
    public void cardExpires(String paymentMethod, YearMonth month) {
        expires.now(paymentMethod, month.toString());
    }

    /**
     * Declines the next charges of a card, whatever the card would do else.
     *
     * @param times 0 takes an earlier plan back
     * @param code  one of {@link #declineCodes()}
     */
    public void declineNext(String paymentMethod, int times, String code) {
        declines.now(paymentMethod, String.valueOf(times), Decline.ofCode(code).declineCode());
    }

    /** The decline codes that can be planned. */
    public static List<String> declineCodes() {
        return Decline.PLANNABLE.stream().map(Decline::declineCode).toList();
    }

    /**
     * Opens a dispute on what was not refunded of a charge.
     *
     * @param reason Stripe's word, such as fraudulent, product_not_received, subscription_canceled
     * @return the dispute's id
     * @throws IllegalStateException when the charge took no money or is disputed already
     */
    public String openDispute(String charge, String reason) {
        return refusing(() -> opens.now(charge, reason));
    }

    /** Asks about what was not refunded of a charge, without taking it. @return the dispute's id */
    public String openInquiry(String charge, String reason) {
        return refusing(() -> inquires.now(charge, reason));
    }

    /** Takes the money that was only asked about. @throws IllegalStateException when it is no inquiry */
    public void escalate(String dispute) {
        refusing(() -> escalates.now(dispute));
    }

    /** Decides a dispute. @throws IllegalStateException when it is decided already */
    public void decideDispute(String dispute, boolean won) {
        refusing(() -> decides.now(dispute, String.valueOf(won)));
    }

    /** Decides for the cardholder, but for a part that had been refunded before: that comes back. @throws IllegalStateException when it is decided already */
    public void loseDispute(String dispute, long returned) {
        refusing(() -> loses.now(dispute, String.valueOf(returned)));
    }

    private static <T> T refusing(Supplier<T> act) {
        try {
            return act.get();
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal.getMessage(), refusal);
        }
    }

    /** The cards that are on a customer's file now, oldest first. */
    public List<RecordedCard> cards() {
        return steps.take(() -> parts.books.all(PaymentMethods.KIND).filter(method -> method.hasNonNull("customer")).map(method -> {
            String id = Books.text(method, "id");
            return new RecordedCard(id, Books.text(method, "customer"), Books.text(method.path("card"), "brand"), Books.text(method.path("card"), "last4"),
                    PaymentMethods.expiry(method), parts.issuer.hasExpired(method), parts.issuer.plan(id));
        }).toList());
    }
}
