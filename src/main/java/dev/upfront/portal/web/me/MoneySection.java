package dev.upfront.portal.web.me;

import dev.upfront.payment.ClientPayments;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Purpose;
import dev.upfront.portal.StepPage.Movement;
import dev.upfront.portal.web.Movements;
import java.util.HashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is owed now and where to pay it, and the latest payments and refunds; the rest has a page of its own. */
@Component
@Order(30)
class MoneySection implements Section {

    private static final int SHOWN = 4;
    static final int PAGE = 20;

    /**
     * @param word whether it is owed, or only the way to a confirmed booking
     * @param address where it is paid
     */
    record Debt(String word, String about, String reference, String amount, String address) {}

    record Row(Movement movement, String about) {}

    /** @param more whether there are earlier ones */
    record View(List<Debt> debts, List<Row> rows, boolean more) {}

    private final ClientPayments payments;
    private final Debts debts;

    MoneySection(ClientPayments payments, Debts debts) {
        this.debts = debts;
        this.payments = payments;
    }

    @Override
    public Drawn draw(SignedIn who) {
        return new Drawn(Place.BESIDE, "portal/me/money", view(who, 0, SHOWN));
    }

    /** @param page from 1 */
    View page(SignedIn who, int page) {
        return view(who, (page - 1) * PAGE, PAGE);
    }

    private View view(SignedIn who, int skip, int shown) {
        var all = payments.of(who.client().id());
        var owed = Debts.among(all).stream()
                .map(debt -> new Debt(debts.isOwed(debt) ? "Owed now" : debt.purpose() == Purpose.RETAINER_PERIOD ? "Pay to begin" : "Pay to confirm", debt.description(), debt.reference(), who.reader().money(Debts.open(debt)), MeController.payAddress(debt))).toList();
        var rows = rows(all, who);
        return new View(owed, rows.stream().skip(skip).limit(shown).toList(), rows.size() > skip + shown);
    }

    /** What moved, latest first; what is owed stands above it. */
    private List<Row> rows(List<Payment> all, SignedIn who) {
        var refunds = payments.refunds(who.client().id());
        var about = new HashMap<String, String>();
        for (var payment : all) {
            about.put(payment.reference(), payment.description());
            refunds.stream().filter(refund -> refund.paymentId().equals(payment.id())).forEach(refund -> about.put(refund.reference(), payment.description()));
        }
        var moved = all.stream().filter(payment -> payment.status() != PaymentStatus.OWED).toList();
        return Movements.of(moved, refunds, who.reader()).reversed().stream().map(movement -> new Row(movement, about.getOrDefault(movement.reference(), ""))).toList();
    }
}
