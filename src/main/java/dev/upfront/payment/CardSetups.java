package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.payment.CardSetupTry.Status;
import dev.upfront.payment.stripe.CardSetup;
import dev.upfront.payment.stripe.StripeReply;
import dev.upfront.payment.stripe.StripeSetup;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeping a card without charging it, the first one or another in its place, on Stripe's page. Webhook, returning browser and sweeper all end in
 * {@link #apply}, which keeps a card once.
 */
@Service
@Transactional(propagation = Propagation.NEVER)
public class CardSetups {

    /** For so long the page can be used; between the 30 minutes and 24 hours that Stripe allows. */
    private static final Duration PAGE_LASTS = Duration.ofHours(2);
    /** A try that Stripe knows nothing of by then was never shown to anybody, and can't become a page any more. */
    private static final Duration LANDED_WITHIN = Duration.ofMinutes(30);
    private static final String WHAT = "Opening the page to keep a card";
    private static final int ROUNDS = 3;

    private final CardSetupTries tries;
    private final Cards cards;
    private final Customers customers;
    private final StripeSetup stripe;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    CardSetups(CardSetupTries tries, Cards cards, Customers customers, StripeSetup stripe, TransactionTemplate transaction, ApplicationEventPublisher events, InstantSource clock) {
        this.tries = tries;
        this.cards = cards;
        this.customers = customers;
        this.stripe = stripe;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The page where the client gives a card for that payer, begun if none is open. Two tabs get the same.
     *
     * @param payer see {@link Subject}
     * @param reference of what it is kept for, for people
     * @param returnTo where the browser goes afterwards, kept or not; {@code checkout={CHECKOUT_SESSION_ID}} is added to its query when kept
     * @throws StripeUnavailable if Stripe cannot be reached; no card was kept or charged
     */
    public URI open(UUID payer, ClientId client, String reference, URI returnTo) {
        var customer = customers.of(payer, client, reference);
        for (var round = 0; round < ROUNDS; round++) {
            var live = transaction.execute(status -> {
                tries.begin(payer, client, customer, returnTo, clock.instant(), PAGE_LASTS, Sweeper.FIRST_GAP);
                return tries.live(payer);
            });
            if (live.isEmpty()) {
                continue; // it ended between the two statements: another begins
            }
            var reply = live.get().session() == null ? send(live.get()) : stripe.session(live.get().session());
            if (reply instanceof StripeReply.Given<CardSetup>(var answer)) {
                settle(live.get().id(), answer);
            }
            var now = tries.find(live.get().id()).orElseThrow();
            if (now.status() == Status.OPEN) {
                return now.page();
            }
            unlessAnswered(reply, reference);
        }
        throw new StripeUnavailable(WHAT, reference, "it ends again and again");
    }

    /** The browser came back from Stripe's page: asks Stripe, and keeps the card if there is one. @return false while Stripe has not said */
    public boolean returnFrom(String session) {
        tries.ofSession(session).filter(CardSetupTry::isLive).ifPresent(this::ask);
        return tries.ofSession(session).filter(CardSetupTry::isLive).isEmpty();
    }

    /** Asks Stripe what became of a try, and settles it. One that Stripe knows nothing of ends when it can't become a page any more. */
    void ask(CardSetupTry asked) {
        switch (lookUp(asked)) {
            case StripeReply.Given<CardSetup>(var answer) -> settle(asked.id(), answer);
            case StripeReply.NotFound<CardSetup> none when asked.createdAt().plus(LANDED_WITHIN).isBefore(clock.instant()) ->
                    transaction.executeWithoutResult(status -> tries.ended(asked.id(), "never reached Stripe", clock.instant()));
            default -> { }
        }
    }

    StripeReply<CardSetup> lookUp(CardSetupTry asked) {
        return asked.session() == null ? stripe.find(asked.customer(), asked.id().toString()) : stripe.session(asked.session());
    }

    /** What is told of a card that is kept stands or falls with it: both are one transaction. */
    private void settle(UUID id, CardSetup answer) {
        transaction.executeWithoutResult(status -> apply(id, answer));
    }

    /** The one place where a try becomes a card. What is settled stays so, whoever comes later and in whatever order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(UUID id, CardSetup answer) {
        var now = clock.instant();
        switch (answer) {
            case CardSetup.Open(var session, var address, var expiresAt) -> tries.opened(id, session, address);
            case CardSetup.Ended(var session, var why) -> tries.ended(id, why, now);
            case CardSetup.Kept(var session, var card) -> {
                if (tries.kept(id, session, now)) {
                    var kept = tries.find(id).orElseThrow();
                    var before = cards.of(kept.payer()).filter(old -> !old.paymentMethod().equals(card.paymentMethod()));
                    cards.keep(kept.payer(), kept.client(), card, now);
                    before.ifPresent(old -> events.publishEvent(new CardRemoved(old.paymentMethod(), null, null)));
                }
            }
        }
    }

    /** Under one key, so that sending again opens no second page. What was not answered is looked for. */
    private StripeReply<CardSetup> send(CardSetupTry live) {
        var sent = transaction.execute(status -> tries.sending(live.id()));
        var reply = stripe.open(live.order());
        if (reply instanceof StripeReply.Refused<CardSetup>(var why, var passes) && !passes && sent == 1) {
            transaction.executeWithoutResult(status -> tries.ended(live.id(), why, clock.instant()));
        }
        return reply instanceof StripeReply.Given<CardSetup> ? reply : found(live, reply);
    }

    private StripeReply<CardSetup> found(CardSetupTry live, StripeReply<CardSetup> otherwise) {
        return stripe.find(live.customer(), live.id().toString()) instanceof StripeReply.Given<CardSetup> given ? given : otherwise;
    }

    private static void unlessAnswered(StripeReply<CardSetup> reply, String reference) {
        switch (reply) {
            case StripeReply.Given<CardSetup> given -> { }
            case StripeReply.NotFound<CardSetup> none -> throw new StripeUnavailable(WHAT, reference, "Stripe does not show it");
            case StripeReply.Refused<CardSetup>(var why, var passes) -> throw new StripeUnavailable(WHAT, reference, why);
            case StripeReply.Unknown<CardSetup>(var why) -> throw new StripeUnavailable(WHAT, reference, why);
        }
    }
}
