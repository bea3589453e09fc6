package dev.upfront.payment;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks Stripe about everything that is open, so that nothing depends on a webhook or on a browser that comes back. The gaps between questions
 * about the same thing grow; what is unknown is asked again 5 minutes and an hour after it became so, and then every day, for as long as it takes.
 * Any number of instances share the work: each takes what no other has taken.
 */
@Component
class Sweeper {

    static final Duration FIRST_GAP = Duration.ofMinutes(1);
    static final Duration FIRST_GAP_OF_UNKNOWN = Duration.ofMinutes(5);
    /** When the next question about something open is due. */
    private static final String OPEN = "cast(:now as timestamptz) + least(interval '1 minute' * power(2, least(checks + 1, 9)), interval '6 hours')";
    private static final String UNKNOWN_OR_OPEN = """
            case when unknown_since is null then %s
                when checks = 0 then greatest(unknown_since + interval '1 hour', cast(:now as timestamptz) + interval '5 minutes')
                else cast(:now as timestamptz) + interval '1 day' end""".formatted(OPEN);
    private static final int BATCH = 20;
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final JdbcClient database;
    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final RefundRepository refunds;
    private final Inquiry inquiry;
    private final RefundSubmission refundSubmission;
    private final CardSetupTries setupTries;
    private final CardSetups setups;
    private final StripeInbox inbox;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Sweeper(JdbcClient database, PaymentRepository payments, AttemptRepository attempts, RefundRepository refunds, Inquiry inquiry,
            RefundSubmission refundSubmission, CardSetupTries setupTries, CardSetups setups, StripeInbox inbox, TransactionTemplate transaction, ApplicationEventPublisher events, InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.attempts = attempts;
        this.refunds = refunds;
        this.inquiry = inquiry;
        this.refundSubmission = refundSubmission;
        this.setupTries = setupTries;
        this.setups = setups;
        this.inbox = inbox;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${upfront.payment.sweep-interval:5s}", initialDelayString = "${upfront.payment.sweep-interval:5s}")
    void sweep() {
        try {
            inbox.processDue();
            take("attempt", "'CREATED', 'OPEN', 'PROCESSING', 'UNKNOWN'", UNKNOWN_OR_OPEN).forEach(id -> carefully("attempt", id, this::askAboutAttempt));
            take("refund", "'REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED'", UNKNOWN_OR_OPEN).forEach(id -> carefully("refund", id, this::askAboutRefund));
            take("card_setup", "'CREATED', 'OPEN'", OPEN).forEach(id -> carefully("cardSetup", id, this::askAboutSetup));
        } catch (RuntimeException trouble) {
            log.warn("Stripe was not asked about what is open; the next round tries again: {}", trouble.getMessage());
        }
    }

    /** Takes what is due and puts off the next question: the row's version stays, so that a settlement under way is not disturbed. */
    private List<UUID> take(String table, String statuses, String nextQuestion) {
        return transaction.execute(status -> database.sql("""
                        update payment.%1$s set checks = checks + 1, next_check_at = %3$s
                        where id in (select id from payment.%1$s where status in (%2$s) and next_check_at <= :now
                            order by next_check_at limit :most for update skip locked) returning id""".formatted(table, statuses, nextQuestion))
                .param("now", Timestamp.from(clock.instant())).param("most", BATCH).query(UUID.class).list());
    }

    /** A page that is still open although its payment is settled is closed, so that nobody pays twice. */
    private void askAboutAttempt(UUID id) {
        attempts.findById(new AttemptId(id)).filter(attempt -> attempt.status().isLive()).ifPresent(attempt -> {
            var payment = payments.findById(attempt.paymentId()).orElseThrow();
            if (payment.isOwed()) {
                inquiry.resolve(attempt, payment, false);
            } else {
                inquiry.close(attempt, payment);
            }
        });
    }

    private void askAboutSetup(UUID id) {
        setupTries.find(id).filter(CardSetupTry::isLive).ifPresent(setups::ask);
    }

    /** A refund that no process has taken up, to submit it or to have it decided, asks for one again. */
    private void askAboutRefund(UUID id) {
        var refund = refunds.findById(new RefundId(id)).orElseThrow();
        if (refund.status() == RefundStatus.REQUESTED || refund.status() == RefundStatus.FAILED) {
            transaction.executeWithoutResult(status -> events.publishEvent(new RefundRequested(refund.id(), refund.paymentId(), refund.subjectId())));
        } else {
            refundSubmission.check(refund.id());
        }
    }

    private static void carefully(String what, UUID id, Consumer<UUID> question) {
        try {
            question.accept(id);
        } catch (RuntimeException trouble) {
            log.atWarn().addKeyValue(what + "Id", id).log("Asking Stripe about {} {} did not work and is tried again: {}", what, id, trouble.getMessage());
        }
    }
}
