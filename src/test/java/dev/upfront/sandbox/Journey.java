package dev.upfront.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingId;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.engine.Processes;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.Line;
import dev.upfront.money.Money;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.sandbox.stripe.CheckoutResult;
import dev.upfront.sandbox.stripe.Recorded;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Walks a booking along its flow, as a client and as time would; every step waits for the flow to get there. */
@Component
public class Journey {

    public static final String GOOD_CARD = "4242424242424242";
    public static final String CARD_THAT_GOES_BAD = "4000000000000341";
    public static final String CARD_THAT_ALWAYS_ASKS = "4000002760003184";
    private static final URI RETURN = URI.create("http://localhost/s/journey/paid");

    private final Bookings bookings;
    private final Payments payments;
    private final Processes processes;
    private final Ledger ledger;
    private final Fixtures fixtures;
    private final Sandbox sandbox;
    private final CamundaClient engine;

    Journey(Bookings bookings, Payments payments, Processes processes, Ledger ledger, Fixtures fixtures, Sandbox sandbox, CamundaClient engine) {
        this.bookings = bookings;
        this.payments = payments;
        this.processes = processes;
        this.ledger = ledger;
        this.fixtures = fixtures;
        this.sandbox = sandbox;
        this.engine = engine;
    }

    /** Books the first slot that begins at least two days ahead. */
    public Booking book(Offering offering) {
        return bookings.request(fixtures.request(offering, Duration.ofDays(2)));
    }

    public Booking bookAndConfirm(Offering offering) {
        var booking = book(offering);
        if (booking.dueAtBooking().isPositive()) {
            pay(booking, GOOD_CARD);
        }
        return awaitStatus(booking, BookingStatus.CONFIRMED);
    }

    /** Books, confirms, and waits until the confirmation is sent and the flow has nothing to do before the session's time. */
    public Booking bookUntilItsSession(Offering offering) {
        var booking = bookAndConfirm(offering);
        awaitMail(booking, "Confirmed");
        awaitEngineAtRest();
        return booking;
    }

    /** Waits until the flow asks the client to pay, then pays on Stripe's page. */
    public CheckoutResult pay(Booking booking, String card) {
        return pay(booking.id().value(), card);
    }

    /** The same for whatever is owed for. */
    public CheckoutResult pay(UUID subject, String card) {
        return sandbox.stripe().payCheckout(openCheckoutOf(subject), card);
    }

    /** Waits until the flow asks the client to pay, and opens Stripe's page. @return the Checkout Session's id */
    public String openCheckout(Booking booking) {
        return openCheckoutOf(booking.id().value());
    }

    /** The same for whatever is owed for. */
    public String openCheckoutOf(UUID subject) {
        var owed = awaitOwed(subject);
        await().until(() -> asksTheClient(owed.id()));
        assertThat(payments.openCheckout(owed.id(), RETURN)).isInstanceOf(CheckoutPage.Ready.class);
        return sandbox.stripe().checkoutSessions().getLast().id();
    }

    /** Whether a flow waits for the client to pay: on the page, or what the card on file did not. */
    public boolean asksTheClient(PaymentId owed) {
        return processes.waitsAt("payment.payOnline", owed.value()) || processes.waitsAt("dunning.awaitMoney", owed.value());
    }

    /** The one payment of the booking that is still owed, once there is one. */
    public Payment awaitOwed(Booking booking) {
        return awaitOwed(booking.id().value());
    }

    private Payment awaitOwed(UUID subject) {
        return await().atMost(20, TimeUnit.SECONDS).until(() -> owed(subject), Optional::isPresent).orElseThrow();
    }

    /** Whether anything is owed for that subject by now. */
    public boolean owes(UUID subject) {
        return owed(subject).isPresent();
    }

    private Optional<Payment> owed(UUID subject) {
        return payments.ofSubject(subject).stream().filter(payment -> payment.status().name().equals("OWED")).findFirst();
    }

    public Booking awaitStatus(Booking booking, BookingStatus status) {
        return await().alias(booking.reference() + " becomes " + status).atMost(20, TimeUnit.SECONDS)
                .until(() -> bookings.booking(booking.id()), now -> now.status() == status);
    }

    public void awaitPaid(Booking booking, Purpose purpose) {
        await().alias(purpose + " is paid").atMost(20, TimeUnit.SECONDS).until(() -> payments.ofSubject(booking.id().value()).stream()
                .anyMatch(payment -> payment.purpose() == purpose && payment.status().name().equals("PAID")));
    }

    /** Moves the whole world to that instant, if it has not passed it. */
    public void advanceTo(Instant instant) {
        var missing = Duration.between(sandbox.clock().instant(), instant).plusSeconds(1);
        if (missing.isPositive()) {
            sandbox.advance(missing);
        }
    }

    /** Waits until the flow rests in its wait for the session, then moves to when the session is over and settled. */
    public void advanceToTheEndOf(Booking booking) {
        awaitMail(booking, "Confirmed");
        awaitEngineAtRest();
        advanceTo(bookings.booking(booking.id()).endsAt().plus(Duration.ofMinutes(30)));
    }

    /** Timers count only once they are set: lets the engine finish what it is doing. */
    public void awaitEngineAtRest() {
        try {
            sandbox.engine().waitForIdleState(Duration.ofSeconds(10));
        } catch (InterruptedException | java.util.concurrent.TimeoutException busy) {
            throw new IllegalStateException(busy);
        }
    }

    /** A person presses Retry on whatever has stopped with such words: after an outage, else it stands in the way of the tests to come. */
    public void retryWhatStopped(String words) {
        var stopped = new HashMap<Long, IncidentRecordValue>();
        for (var record : RecordStream.of(sandbox.engine().getRecordStreamSource()).incidentRecords()) {
            if (record.getIntent() == IncidentIntent.CREATED && record.getValue().getErrorMessage().contains(words)) {
                stopped.put(record.getKey(), record.getValue());
            } else if (record.getIntent() == IncidentIntent.RESOLVED) {
                stopped.remove(record.getKey());
            }
        }
        stopped.forEach((incident, about) -> {
            engine.newUpdateRetriesCommand(about.getJobKey()).retries(1).send().join();
            engine.newResolveIncidentCommand(incident).send().join();
        });
    }

    /** The charges at Stripe that moved money for this booking. */
    public List<Recorded> charges(Booking booking) {
        return charges(booking.id().value());
    }

    /** The same for whatever was paid for. */
    public List<Recorded> charges(UUID subject) {
        var references = payments.ofSubject(subject).stream().map(Payment::reference).toList();
        return sandbox.stripe().chargesSucceeded().stream()
                .filter(charge -> charge.metadata().values().stream().anyMatch(references::contains)).toList();
    }

    public List<Recorded> refunds(Booking booking) {
        var intents = charges(booking).stream().map(charge -> charge.paymentIntent().orElseThrow()).toList();
        return sandbox.stripe().refunds().stream().filter(refund -> intents.contains(refund.paymentIntent().orElse(""))).toList();
    }

    public Money balance(Account account, UUID subject, Currency currency) {
        return ledger.balance(account, subject, currency);
    }

    /** What Stripe holds of this booking's money, had it no fees: those are booked when reconciliation comes by, which a moved clock may bring at any moment. */
    public Money atStripeBeforeFees(Booking booking) {
        return balance(Account.STRIPE_BALANCE, booking).plus(balance(Account.STRIPE_FEES, booking));
    }

    /** Stripe's fees of this booking's disputes, without those of its charges, which come at any moment too. */
    public Money disputeFees(Booking booking) {
        return ledger.entriesOf(booking.id().value()).stream().filter(entry -> entry.cause().startsWith("dispute.fee"))
                .flatMap(entry -> entry.lines().stream()).filter(line -> line.account() == Account.STRIPE_FEES).map(Line::amount)
                .reduce(Money.zero(booking.price().currency()), Money::plus);
    }

    public Money balance(Account account, Booking booking) {
        return ledger.balance(account, booking.id().value(), booking.price().currency());
    }

    /** Waits for a mail to this booking's client whose subject line begins like that. */
    public SandboxMail awaitMail(Booking booking, String title) {
        return awaitMail(booking, title, "");
    }

    /** The same, with words that stand in its text. */
    public SandboxMail awaitMail(Booking booking, String title, String words) {
        return await().alias("mail: " + title + " " + words).atMost(20, TimeUnit.SECONDS)
                .until(() -> mails(booking).stream().filter(mail -> mail.title().startsWith(title) && mail.text().contains(words)).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public List<SandboxMail> mails(Booking booking) {
        return mailsAbout(booking.reference());
    }

    /** Mails in whose text that reference stands. */
    public List<SandboxMail> mailsAbout(String reference) {
        return SandboxMail.all(sandbox.mail()).stream().filter(mail -> mail.text().contains(reference)).toList();
    }

    public Booking reload(BookingId id) {
        return bookings.booking(id);
    }
}
