package dev.upfront.dunning.process;

import dev.upfront.dunning.DebtChanged;
import dev.upfront.dunning.Debts;
import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.payment.CardEnded;
import dev.upfront.payment.CardKept;
import dev.upfront.payment.CardRemoved;
import dev.upfront.payment.PaymentClosed;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentPaid;
import dev.upfront.payment.PaymentWrittenOff;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happens to debts and cards by itself, told to the process that waits for the money. It then looks at the debt anew. */
@Component
class DunningProcess {

    private final Processes processes;
    private final Debts debts;

    DunningProcess(Processes processes, Debts debts) {
        this.processes = processes;
        this.debts = debts;
    }

    @AfterCommit
    void on(PaymentPaid paid) {
        over(paid.paymentId());
    }

    @AfterCommit
    void on(PaymentClosed closed) {
        over(closed.paymentId());
    }

    @AfterCommit
    void on(PaymentWrittenOff writtenOff) {
        over(writtenOff.paymentId());
    }

    @AfterCommit
    void on(CardKept kept) {
        cardsChanged(kept.payer());
    }

    @AfterCommit
    void on(CardRemoved removed) {
        cardsChanged(removed.payer());
    }

    @AfterCommit
    void on(CardEnded ended) {
        cardsChanged(ended.payer());
    }

    @AfterCommit
    void on(DebtChanged changed) {
        goOn(changed.payment());
    }

    private void cardsChanged(@Nullable UUID payer) {
        if (payer != null) {
            debts.cardsChanged(payer).forEach(this::goOn);
        }
    }

    private void over(PaymentId payment) {
        debts.settle(payment);
        goOn(payment);
    }

    private void goOn(PaymentId payment) {
        processes.complete("dunning.awaitMoney", payment.value(), Map.of());
    }
}
