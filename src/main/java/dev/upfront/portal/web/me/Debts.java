package dev.upfront.portal.web.me;

import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.portal.Reader;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client owes now. */
final class Debts {

    private Debts() {}

    static List<Payment> among(List<Payment> payments) {
        return payments.stream().filter(payment -> payment.status() == PaymentStatus.OWED).toList();
    }

    static Money open(Payment debt) {
        return debt.amount().minus(debt.collected());
    }

    /** Such as "€80.00" or "€80.00 and $20.00"; nothing when nothing is owed. */
    static Optional<String> total(List<Payment> debts, Reader reader) {
        var totals = new LinkedHashMap<Currency, Money>();
        debts.forEach(debt -> totals.merge(debt.amount().currency(), open(debt), Money::plus));
        return totals.isEmpty() ? Optional.empty() : Optional.of(totals.values().stream().map(reader::money).collect(Collectors.joining(" and ")));
    }
}
