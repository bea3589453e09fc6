package dev.upfront.payment;

import dev.upfront.payment.stripe.StripeAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The client's pay page: at most one is open per payment. */
@Component
class Checkouts {

    /** Enough for a page that ended meanwhile and another that begins; each round settles something or gives up. */
    private static final int ROUNDS = 6;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final Customers customers;
    private final Inquiry inquiry;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Checkouts(PaymentRepository payments, AttemptRepository attempts, Customers customers, Inquiry inquiry, TransactionTemplate transaction,
              InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.customers = customers;
        this.inquiry = inquiry;
        this.transaction = transaction;
        this.clock = clock;
    }

    CheckoutPage open(PaymentId id, URI returnTo) {
        var payment = payments.findById(id).orElseThrow();
        var customer = payment.isOwed() ? customers.of(payment) : "";
        StripeAnswer last = new StripeAnswer.NotFound();
        for (int round = 0; round < ROUNDS; round++) {
            var live = begin(id, customer, returnTo);
            if (live.isEmpty()) {
                return settled(id);
            }
            var page = live.get().pageAt(clock.instant());
            if (page != null) {
                return new CheckoutPage.Ready(page);
            }
            last = inquiry.resolve(live.get(), payment, live.get().kind() == Attempt.Kind.CHECKOUT);
            if (live.get().kind() == Attempt.Kind.CARD && !isSettled(last)) {
                return new CheckoutPage.Checking();
            }
            if (last instanceof StripeAnswer.Unknown) {
                pause();
            }
        }
        StripeUnavailable.unlessClear(last, "Opening the pay page", payment.reference());
        return new CheckoutPage.Checking();
    }

    /** @return whether the payment was paid after all */
    boolean close(PaymentId id) {
        for (int round = 0; round < ROUNDS; round++) {
            var payment = payments.findById(id).orElseThrow();
            var live = attempts.live(id);
            if (live.isEmpty()) {
                return payment.status() == PaymentStatus.PAID;
            }
            StripeUnavailable.unlessClear(inquiry.close(live.get(), payment), "Closing the pay page", payment.reference());
        }
        throw new StripeUnavailable("Closing the pay page", id.toString(), "it is opened again and again");
    }

    /** The live attempt of an owed payment, written now if there is none; empty when nothing is owed. */
    private Optional<Attempt> begin(PaymentId id, String customer, URI returnTo) {
        return transaction.execute(status -> payments.lock(id).filter(Payment::isOwed)
                .map(payment -> attempts.live(id).orElseGet(() -> attempts.save(Attempt.checkout(payment, customer, returnTo, clock.instant())))));
    }

    private CheckoutPage settled(PaymentId id) {
        return payments.findById(id).orElseThrow().status() == PaymentStatus.PAID ? new CheckoutPage.Paid() : new CheckoutPage.Closed();
    }

    private static boolean isSettled(StripeAnswer answer) {
        return answer instanceof StripeAnswer.Collected || answer instanceof StripeAnswer.Declined || answer instanceof StripeAnswer.Ended
                || answer instanceof StripeAnswer.NeedsAuthentication;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
