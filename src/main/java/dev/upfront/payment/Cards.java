package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.payment.stripe.Decline;
import dev.upfront.payment.stripe.KeptCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The cards that clients let us keep, and the limits on trying them that no flow can lift. A card is charged only for the booking at whose
 * checkout it was kept: that is what its holder agreed to, and a mail address, which anybody can type, proves nothing about who books.
 */
@Component
class Cards {

    /** After a decline a card rests for that long before it is tried for the same payment again. */
    static final Duration REST = Duration.ofHours(24);
    /** Under the strictest network limits: Mastercard allows 10 tries in 24 hours, Visa's older rule 15 in 30 days. */
    static final int MOST_DECLINES_A_DAY = 9;
    static final int MOST_DECLINES_IN_30_DAYS = 14;

    /** Why a card that its holder took back is dead. */
    static final String REMOVED = "removed_by_client";

    private final JdbcClient database;
    private final AttemptRepository attempts;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Cards(JdbcClient database, AttemptRepository attempts, ApplicationEventPublisher events, InstantSource clock) {
        this.database = database;
        this.attempts = attempts;
        this.events = events;
        this.clock = clock;
    }

    /** The card kept for that payer, unless it must never be charged again. */
    Optional<KeptCard> of(UUID payer) {
        return database.sql("""
                        select payment_method, brand, last_four, expiry_month, expiry_year from payment.card
                        where payer = :payer and dead_at is null""")
                .param("payer", payer).query(Cards::card).optional();
    }

    /** The card on file, if all of a payment was collected from it since it has these figures. */
    Optional<KeptCard> thatPaid(PaymentId payment) {
        return database.sql("""
                        select c.payment_method, c.brand, c.last_four, c.expiry_month, c.expiry_year from payment.card c join payment.payment p on p.payer = c.payer
                        where p.id = :payment and c.dead_at is null
                            and (select bool_and(a.payment_method is not distinct from c.payment_method and a.settled_at >= c.kept_at)
                                from payment.attempt a where a.payment = p.id and a.status = 'SUCCEEDED')""")
                .param("payment", payment.value()).query(Cards::card).optional();
    }

    /** Every card the client let us keep for one booking or another, latest first. */
    List<KeptCard> of(ClientId client) {
        return database.sql("""
                        select payment_method, brand, last_four, expiry_month, expiry_year from payment.card
                        where client = :client and dead_at is null order by kept_at desc""")
                .param("client", client.value()).query(Cards::card).list();
    }

    /** The same, with the payer for whom each is kept. */
    List<ClientPayments.Kept> keptBy(ClientId client) {
        return database.sql("""
                        select payer, payment_method, brand, last_four, expiry_month, expiry_year from payment.card
                        where client = :client and dead_at is null order by kept_at desc, payer""")
                .param("client", client.value())
                .query((row, number) -> new ClientPayments.Kept(row.getObject("payer", UUID.class), CardOnFile.of(card(row, number)))).list();
    }

    /** Those whose last month is one of these, counted from year 0. */
    List<ClientPayments.Kept> expiring(long first, long last) {
        return database.sql("""
                        select payer, payment_method, brand, last_four, expiry_month, expiry_year from payment.card
                        where dead_at is null and expiry_year * 12 + expiry_month - 1 between :first and :last order by kept_at""")
                .param("first", first).param("last", last)
                .query((row, number) -> new ClientPayments.Kept(row.getObject("payer", UUID.class), CardOnFile.of(card(row, number)))).list();
    }

    private static KeptCard card(ResultSet row, int number) throws SQLException {
        return new KeptCard(row.getString("payment_method"), row.getString("brand"), row.getString("last_four"),
                row.getInt("expiry_month"), row.getInt("expiry_year"));
    }

    /** Before when no card of the client may be tried; empty when one may be now. All of them count together, as they may well be the same one. */
    Optional<Instant> limitedUntil(ClientId client) {
        return Stream.of(limit(client, MOST_DECLINES_A_DAY, Duration.ofDays(1)), limit(client, MOST_DECLINES_IN_30_DAYS, Duration.ofDays(30)))
                .flatMap(Optional::stream).filter(clock.instant()::isBefore).max(Comparator.naturalOrder());
    }

    private Optional<Instant> limit(ClientId client, int most, Duration within) {
        return attempts.declinedBefore(client, most - 1).map(declined -> declined.createdAt().plus(within));
    }

    /** From here to the end of the transaction nobody else begins a try of a card of this client: two at once would not see each other in the count. */
    void lockTriesOf(ClientId client) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(cast(:client as text), 0))").param("client", client.toString())
                .query((row, number) -> true).single();
    }

    /** Why the card that was kept for that payer must not be charged again; empty while it may be, and where none was ever kept. */
    Optional<String> whyDead(UUID payer) {
        return database.sql("select dead_why from payment.card where payer = :payer and dead_at is not null").param("payer", payer).query(String.class).optional();
    }

    /** Keeps the card for the payer, in place of the one before, and tells so; inside the caller's transaction. */
    void keep(UUID payer, ClientId client, KeptCard card, Instant now) {
        database.sql("""
                        insert into payment.card (payer, client, payment_method, brand, last_four, expiry_month, expiry_year, kept_at)
                        values (:payer, :client, :paymentMethod, :brand, :lastFour, :month, :year, :now)
                        on conflict (payer) do update set payment_method = excluded.payment_method, brand = excluded.brand,
                            last_four = excluded.last_four, expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year,
                            kept_at = excluded.kept_at, dead_at = null, dead_why = null""")
                .param("payer", payer).param("client", client.value()).param("paymentMethod", card.paymentMethod()).param("brand", card.brand())
                .param("lastFour", card.lastFour()).param("month", card.expiryMonth()).param("year", card.expiryYear())
                .param("now", Timestamp.from(now)).update();
        events.publishEvent(new CardKept(payer, client));
    }

    /**
     * The network has given the holder another card for it, or another expiry: the same card at Stripe, with other figures. With another number it counts as kept anew.
     *
     * @return whether it is kept here
     */
    boolean renewed(KeptCard card) {
        return database.sql("""
                        update payment.card set brand = :brand, last_four = :lastFour, expiry_month = :month, expiry_year = :year,
                            kept_at = case when last_four = :lastFour then kept_at else :now end
                        where payment_method = :paymentMethod""")
                .param("now", Timestamp.from(clock.instant())).param("brand", card.brand()).param("lastFour", card.lastFour()).param("month", card.expiryMonth()).param("year", card.expiryYear())
                .param("paymentMethod", card.paymentMethod()).update() > 0;
    }

    /** Whether that card is kept for anybody. */
    boolean knows(String paymentMethod) {
        return database.sql("select exists (select from payment.card where payment_method = :paymentMethod)").param("paymentMethod", paymentMethod).query(Boolean.class).single();
    }

    /** The client takes the card back. @return Stripe's id of it */
    String remove(UUID payer, Instant now) {
        return database.sql("update payment.card set dead_at = :now, dead_why = '" + REMOVED + "' where payer = :payer returning payment_method")
                .param("now", Timestamp.from(now)).param("payer", payer).query(String.class).single();
    }

    /**
     * A hard decline is the end of a card on file, for whichever payer the client let us keep it: what has the same figures is taken for the same card. One that
     * is only gone at Stripe is none that a bank has ended.
     */
    void declined(String paymentMethod, Decline decline, Instant now) {
        if (decline.hard()) {
            database.sql("""
                            update payment.card card set dead_at = :now, dead_why = :why from payment.card declined
                            where declined.payment_method = :paymentMethod and declined.dead_at is null and card.dead_at is null
                                and (card.payer = declined.payer or :ended and card.client = declined.client and card.brand = declined.brand
                                    and card.last_four = declined.last_four and card.expiry_month = declined.expiry_month and card.expiry_year = declined.expiry_year)
                            returning card.payer, card.client""")
                    .param("now", Timestamp.from(now)).param("why", decline.reason()).param("paymentMethod", paymentMethod).param("ended", !decline.equals(Decline.CARD_GONE))
                    .query((row, number) -> new CardEnded(row.getObject("payer", UUID.class), new ClientId(row.getObject("client", UUID.class)))).list()
                    .forEach(events::publishEvent);
        }
    }
}
