package dev.upfront.payment;

import dev.upfront.engine.RightAfterCommit;
import dev.upfront.payment.stripe.CardSetup;
import dev.upfront.payment.stripe.DisputedCharge;
import dev.upfront.payment.stripe.KeptCard;
import dev.upfront.payment.stripe.StripeDisputes;
import dev.upfront.payment.stripe.StripeReply;
import dev.upfront.payment.stripe.StripeSetup;
import dev.upfront.payment.stripe.StripeSignature;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Stripe tells us by webhook: verified, kept under its unique id, acknowledged, and processed afterwards. An event only says what to look at;
 * the current state is asked from Stripe, and its effect commits together with the event.
 */
@Component
public class StripeInbox {

    /** What becomes of a delivery: KEPT is acknowledged, also when it came before. */
    public enum Receipt { KEPT, NOT_SIGNED, NO_EVENT }

    private static final Logger log = LoggerFactory.getLogger(StripeInbox.class);
    /** Time for the process that took an event in to finish it. */
    private static final Duration HEAD_START = Duration.ofSeconds(10);
    private static final int BATCH = 50;
    /** In that time, what we do not know may be a payment whose own news is still on its way. */
    private static final Duration MAY_BE_OURS = Duration.ofHours(1);
    private static final String NOT_OURS = "not about a payment of ours";

    private final JdbcClient database;
    private final StripeSignature signature;
    private final AttemptRepository attempts;
    private final RefundRepository refunds;
    private final Inquiry inquiry;
    private final Settlement settlement;
    private final RefundSubmission refundSubmission;
    private final Refunds refundRows;
    private final StripeDisputes disputes;
    private final DisputeBooking disputeBooking;
    private final CardSetupTries setupTries;
    private final CardSetups setups;
    private final StripeSetup setupAtStripe;
    private final Cards cards;
    private final TransactionTemplate transaction;
    private final RightAfterCommit afterwards;
    private final JsonMapper json;
    private final WebhookMetrics metrics;
    private final InstantSource clock;

    StripeInbox(JdbcClient database, StripeSignature signature, AttemptRepository attempts, RefundRepository refunds, Inquiry inquiry,
                Settlement settlement, RefundSubmission refundSubmission, Refunds refundRows, StripeDisputes disputes, DisputeBooking disputeBooking,
                CardSetupTries setupTries, CardSetups setups, StripeSetup setupAtStripe, Cards cards,
                TransactionTemplate transaction, RightAfterCommit afterwards, JsonMapper json, WebhookMetrics metrics, InstantSource clock) {
        this.database = database;
        this.signature = signature;
        this.attempts = attempts;
        this.refunds = refunds;
        this.inquiry = inquiry;
        this.settlement = settlement;
        this.refundSubmission = refundSubmission;
        this.refundRows = refundRows;
        this.disputes = disputes;
        this.disputeBooking = disputeBooking;
        this.setupTries = setupTries;
        this.setups = setups;
        this.setupAtStripe = setupAtStripe;
        this.cards = cards;
        this.transaction = transaction;
        this.afterwards = afterwards;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Keeps an event.
     *
     * @param body the raw body
     * @param header the value of Stripe-Signature
     */
    public Receipt receive(String body, String header) {
        var receipt = !signature.signs(body, header) ? Receipt.NOT_SIGNED
                : StripeEvent.read(json, body).map(event -> keep(event, body)).orElse(Receipt.NO_EVENT);
        metrics.received(receipt);
        return receipt;
    }

    /**
     * Takes in an event that no webhook brought, and processes it at once.
     *
     * @param body as the webhook would have had it
     * @return whether it is news
     */
    boolean takeIn(String body) {
        var event = StripeEvent.read(json, body).filter(StripeEvent::isToBeProcessed);
        var missed = event.isPresent() && Boolean.TRUE.equals(transaction.execute(status -> insert(event.get(), body)));
        if (missed) {
            process(event.get().id());
        }
        return missed;
    }

    private Receipt keep(StripeEvent event, String body) {
        transaction.executeWithoutResult(status -> {
            if (insert(event, body) && event.isToBeProcessed()) {
                afterwards.run(() -> process(event.id()));
            }
        });
        return Receipt.KEPT;
    }

    /** @return whether it was not there yet */
    private boolean insert(StripeEvent event, String body) {
        return database.sql("""
                        insert into payment.stripe_event (id, type, payload, received_at, next_try_at, processed_at, result)
                        values (:id, :type, :payload, :now, :now, :processed, :result) on conflict (id) do nothing""")
                .param("id", event.id()).param("type", event.type()).param("payload", body).param("now", now())
                .param("processed", event.isToBeProcessed() ? null : now()).param("result", event.isToBeProcessed() ? null : NOT_OURS).update() == 1;
    }

    /** Processes what is due again, on any instance. */
    void processDue() {
        List<String> due = transaction.execute(status -> database.sql("""
                        update payment.stripe_event set tries = tries + 1, next_try_at = cast(:now as timestamptz) + least(interval '1 minute' * power(2, least(tries, 10)), interval '1 hour')
                        where id in (select id from payment.stripe_event where processed_at is null and next_try_at <= :before
                            order by next_try_at limit :most for update skip locked) returning id""")
                .param("now", now()).param("before", Timestamp.from(clock.instant().minus(HEAD_START)))
                .param("most", BATCH).query(String.class).list());
        due.forEach(this::process);
    }

    private void process(String id) {
        try (var reference = MDC.putCloseable("stripeEvent", id)) {
            var payload = database.sql("select payload from payment.stripe_event where id = :id and processed_at is null").param("id", id)
                    .query(String.class).optional();
            payload.flatMap(body -> StripeEvent.read(json, body)).ifPresent(this::process);
        } catch (RuntimeException trouble) {
            log.atWarn().addKeyValue("stripeEvent", id).log("Stripe event {} is not processed yet and is tried again: {}", id, trouble.getMessage());
            database.sql("update payment.stripe_event set problem = :problem where id = :id").param("problem", trouble.getMessage()).param("id", id).update();
        }
    }

    private void process(StripeEvent event) {
        var setup = event.setup().flatMap(setupTries::find);
        if (event.dispute().isPresent()) {
            processDispute(event, event.dispute().get());
        } else if (event.card().isPresent()) {
            processCard(event, event.card().get());
        } else if (setup.isPresent()) {
            processSetup(event, setup.get());
        } else {
            processMoney(event);
        }
    }

    private void processSetup(StripeEvent event, CardSetupTry setup) {
        if (!setup.isLive()) {
            commit(event, "known already", () -> { });
            return;
        }
        var reply = setups.lookUp(setup);
        if (!(reply instanceof StripeReply.Given<CardSetup>(var answer))) {
            throw new StripeUnavailable("Stripe event " + event.id(), setup.id().toString(), reply.toString());
        }
        commit(event, "settled", () -> setups.apply(setup.id(), answer));
    }

    private void processCard(StripeEvent event, String card) {
        if (!cards.knows(card)) {
            commit(event, NOT_OURS, () -> { });
            return;
        }
        switch (setupAtStripe.card(card)) {
            case StripeReply.Given<KeptCard>(var now) -> commit(event, "card renewed", () -> cards.renewed(now));
            case StripeReply.NotFound<KeptCard> none -> commit(event, NOT_OURS, () -> { });
            case StripeReply.Refused<KeptCard>(var why, var passes) -> throw new StripeUnavailable("Stripe event " + event.id(), card, why);
            case StripeReply.Unknown<KeptCard>(var why) -> throw new StripeUnavailable("Stripe event " + event.id(), card, why);
        }
    }

    private void processDispute(StripeEvent event, String dispute) {
        switch (disputes.dispute(dispute)) {
            case StripeReply.Given<DisputedCharge>(var charge) -> processDispute(event, charge);
            case StripeReply.NotFound<DisputedCharge> none -> commit(event, NOT_OURS, () -> { });
            case StripeReply.Refused<DisputedCharge>(var why, var passes) -> throw new StripeUnavailable("Stripe event " + event.id(), dispute, why);
            case StripeReply.Unknown<DisputedCharge>(var why) -> throw new StripeUnavailable("Stripe event " + event.id(), dispute, why);
        }
    }

    private void processDispute(StripeEvent event, DisputedCharge charge) {
        var attempt = Optional.ofNullable(charge.intent()).flatMap(attempts::findByIntent);
        if (attempt.filter(known -> known.status() == AttemptStatus.SUCCEEDED).isPresent()) {
            commit(event, "settled", () -> disputeBooking.apply(attempt.get().id(), Disputing.facts(charge)));
        } else if (attempt.isPresent() || event.created().isAfter(clock.instant().minus(MAY_BE_OURS))) {
            throw new IllegalStateException("Dispute %s is about a charge that is not known to be paid yet".formatted(charge.dispute()));
        } else {
            commit(event, NOT_OURS, () -> { });
        }
    }

    private void processMoney(StripeEvent event) {
        var attempt = event.isAboutAttempt() ? event.attempt().flatMap(attempts::findById) : Optional.<Attempt>empty();
        var refund = event.isAboutRefund() ? event.refund().flatMap(refunds::findById) : Optional.<Refund>empty();
        if (attempt.isPresent() && attempt.get().status() != AttemptStatus.SUCCEEDED) {
            var answer = inquiry.ask(attempt.get());
            StripeUnavailable.unlessKnown(answer, "Stripe event " + event.id(), attempt.get().id().toString());
            commit(event, "settled", () -> settlement.apply(attempt.get().id(), answer));
        } else if (refund.isPresent()) {
            var answer = refundSubmission.ask(refund.get());
            StripeUnavailable.unlessKnown(answer, "Stripe event " + event.id(), refund.get().reference());
            commit(event, "settled", () -> refundRows.apply(refund.get().id(), answer));
        } else {
            commit(event, attempt.isPresent() ? "known already" : NOT_OURS, () -> { });
        }
    }

    private void commit(StripeEvent event, String result, Runnable effect) {
        var processed = transaction.execute(status -> {
            var mine = database.sql("select id from payment.stripe_event where id = :id and processed_at is null for update skip locked")
                    .param("id", event.id()).query(String.class).optional();
            if (mine.isPresent()) {
                effect.run();
                database.sql("update payment.stripe_event set processed_at = :now, result = :result, problem = null where id = :id")
                        .param("now", now()).param("result", result).param("id", event.id()).update();
            }
            return mine.isPresent();
        });
        if (processed) {
            metrics.processed(event.created());
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
