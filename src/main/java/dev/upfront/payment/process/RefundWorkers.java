package dev.upfront.payment.process;

import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.PaymentMails;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundStatus;
import dev.upfront.payment.Refunding;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The jobs by which the refund process has money given back. */
@Component
class RefundWorkers implements JobWorkers {

    record OfRefund(UUID refundId) {
        RefundId id() {
            return new RefundId(refundId);
        }
    }

    private final Payments payments;
    private final Refunding refunding;
    private final PaymentMails mails;

    RefundWorkers(Payments payments, Refunding refunding, PaymentMails mails) {
        this.payments = payments;
        this.refunding = refunding;
        this.mails = mails;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("refund.requested", "refundId")
                .on("payment.submitRefund", OfRefund.class, this::submitRefund)
                .onOpen("payment.awaitRefund", OfRefund.class, OfRefund::refundId, this::awaitRefund)
                .on("payment.askRefund", OfRefund.class, this::askRefund)
                .on("payment.sendRefundReceipt", OfRefund.class, this::sendRefundReceipt)
                .on("payment.closeRefund", OfRefund.class, this::closeRefund)
                .on("payment.alertStaffOfRefund", OfRefund.class, this::alertStaffOfRefund);
    }

    Outcome submitRefund(OfRefund command) {
        var refund = refunding.submit(command.id());
        var subject = payments.payment(refund.paymentId()).subject();
        return Outcome.done(Map.of("refundStatus", routing(refund), "refundRef", refund.reference(), "refundAmount", refund.amount().toString(),
                subject.kind().variable(), subject.reference()));
    }

    Outcome awaitRefund(OfRefund command) {
        var status = payments.refund(command.id()).status();
        return status == RefundStatus.PENDING ? Outcome.waiting() : Outcome.done(Map.of("refundStatus", status.name()));
    }

    Outcome askRefund(OfRefund command) {
        refunding.ask(command.id());
        return Outcome.done();
    }

    Outcome sendRefundReceipt(OfRefund command) {
        mails.refundReceipt(command.id());
        return Outcome.done();
    }

    Outcome closeRefund(OfRefund command) {
        refunding.close(command.id());
        return Outcome.done();
    }

    Outcome alertStaffOfRefund(OfRefund command) {
        mails.alertStaffOfRefund(command.id());
        return Outcome.done();
    }

    private static String routing(Refund refund) {
        return refund.status() == RefundStatus.CLOSED ? "NOTHING_TO_DO" : refund.status().name();
    }
}
