package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundOrder;
import dev.upfront.payment.RefundReason;
import dev.upfront.ledger.Account;
import dev.upfront.money.Money;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One client's whole record. */
@UpfrontTest
class ClientRecordTests {

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Payments payments;
    @Autowired JdbcClient database;
    @Value("${upfront.base-address}") URI base;

    @Test
    void everythingStandsOnOneTimelineTheLatestFirstUnderWhatTheBookSays() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        journey.awaitMail(booking, "Confirmed");
        journey.awaitMail(booking, "Receipt");
        var desk = Desk.signedIn(base);

        desk.open(record(booking));

        assertThat(desk.page().select(".totals").text()).contains("Owed €0.00", "Unearned €40.00", "Earned €0.00", "Paid €40.00");
        assertThat(desk.page().select("aside").text()).contains("Next sessions", booking.reference(), "Visa ending in 4242");
        assertThat(desk.page().select(".timeline li").eachText()).anyMatch(line -> line.contains("Session: Confirmed"))
                .anyMatch(line -> line.contains("Paid: deposit €40.00") && line.contains(booking.reference()))
                .anyMatch(line -> line.contains("Mail “Receipt")).anyMatch(line -> line.contains("Mail “Confirmed"));
        assertThat(desk.page().select(".timeline time").eachAttr("datetime")).isSortedAccordingTo((one, other) -> instant(other).compareTo(instant(one)));
    }

    @Test
    void chipsShowOneChapterAtATime() {
        var booking = journey.bookAndConfirm(fixtures.offering().onSale());
        journey.awaitMail(booking, "Confirmed");
        var payment = payments.ofSubject(booking.id().value()).getFirst();
        payments.requestRefund(payment.id(), Money.of(2_000, "EUR"), new RefundOrder("test", RefundReason.GOODWILL, Account.UNEARNED, "Sam"));
        var desk = Desk.signedIn(base);
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(desk.open(record(booking) + "?show=refunds").select(".timeline li").eachText()).hasSize(2)
                        .allMatch(line -> line.contains("Refund of €20.00")).anyMatch(line -> line.contains("refunded")));

        assertThat(desk.open(record(booking) + "?show=mails").select(".timeline li").eachText()).isNotEmpty().allMatch(line -> line.contains("Mail “"));
        assertThat(desk.open(record(booking) + "?show=payments").select(".timeline li").eachText()).isNotEmpty().noneMatch(line -> line.contains("Mail “") || line.contains("Refund of"));
        assertThat(desk.page().select(".filters a[aria-current]").text()).isEqualTo("Payments");
        assertThat(desk.open(record(booking) + "?show=contracts").text()).contains("Nothing of this yet");
        assertThat(desk.open(record(booking) + "?show=nonsense&before=nonsense").select(".filters a[aria-current]").text()).isEqualTo("All");
    }

    @Test
    void aMonthsStatementTellsWhatMovedAndWhereItStands() {
        var booking = journey.bookAndConfirm(fixtures.offering().deposit(4_000).onSale());
        var desk = Desk.signedIn(base);

        desk.open(record(booking));
        desk.open(desk.page().select("a:contains(Monthly statement)").attr("href"));

        assertThat(desk.page().select(".panel").eachText()).satisfiesExactly(
                beginning -> assertThat(beginning).contains("Unearned: paid for what is still to come €0.00"),
                now -> assertThat(now).startsWith("Now").contains("Unearned: paid for what is still to come €40.00"));
        assertThat(desk.page().select("tbody tr").eachText()).singleElement().asString().contains("Payment collected", booking.reference(), "+€40.00");
        assertThat(desk.open(record(booking) + "/statement?month=2001-02&currency=nonsense").text()).contains("February 2001", "Nothing moved in this month");
        assertThat(desk.open(record(booking) + "/statement?month=nonsense").select("tbody tr")).hasSize(1);
    }

    @Test
    void aRecordOf500BookingsIsReadPageByPageWithoutLosingOrRepeatingALine() {
        var client = clientOf(journey.book(fixtures.offering().free().onSale()));
        addBookings(client, 500);
        var desk = Desk.signedIn(base);
        var seen = new ArrayList<String>();
        for (var next = "/ops/clients/" + client + "?show=bookings"; !next.isEmpty(); next = desk.page().select("a[rel=next]").attr("href")) {
            seen.addAll(desk.open(next).select(".timeline li:contains(Grown)").eachText());
        }
        assertThat(seen).as("two lines each, all at the same few instants").hasSize(1_000);
        assertThat(seen.stream().distinct()).hasSize(1_000);
    }

    @Test
    void aLongRecordAsksTheDatabaseNoMoreOftenThanAShortOne() {
        var few = clientOf(journey.book(fixtures.offering().free().onSale()));
        var many = clientOf(journey.book(fixtures.offering().free().onSale()));
        addBookings(few, 1);
        addBookings(many, 500);
        var desk = Desk.signedIn(base);
        desk.open("/ops/clients/" + few);

        var short_ = questions(() -> desk.open("/ops/clients/" + few));
        var long_ = questions(() -> desk.open("/ops/clients/" + many));

        assertThat(short_).isNotEmpty();
        assertThat(long_).hasSameSizeAs(short_);
    }

    /** The statements that this request, and no other work in the application, sent to the database. */
    private List<String> questions(Runnable request) {
        var sent = new CopyOnWriteArrayList<String>();
        var logger = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core");
        var levelBefore = logger.getLevel();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getMDCPropertyMap().containsKey("requestId") && event.getFormattedMessage().startsWith("Executing prepared SQL statement")) {
                    sent.add(event.getFormattedMessage());
                }
            }
        };
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(appender);
        try {
            request.run();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(levelBefore);
        }
        return sent;
    }

    /** Delivered bookings of that client with what happened to them, as they would stand there after years. */
    private void addBookings(UUID client, int count) {
        database.sql("""
                        insert into booking.booking (id, version, reference, request_key, client_id, client_name, provider_id, offering_id, offering_name, place, status,
                            starts_at, ends_at, hold_expires_at, client_zone, currency, price_minor, due_at_booking_minor, terms, free_until_seconds, move_until_seconds,
                            late_fee_basis_points, no_show_fee_basis_points, forms, contracts, moves, created_at, taken_up_at)
                        select gen_random_uuid(), 0, 'UP-' || left(:client, 8) || '-' || number, gen_random_uuid()::text, cast(:client as uuid), 'Mira', gen_random_uuid(),
                            gen_random_uuid(), 'Grown', 'Video call', 'DELIVERED', at, at + interval '1 hour', at, 'UTC', 'EUR', 1000, 0, 'DEPOSIT', 0, 0, 0, 0, '{}', '{}', 0, at, at
                        from (select number, timestamptz '2020-01-01' + number / 10 * interval '1 day' as at from generate_series(1, :count) number) days""")
                .param("client", client.toString()).param("count", count).update();
        database.sql("""
                        insert into booking.change (booking_id, at, what, by_whom)
                        select b.id, b.starts_at, word, 'test' from booking.booking b cross join (values ('Booked'), ('The session took place')) words (word)
                        where client_id = :client and offering_name = 'Grown'""")
                .param("client", client).update();
        database.sql("""
                        insert into payment.payment (id, reference, client, subject_kind, subject, subject_reference, payer, purpose, amount_minor, collected_minor, refunding_minor,
                            refunded_minor, currency, status, description, keep_card, created_at, settled_at, asks, reminders, decision_waits, version)
                        select gen_random_uuid(), 'PAY-' || reference, client_id, 'BOOKING', id, reference, id, 'BALANCE', 1000, 1000, 0, 0, 'EUR', 'PAID', 'Grown', false, ends_at,
                            ends_at, 0, 0, false, 0
                        from booking.booking where client_id = :client and offering_name = 'Grown'""")
                .param("client", client).update();
        database.sql("""
                        insert into notification.mail (kind, subject, discriminator, recipient, title, text, html, written_at, next_try_at, sent_at)
                        select 'payment.receipt', id, '', 'mira@client.example', 'Receipt', '', '', created_at, created_at, created_at
                        from payment.payment where client = :client and description = 'Grown'""")
                .param("client", client).update();
    }

    private static UUID clientOf(Booking booking) {
        return booking.client().value();
    }

    private static String record(Booking booking) {
        return "/ops/clients/" + booking.client();
    }

    private static java.time.Instant instant(String text) {
        return java.time.Instant.parse(text);
    }
}
