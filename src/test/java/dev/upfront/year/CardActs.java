package dev.upfront.year;

import static dev.upfront.year.Act.did;

import dev.upfront.payment.CardSetups;
import dev.upfront.sandbox.stripe.RecordedCard;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happens to the cards that clients let us keep. */
final class CardActs {

    private static final URI RETURN = URI.create("http://localhost/me/card");
    private static final String GOES_BAD = "4000000000000341";
    private static final String GOOD = "4242424242424242";
    private static final List<String> DECLINES = List.of("insufficient_funds", "insufficient_funds", "do_not_honor", "generic_decline", "lost_card", "stolen_card", "expired_card",
            "processing_error", "authentication_required");

    private static final List<String> REASONS = List.of("product_not_received", "fraudulent", "subscription_canceled");

    private CardActs() {}

    /** The bank declines the next charges. */
    static final class GoesBad implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var code = DECLINES.get(scene.luck().nextInt(DECLINES.size()));
            var times = 1 + scene.luck().nextInt(5);
            return card(scene).flatMap(card -> {
                scene.town().stripe().issuers().declineNext(card.id(), times, code);
                return did("has a card %s that is declined %d times: %s", card.id(), times, code);
            });
        }
    }

    static final class Expires implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var month = YearMonth.from(scene.town().now().atZone(scene.town().zone())).plusMonths(scene.luck().nextInt(3));
            return card(scene).flatMap(card -> {
                scene.town().stripe().issuers().cardExpires(card.id(), month);
                return did("has a card %s that expires at the end of %s", card.id(), month);
            });
        }
    }

    /** Gives another card in place of one, on Stripe's page; sometimes one that goes bad, and sometimes without coming back. */
    static final class Replaces implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var client = scene.person().client().id();
            var number = scene.luck().nextInt(5) == 0 ? GOES_BAD : GOOD;
            var comesBack = scene.luck().nextBoolean();
            var payers = town.world.database().sql("select payer from payment.card where client = ? order by kept_at, payer").param(client.value()).query(UUID.class).list();
            return Town.any(payers, scene.luck()).filter(payer -> !town.stripe().switches().isDown()).flatMap(payer -> {
                var setups = town.world.get(CardSetups.class);
                var page = setups.open(payer, client, "a card", RETURN).getPath();
                var session = page.substring(page.lastIndexOf('/') + 1);
                var outcome = town.stripe().payCheckout(session, number).outcome();
                if (comesBack) {
                    setups.returnFrom(session);
                }
                return did("gives another card %s: %s", number, outcome);
            });
        }
    }

    /** The bank sends a new one; the network tells Stripe. */
    static final class IsReplacedByTheBank implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return card(scene).flatMap(card -> {
                scene.town().stripe().issuers().replaceCard(card.id(), GOOD);
                return did("has a new card for %s", card.id());
            });
        }
    }

    /** Tells the bank that the money is to come back. */
    static final class IsDisputed implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var reason = REASONS.get(scene.luck().nextInt(REASONS.size()));
            var paid = town.world.database().sql("select a.intent from payment.attempt a join payment.payment p on p.id = a.payment where p.client = ? and a.status = 'SUCCEEDED' and a.kind <> 'OUTSIDE' and p.disputed_minor + p.lost_minor + p.refunded_minor + p.refunding_minor = 0 order by a.created_at, p.amount_minor")
                    .param(scene.person().client().id().value()).query(String.class).list();
            return Town.any(paid, scene.luck()).flatMap(intent -> town.stripe().chargesSucceeded().stream().filter(charge -> charge.paymentIntent().filter(intent::equals).isPresent()).findFirst())
                    .filter(charge -> town.stripe().disputes().stream().noneMatch(dispute -> dispute.charge().equals(charge.id())))
                    .flatMap(charge -> did("disputes %s as %s: %s", charge.metadata().get("upfront_payment"), reason, town.stripe().issuers().openDispute(charge.id(), reason)));
        }
    }

    private static Optional<RecordedCard> card(Act.Scene scene) {
        var town = scene.town();
        var kept = town.world.database().sql("select payment_method from payment.card where client = ? and dead_at is null order by kept_at, payer").param(scene.person().client().id().value())
                .query(String.class).list();
        return Town.any(town.stripe().issuers().cards().stream().filter(card -> kept.contains(card.id())).toList(), scene.luck());
    }
}
