package dev.upfront.portal.web.me;

import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Purpose;
import dev.upfront.portal.Reader;
import dev.upfront.retainer.RetainerPeriodId;
import dev.upfront.retainer.Retainers;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a client is asked to pay now. */
@Component
class Debts {

    /** Paid to have something, as the first period of a retainer is too; who lets it go owes nothing. */
    private static final Set<Purpose> TO_CONFIRM = Set.of(Purpose.FULL_PRICE, Purpose.DEPOSIT, Purpose.PACKAGE);

    private final Retainers retainers;

    Debts(Retainers retainers) {
        this.retainers = retainers;
    }

    static List<Payment> among(List<Payment> payments) {
        return payments.stream().filter(payment -> payment.status() == PaymentStatus.OWED).toList();
    }

    /** Whether it is owed whatever the client does, and not only the way to a confirmed booking or a retainer that begins. */
    boolean isOwed(Payment debt) {
        return debt.purpose() == Purpose.RETAINER_PERIOD ? retainers.period(new RetainerPeriodId(debt.subject().id())).number() > 1 : !TO_CONFIRM.contains(debt.purpose());
    }

    static Money open(Payment debt) {
        return debt.amount().minus(debt.collected());
    }

    /** What is owed of it, such as "€80.00" or "€80.00 and $20.00"; nothing when nothing is. */
    Optional<String> total(List<Payment> debts, Reader reader) {
        var totals = new LinkedHashMap<Currency, Money>();
        debts.stream().filter(this::isOwed).forEach(debt -> totals.merge(debt.amount().currency(), open(debt), Money::plus));
        return totals.isEmpty() ? Optional.empty() : Optional.of(totals.values().stream().map(reader::money).collect(Collectors.joining(" and ")));
    }
}
