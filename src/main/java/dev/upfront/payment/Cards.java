package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.payment.stripe.Decline;
import dev.upfront.payment.stripe.KeptCard;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cards that clients let us keep, and the limits on trying them that no flow can lift. */
@Component
class Cards {

    /** After a decline a card rests for that long before it is tried for the same payment again. */
    static final Duration REST = Duration.ofHours(24);
    /** Under the strictest network limits: Mastercard allows 10 tries in 24 hours, Visa's older rule 15 in 30 days. */
    static final int MOST_DECLINES_A_DAY = 9;
    static final int MOST_DECLINES_IN_30_DAYS = 14;

    private final JdbcClient database;
    private final AttemptRepository attempts;
    private final InstantSource clock;

    Cards(JdbcClient database, AttemptRepository attempts, InstantSource clock) {
        this.database = database;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** The client's card, unless it must never be charged again. */
    Optional<KeptCard> of(ClientId client) {
        return database.sql("""
                        select payment_method, brand, last_four, expiry_month, expiry_year from payment.card
                        where client = :client and dead_at is null""")
                .param("client", client.value())
                .query((row, number) -> new KeptCard(row.getString("payment_method"), row.getString("brand"), row.getString("last_four"),
                        row.getInt("expiry_month"), row.getInt("expiry_year")))
                .optional();
    }

    /** Whether the card may be tried at all today. */
    boolean mayBeTried(KeptCard card) {
        var now = clock.instant();
        return attempts.declinedSince(card.paymentMethod(), Timestamp.from(now.minus(Duration.ofDays(1)))) < MOST_DECLINES_A_DAY
                && attempts.declinedSince(card.paymentMethod(), Timestamp.from(now.minus(Duration.ofDays(30)))) < MOST_DECLINES_IN_30_DAYS;
    }

    /** Keeps the card, in place of the one before. */
    void keep(ClientId client, KeptCard card, Instant now) {
        database.sql("""
                        insert into payment.card (client, payment_method, brand, last_four, expiry_month, expiry_year, kept_at)
                        values (:client, :paymentMethod, :brand, :lastFour, :month, :year, :now)
                        on conflict (client) do update set payment_method = excluded.payment_method, brand = excluded.brand,
                            last_four = excluded.last_four, expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year,
                            kept_at = excluded.kept_at, dead_at = null, dead_why = null""")
                .param("client", client.value()).param("paymentMethod", card.paymentMethod()).param("brand", card.brand())
                .param("lastFour", card.lastFour()).param("month", card.expiryMonth()).param("year", card.expiryYear())
                .param("now", Timestamp.from(now)).update();
    }

    /** A hard decline is the end of a card on file. */
    void declined(ClientId client, String paymentMethod, Decline decline, Instant now) {
        if (decline.hard()) {
            database.sql("""
                            update payment.card set dead_at = :now, dead_why = :why
                            where client = :client and payment_method = :paymentMethod and dead_at is null""")
                    .param("now", Timestamp.from(now)).param("why", decline.reason()).param("client", client.value())
                    .param("paymentMethod", paymentMethod).update();
        }
    }
}
