package dev.upfront.payment.process;

import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.payment.CardKept;
import dev.upfront.payment.PaymentDecided;
import dev.upfront.payment.PaymentMails;
import dev.upfront.payment.PaymentPaid;
import dev.upfront.payment.RefundDecided;
import dev.upfront.payment.RefundRequested;
import dev.upfront.payment.RefundSettled;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells processes what happened to payments and refunds. */
@Component
class PaymentProcess {

    private final Processes processes;
    private final PaymentMails mails;

    PaymentProcess(Processes processes, PaymentMails mails) {
        this.processes = processes;
        this.mails = mails;
    }

    /** Wherever the process waits for this money, it goes on. */
    @AfterCommit
    void goOn(PaymentPaid paid) {
        processes.complete("payment.payOnline", paid.paymentId().value(), Map.of());
        processes.complete("ops.decide", paid.paymentId().value(), Map.of("decision", "PAID"));
    }

    /** Wherever a process waits for a card of that payer, it goes on. */
    @AfterCommit
    void goOn(CardKept kept) {
        processes.complete("payment.keepCard", kept.payer(), Map.of());
    }

    @AfterCommit
    void sendReceipt(PaymentPaid paid) {
        mails.receipt(paid.paymentId());
    }

    @AfterCommit
    void goOn(PaymentDecided decided) {
        processes.complete("ops.decide", decided.paymentId().value(),
                Map.of("decision", decided.decision().name(), "deadline", decided.deadline().toString()));
    }

    @AfterCommit
    void start(RefundRequested requested) {
        var id = requested.refundId().value();
        processes.start("refund.requested", id, Map.of("refundId", id.toString()));
    }

    @AfterCommit
    void goOn(RefundSettled settled) {
        processes.complete("payment.awaitRefund", settled.refundId().value(), Map.of("refundStatus", settled.status().name()));
    }

    @AfterCommit
    void goOn(RefundDecided decided) {
        processes.complete("ops.decideRefund", decided.refundId().value(), Map.of("decision", decided.decision().name()));
    }
}
