package dev.upfront.payment;

import dev.upfront.payment.stripe.DisputedCharge;
import dev.upfront.payment.stripe.EvidenceField;
import dev.upfront.payment.stripe.StripeDisputes;
import dev.upfront.payment.stripe.StripeReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is asked of Stripe about disputes: how they stand, and to take an answer. Whatever Stripe says is booked at once. Whatever is asked twice has one
 * effect. None of it may be called inside a transaction.
 */
@Service
@Transactional(propagation = Propagation.NEVER)
public class Disputing {

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final StripeDisputes stripe;
    private final AttemptRepository attempts;
    private final DisputeBooking booking;
    private final InstantSource clock;

    Disputing(StripeDisputes stripe, AttemptRepository attempts, DisputeBooking booking, InstantSource clock) {
        this.stripe = stripe;
        this.attempts = attempts;
        this.booking = booking;
        this.clock = clock;
    }

    /**
     * Asks Stripe how a dispute stands, and books what is new.
     *
     * @throws StripeUnavailable when Stripe does not say
     */
    public DisputeFacts ask(String dispute) {
        return book(given(stripe.dispute(dispute), "Asking about the dispute", dispute));
    }

    /**
     * Asks Stripe for every dispute opened since then, and books what is new: finds those of which no webhook came.
     *
     * @return how many are about payments of ours
     * @throws StripeUnavailable when Stripe does not say
     */
    public int lookSince(Instant since) {
        var ours = given(stripe.openedSince(since), "Looking for disputes", "all payments").stream().filter(charge -> attempt(charge).isPresent()).toList();
        ours.forEach(this::book);
        return ours.size();
    }

    /**
     * Hands evidence in, once and for good, unless it was handed in before or the dispute is over.
     *
     * @param earlier how often it was handed in while the bank only asked, and had taken no money: that was another question
     * @throws StripeUnavailable when it is not known whether Stripe took it: to be asked again
     */
    public DisputeFacts submit(String dispute, DisputeEvidence evidence, long earlier) {
        var facts = ask(dispute);
        if (isAnswered(facts, earlier)) {
            return facts;
        }
        var fields = new EnumMap<EvidenceField, String>(EvidenceField.class);
        evidence.texts().forEach((text, words) -> {
            if (!words.isBlank()) {
                fields.put(EvidenceField.valueOf(text.name()), words);
            }
        });
        fields.put(EvidenceField.SERVICE_DOCUMENTATION, given(stripe.upload(key(dispute, "pack"), evidence.pack()), "Uploading the evidence", dispute));
        return answered(stripe.submit(key(dispute, "submit"), dispute, fields), "Handing in the evidence", dispute, earlier);
    }

    /**
     * Accepts a dispute: it is lost at once. Nothing happens when it is over.
     *
     * @throws StripeUnavailable when it is not known whether Stripe took it: to be asked again
     */
    public DisputeFacts accept(String dispute) {
        var facts = ask(dispute);
        return facts.standing().isOver() ? facts : answered(stripe.accept(key(dispute, "accept"), dispute), "Accepting the dispute", dispute, facts.submissions());
    }

    /**
     * The key changes by the hour: an error inside Stripe would be replayed for a day, and the bank's deadline may be nearer. Nothing is handed in twice by that,
     * as Stripe is asked before.
     */
    private String key(String dispute, String what) {
        return "dispute:%s:%s:%d".formatted(dispute, what, clock.instant().getEpochSecond() / HOUR);
    }

    /** An answer that Stripe did not take was too late: how the dispute stands says what became of it. */
    private DisputeFacts answered(StripeReply<DisputedCharge> reply, String what, String dispute, long earlier) {
        if (reply instanceof StripeReply.Refused<DisputedCharge>(var why, var passes) && !passes) {
            var facts = ask(dispute);
            if (isAnswered(facts, earlier)) {
                return facts;
            }
            throw new StripeUnavailable(what, dispute, why);
        }
        return book(given(reply, what, dispute));
    }

    private static boolean isAnswered(DisputeFacts facts, long earlier) {
        return facts.standing().isOver() || facts.standing() == DisputeFacts.Standing.UNDER_REVIEW || facts.submissions() > earlier;
    }

    private DisputeFacts book(DisputedCharge charge) {
        var facts = facts(charge);
        booking.apply(attempt(charge).orElseThrow(() -> new NoSuchElementException("Dispute " + charge.dispute() + " is not about a payment of ours")).id(), facts);
        return facts;
    }

    private Optional<Attempt> attempt(DisputedCharge charge) {
        return Optional.ofNullable(charge.intent()).flatMap(attempts::findByIntent).filter(attempt -> attempt.status() == AttemptStatus.SUCCEEDED);
    }

    static DisputeFacts facts(DisputedCharge charge) {
        var standing = switch (charge.standing()) {
            case NEEDS_RESPONSE -> DisputeFacts.Standing.NEEDS_RESPONSE;
            case UNDER_REVIEW -> DisputeFacts.Standing.UNDER_REVIEW;
            case WON -> DisputeFacts.Standing.WON;
            case LOST -> DisputeFacts.Standing.LOST;
            case CLOSED -> DisputeFacts.Standing.DROPPED;
            case INQUIRY, OTHER -> DisputeFacts.Standing.INQUIRY;
        };
        return new DisputeFacts(charge.dispute(), charge.amount(), charge.fee(), charge.withdrawn(), charge.returned(), standing, charge.reason(),
                charge.evidenceDueBy(), charge.submissions(), charge.created());
    }

    private static <A> A given(StripeReply<A> reply, String what, String about) {
        return switch (reply) {
            case StripeReply.Given<A>(var answer) -> answer;
            case StripeReply.NotFound<A> none -> throw new StripeUnavailable(what, about, "Stripe does not show it");
            case StripeReply.Refused<A>(var why, var passes) -> throw new StripeUnavailable(what, about, why);
            case StripeReply.Unknown<A>(var why) -> throw new StripeUnavailable(what, about, why);
        };
    }
}
