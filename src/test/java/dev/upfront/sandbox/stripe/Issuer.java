package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The bank behind a card: what it says to a charge is what was planned for the card, or what the test card is made for, or that the card has expired. */
final class Issuer {

    private record Planned(Decline decline, int left) {
    }

    private final Books books;
    private final PaymentMethods paymentMethods;
    private final Map<String, Planned> planned = new HashMap<>();

    Issuer(Books books, PaymentMethods paymentMethods) {
        this.books = books;
        this.paymentMethods = paymentMethods;
    }

    /** Declines the next charges of a card; none with {@code times} 0. */
    void declineNext(String method, int times, Decline decline) {
        if (times > 0) {
            planned.put(method, new Planned(decline, times));
        } else {
            planned.remove(method);
        }
    }

    /** What is planned for a card, such as {@code 3 × insufficient_funds}; empty when nothing is. */
    String plan(String method) {
        return Optional.ofNullable(planned.get(method)).map(plan -> plan.left + " × " + plan.decline.declineCode()).orElse("");
    }

    /** Why a charge is declined, if it is; uses up what was planned. */
    Optional<Decline> answer(ObjectNode method) {
        String id = Books.text(method, "id");
        Planned plan = planned.get(id);
        if (plan != null) {
            declineNext(id, plan.left - 1, plan.decline);
            return Optional.of(plan.decline);
        }
        return hasExpired(method) ? Optional.of(Decline.EXPIRED) : Optional.ofNullable(paymentMethods.card(method).decline);
    }

    /** A card is good until the end of the month that is printed on it. */
    boolean hasExpired(ObjectNode method) {
        Instant end = PaymentMethods.expiry(method).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !books.now().isBefore(end);
    }

    /** The card is lost or old: its holder gets another one, and the network tells Stripe. */
    void replace(ObjectNode method, TestCard card) {
        planned.remove(Books.text(method, "id"));
        paymentMethods.replace(method, card, YearMonth.from(books.now().atZone(ZoneOffset.UTC)).plusYears(4));
    }
}
