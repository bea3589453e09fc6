package dev.upfront.payment;

import dev.upfront.money.Money;
import dev.upfront.payment.stripe.ChargeOrder;
import dev.upfront.payment.stripe.CheckoutOrder;
import dev.upfront.payment.stripe.StripeAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** One try to collect a payment. Written and committed before Stripe is asked; Stripe is asked under a key made of its id. */
@Table(schema = "payment", name = "attempt")
final class Attempt {

    enum Kind {
        CHECKOUT, CARD,
        /** Got by staff, in cash or by bank transfer; Stripe knows nothing of it. */
        OUTSIDE
    }

    /** Stripe allows 30 minutes to 24 hours; the flow closes a page earlier by itself. */
    private static final Duration CHECKOUT_LASTS = Duration.ofHours(23);

    @Id
    private AttemptId id;
    private PaymentId payment;
    private Kind kind;
    private AttemptStatus status;
    private long amountMinor;
    private Currency currency;
    /** Stripe's ids; null until known. */
    @Nullable private String customer;
    @Nullable private String paymentMethod;
    @Nullable private String session;
    @Nullable private String intent;
    @Nullable private String pageAddress;
    @Nullable private String returnTo;
    @Nullable private Instant expiresAt;
    private long collectedMinor;
    @Nullable private String failure;
    /** How money came from outside of Stripe, and who of the staff got it. */
    @Nullable private Means means;
    @Nullable private String gotBy;
    @Embedded.Empty(prefix = "sent_")
    private Sending sending = Sending.NEVER;
    private Instant createdAt;
    @Nullable private Instant settledAt;
    /** Since when Stripe's answer is missing; null while it is not. */
    @Nullable private Instant unknownSince;
    @Nullable private Instant nextCheckAt;
    private int checks;
    @Version
    private @Nullable Integer version;

    @PersistenceCreator
    @SuppressWarnings("NullAway.Init")
    private Attempt() {
    }

    static Attempt checkout(Payment payment, String customer, URI returnTo, Instant now) {
        var attempt = of(Kind.CHECKOUT, payment, customer, now);
        attempt.returnTo = returnTo.toString();
        attempt.expiresAt = now.plus(CHECKOUT_LASTS);
        return attempt;
    }

    static Attempt card(Payment payment, String customer, String paymentMethod, Instant now) {
        var attempt = of(Kind.CARD, payment, customer, now);
        attempt.paymentMethod = paymentMethod;
        return attempt;
    }

    static Attempt outside(Payment payment, Money got, Means means, String by, Instant now) {
        var attempt = of(Kind.OUTSIDE, payment, null, now);
        attempt.amountMinor = got.minor();
        attempt.collectedMinor = got.minor();
        attempt.means = means;
        attempt.gotBy = by;
        attempt.status = AttemptStatus.SUCCEEDED;
        attempt.settle(now);
        return attempt;
    }

    private static Attempt of(Kind kind, Payment payment, @Nullable String customer, Instant now) {
        var attempt = new Attempt();
        attempt.id = AttemptId.next();
        attempt.payment = payment.id();
        attempt.kind = kind;
        attempt.status = AttemptStatus.CREATED;
        attempt.amountMinor = payment.amount().minor();
        attempt.currency = payment.amount().currency();
        attempt.customer = customer;
        attempt.createdAt = now;
        attempt.nextCheckAt = now.plus(Sweeper.FIRST_GAP);
        return attempt;
    }

    AttemptId id() {
        return id;
    }

    PaymentId paymentId() {
        return payment;
    }

    Kind kind() {
        return kind;
    }

    AttemptStatus status() {
        return status;
    }

    String customer() {
        return Objects.requireNonNull(customer);
    }

    @Nullable String session() {
        return session;
    }

    @Nullable String intent() {
        return intent;
    }

    /** Stripe's id of the card on file that it charges; empty for a page. */
    Optional<String> chargedCard() {
        return kind == Kind.CARD ? Optional.ofNullable(paymentMethod) : Optional.empty();
    }

    /** Whether it is a charge of that card on file, or a page that was paid with it. */
    boolean charges(String card) {
        return card.equals(paymentMethod);
    }

    Money collected() {
        return new Money(collectedMinor, currency);
    }

    /** Why it failed: a decline code, "expired" …; or why its outcome is unknown. */
    @Nullable String failure() {
        return failure;
    }

    Instant createdAt() {
        return createdAt;
    }

    Sending sending() {
        return sending;
    }

    /** The client's page, while it can be used. */
    @Nullable URI pageAt(Instant now) {
        return status == AttemptStatus.OPEN && pageAddress != null && expiresAt != null && expiresAt.isAfter(now) ? URI.create(pageAddress) : null;
    }

    CheckoutOrder checkoutOrder(Payment payment) {
        var returnAddress = Objects.requireNonNull(returnTo);
        var separator = returnAddress.contains("?") ? "&" : "?";
        return new CheckoutOrder("checkout:" + id, id.toString(), payment.reference(), customer(), new Money(amountMinor, currency),
                payment.description(), payment.keepCard(), returnAddress + separator + "checkout={CHECKOUT_SESSION_ID}", returnAddress,
                Objects.requireNonNull(expiresAt));
    }

    ChargeOrder chargeOrder(Payment payment) {
        return new ChargeOrder("charge:" + id, id.toString(), payment.reference(), customer(), Objects.requireNonNull(paymentMethod),
                new Money(amountMinor, currency), payment.description());
    }

    void send(Instant now) {
        sending = sending.again(now);
    }

    void open(StripeAnswer.Open page, Instant now) {
        if (become(AttemptStatus.OPEN)) {
            session = page.session();
            pageAddress = page.address().toString();
            expiresAt = page.expiresAt();
            askAgain(Sweeper.FIRST_GAP, now);
        }
    }

    /** @return whether that is news */
    boolean collected(StripeAnswer.Collected money, Instant now) {
        if (!become(AttemptStatus.SUCCEEDED)) {
            return false;
        }
        intent = money.intent();
        collectedMinor = money.amount().minor();
        paymentMethod = money.card() == null ? paymentMethod : money.card().paymentMethod();
        failure = null;
        settle(now);
        return true;
    }

    void processing(@Nullable String stripeIntent, Instant now) {
        var news = status != AttemptStatus.PROCESSING;
        if (become(AttemptStatus.PROCESSING)) {
            intent = stripeIntent == null ? intent : stripeIntent;
            if (news) {
                askAgain(Sweeper.FIRST_GAP, now);
            }
        }
    }

    void fail(@Nullable String stripeIntent, String why, Instant now) {
        if (become(AttemptStatus.FAILED)) {
            intent = stripeIntent == null ? intent : stripeIntent;
            failure = why;
            settle(now);
        }
    }

    void unknown(String why, Instant now) {
        var since = unknownSince;
        if (become(AttemptStatus.UNKNOWN)) {
            failure = why;
            unknownSince = since == null ? now : since;
            if (since == null) {
                askAgain(Sweeper.FIRST_GAP_OF_UNKNOWN, now);
            }
        }
    }

    /** The rhythm of the questions begins anew. */
    private void askAgain(Duration after, Instant now) {
        checks = 0;
        nextCheckAt = now.plus(after);
    }

    private void settle(Instant now) {
        settledAt = now;
        nextCheckAt = null;
    }

    private boolean become(AttemptStatus next) {
        var allowed = status.canBecome(next);
        if (allowed) {
            status = next;
            unknownSince = null;
        }
        return allowed;
    }
}
