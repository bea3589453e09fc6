package dev.upfront.payment;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads from the attempts why the card on file did not pay. */
@Component
class CardStandings {

    private final AttemptRepository attempts;
    private final Cards cards;
    private final InstantSource clock;

    CardStandings(AttemptRepository attempts, Cards cards, InstantSource clock) {
        this.attempts = attempts;
        this.cards = cards;
        this.clock = clock;
    }

    CardStanding of(Payment payment) {
        var payer = payment.subject().payer();
        var tries = attempts.findByPaymentOrderByCreatedAtDesc(payment.id()).stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.CARD && attempt.status() == AttemptStatus.FAILED).toList();
        var last = tries.stream().findFirst();
        var lastTried = last.flatMap(Attempt::chargedCard).orElse(null);
        var card = cards.of(payer);
        if (card.isEmpty()) {
            return new CardStanding(withoutCard(payer), lastTried, false, null, false);
        }
        var ofThisCard = tries.stream().filter(attempt -> attempt.charges(card.get().paymentMethod())).toList();
        var limited = cards.limitedUntil(payment.clientId());
        var rests = Stream.concat(limited.stream(), ofThisCard.stream().map(attempt -> attempt.createdAt().plus(Cards.REST))).filter(clock.instant()::isBefore).max(Comparator.naturalOrder());
        return new CardStanding(why(ofThisCard), lastTried, ofThisCard.isEmpty() && limited.isEmpty(), rests.orElse(null), limited.isPresent());
    }

    private Obstacle withoutCard(UUID payer) {
        return cards.whyDead(payer).filter(why -> !why.equals(Cards.REMOVED)).map(hard -> Obstacle.HARD_DECLINE).orElse(Obstacle.NO_CARD);
    }

    private static Obstacle why(List<Attempt> latestFirst) {
        return latestFirst.stream().findFirst().map(Attempt::failure).map(failure -> switch (failure) {
            case CardCharges.AUTHENTICATION_REQUIRED -> Obstacle.AUTHENTICATION;
            case "insufficient_funds" -> Obstacle.INSUFFICIENT_FUNDS;
            default -> Obstacle.SOFT_DECLINE;
        }).orElse(Obstacle.SOFT_DECLINE);
    }
}
