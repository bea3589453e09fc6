package dev.upfront.payment;

import org.springframework.stereotype.Service;

/** What the refund process asks for, step by step; whatever it asks twice has one effect. None of it may be called inside a transaction. */
@Service
public class Refunding {

    private final RefundSubmission submission;
    private final Refunds rows;

    Refunding(RefundSubmission submission, Refunds rows) {
        this.submission = submission;
        this.rows = rows;
    }

    /**
     * Asks Stripe for the refund, once per try.
     *
     * @return the refund as it stands now: on its way, or settled
     * @throws StripeUnavailable if the outcome is not known
     */
    public Refund submit(RefundId id) {
        return submission.submit(id);
    }

    /** Asks Stripe what became of the refund. */
    public void ask(RefundId id) {
        submission.check(id);
    }

    /** Ends a failed refund as staff decided. */
    public void close(RefundId id) {
        rows.close(id);
    }
}
