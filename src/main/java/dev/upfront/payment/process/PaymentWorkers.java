package dev.upfront.payment.process;

import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.Collecting;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentMails;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import java.time.Instant;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The jobs by which processes have a payment collected. */
@Component
class PaymentWorkers implements JobWorkers {

    record OfPayment(UUID paymentId) {
        PaymentId id() {
            return new PaymentId(paymentId);
        }
    }

    record OfPayer(UUID payerId) {
    }

    /** @param deadline when the collection ends by itself; absent in flows that have none */
    record Reminder(UUID paymentId, @Nullable Instant deadline) {
    }

    /** @param bookingId how older versions of the booking flow, which may still run, say what it is for */
    record OfSubject(@Nullable UUID subjectId, @Nullable UUID bookingId) {
    }

    private final Payments payments;
    private final Collecting collecting;
    private final PaymentMails mails;
    private final URI baseAddress;

    PaymentWorkers(Payments payments, Collecting collecting, PaymentMails mails, @Value("${upfront.base-address}") URI baseAddress) {
        this.payments = payments;
        this.collecting = collecting;
        this.mails = mails;
        this.baseAddress = baseAddress;
    }

    @Override
    public void register(Workers workers) {
        workers.on("payment.prepare", OfPayment.class, this::prepare)
                .on("payment.chargeCard", OfPayment.class, this::chargeCard)
                .on("payment.sendPaymentLink", OfPayment.class, this::sendPaymentLink)
                .onOpen("payment.payOnline", OfPayment.class, OfPayment::paymentId, this::payOnline)
                .onOpen("payment.keepCard", OfPayer.class, OfPayer::payerId, this::keepCard)
                .on("payment.remindClient", Reminder.class, this::remindClient)
                .on("payment.closeCheckout", OfPayment.class, this::closeCheckout)
                .on("payment.closePayments", OfSubject.class, this::closePayments)
                .on("payment.giveUp", OfPayment.class, this::giveUp)
                .on("payment.writeOff", OfPayment.class, this::writeOff)
                .on("payment.alertStaff", OfPayment.class, this::alertStaff);
    }

    Outcome prepare(OfPayment payment) {
        var due = collecting.prepare(payment.id());
        var subject = payments.payment(payment.id()).subject();
        return Outcome.done(Map.of("paymentRef", due.reference(), subject.kind().variable(), subject.reference(),
                "amountDue", due.amount().toString(), "waitingSince", due.waitingSince().toString(), "collectFrom", due.from().name(),
                "inConsole", baseAddress.resolve("/ops/payments/" + payment.paymentId()).toString()));
    }

    Outcome chargeCard(OfPayment payment) {
        return Outcome.done(Map.of("chargeResult", collecting.chargeCard(payment.id()).name()));
    }

    Outcome sendPaymentLink(OfPayment payment) {
        mails.link(payment.id());
        return Outcome.done();
    }

    Outcome payOnline(OfPayment payment) {
        return payments.payment(payment.id()).status() == PaymentStatus.PAID ? Outcome.done() : Outcome.waiting();
    }

    Outcome keepCard(OfPayer payer) {
        return payments.cardOnFile(payer.payerId()).isPresent() ? Outcome.done() : Outcome.waiting();
    }

    Outcome remindClient(Reminder reminder) {
        mails.reminder(new PaymentId(reminder.paymentId()), reminder.deadline());
        return Outcome.done();
    }

    Outcome closeCheckout(OfPayment payment) {
        return Outcome.done(Map.of("paidAfterAll", payments.closeCheckout(payment.id())));
    }

    Outcome closePayments(OfSubject of) {
        payments.closePayments(Objects.requireNonNull(of.subjectId() == null ? of.bookingId() : of.subjectId()));
        return Outcome.done();
    }

    Outcome giveUp(OfPayment payment) {
        collecting.giveUp(payment.id());
        return Outcome.done();
    }

    Outcome writeOff(OfPayment payment) {
        collecting.writeOff(payment.id());
        return Outcome.done();
    }

    Outcome alertStaff(OfPayment payment) {
        mails.alertStaff(payment.id());
        return Outcome.done();
    }
}
