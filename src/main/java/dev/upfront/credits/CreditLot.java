package dev.upfront.credits;

import dev.upfront.catalog.OfferingId;
import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Credits that were granted together. Each is free, held, used, expired or refunded, and the five counts add up to what was bought (the database
 * refuses anything else). A credit that leaves takes its share of the value along; the last one takes what rounding has left.
 */
@Table(schema = "credits", name = "lot")
public class CreditLot {

    @Id private LotId id;
    @Version private @Nullable Integer version;
    private String reference;
    private ClientId client;
    private UUID payer;
    private UUID source;
    private String sourceReference;
    private String name;
    private int bought;
    private int free;
    private int held;
    private int used;
    private int expired;
    private int refunded;
    private long valueMinor;
    private long valueLeftMinor;
    private Currency currency;
    private Instant grantedAt;
    private @Nullable Instant expiresAt;
    private long graceSeconds;
    private boolean shareable;
    private List<OfferingId> offerings;
    private List<Long> surchargesMinor;

    @SuppressWarnings("NullAway") // filled by Spring Data
    CreditLot() {}

    static CreditLot granted(Grant grant, Instant now) {
        var lot = new CreditLot();
        lot.id = LotId.next();
        lot.reference = Reference.of("LOT", lot.id.value());
        lot.client = grant.client();
        lot.payer = grant.source().payer();
        lot.source = grant.source().id();
        lot.sourceReference = grant.source().reference();
        lot.name = grant.name();
        lot.bought = grant.credits();
        lot.free = grant.credits();
        lot.valueMinor = grant.value().minor();
        lot.valueLeftMinor = grant.value().minor();
        lot.currency = grant.value().currency();
        lot.grantedAt = now;
        lot.expiresAt = grant.expiresAt();
        lot.graceSeconds = grant.grace().toSeconds();
        lot.shareable = grant.shareable();
        lot.offerings = grant.covers().stream().map(Covered::offering).toList();
        lot.surchargesMinor = grant.covers().stream().map(Covered::surchargeMinor).toList();
        return lot;
    }

    void hold() {
        free--;
        held++;
    }

    /** A credit comes back; past the lot's end it may be used a while longer. */
    void release(Instant now) {
        held--;
        free++;
        expiresAt = endAfterReturn(now);
    }

    /** Until when a credit that came back at that moment could be used: that moment itself when the lot has ended and gives no grace, null for no end. */
    public @Nullable Instant endAfterReturn(Instant moment) {
        return hasEnded(moment) ? moment.plusSeconds(graceSeconds) : expiresAt;
    }

    /** @return the value that is earned */
    Money useHeld() {
        held--;
        used++;
        return take(1);
    }

    /** @return the value of those free credits that end */
    Money expireFree(int ended) {
        free -= ended;
        expired += ended;
        return take(ended);
    }

    void goOn(Instant until) {
        expiresAt = until;
    }

    /** @return the value of the free credits, which goes back */
    Money refundFree() {
        var given = free;
        free = 0;
        refunded += given;
        return take(given);
    }

    /** The value of so many credits that leave now. */
    private Money take(int credits) {
        var value = valueOf(credits, free + held);
        valueLeftMinor -= value.minor();
        return value;
    }

    private Money valueOf(int leaving, int staying) {
        return new Money(staying == 0 ? valueLeftMinor : leaving * (valueMinor / bought), currency);
    }

    /** Whether its free credits can't be used at that moment any more. */
    public boolean hasEnded(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public LotId id() {
        return id;
    }

    /** What people call it: "LOT-" and eight characters. */
    public String reference() {
        return reference;
    }

    public ClientId client() {
        return client;
    }

    /** Who paid for it, see {@link dev.upfront.payment.Subject}. */
    public UUID payer() {
        return payer;
    }

    /** The package sale or the retainer's period that granted it. */
    public UUID source() {
        return source;
    }

    public String sourceReference() {
        return sourceReference;
    }

    public String name() {
        return name;
    }

    public int bought() {
        return bought;
    }

    /** Credits that a booking can take. */
    public int free() {
        return free;
    }

    /** Credits of sessions that are booked and still to come. */
    public int held() {
        return held;
    }

    public int used() {
        return used;
    }

    public int expired() {
        return expired;
    }

    public int refunded() {
        return refunded;
    }

    /** What was paid for all of them. */
    public Money value() {
        return new Money(valueMinor, currency);
    }

    /** What is received and not yet earned: the value of the free and held credits. */
    public Money valueLeft() {
        return new Money(valueLeftMinor, currency);
    }

    /** What the free credits are worth if they go back now. */
    public Money refundable() {
        return valueOf(free, held);
    }

    /** What one credit is worth; the last one of a lot is worth the rounding rest as well. */
    public Money pricePerCredit() {
        return new Money(valueMinor / bought, currency);
    }

    public Instant grantedAt() {
        return grantedAt;
    }

    /** From when on free credits can't be used; null for never. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public Duration grace() {
        return Duration.ofSeconds(graceSeconds);
    }

    /** Whether other clients may be let use it. */
    public boolean shareable() {
        return shareable;
    }

    /** Whether no credit of it will ever be used any more. */
    public boolean finished() {
        return free + held == 0;
    }

    /** What is paid on top of a credit for that offering; empty when a credit does not pay for it. */
    public Optional<Money> surcharge(OfferingId offering) {
        var position = offerings.indexOf(offering);
        return position < 0 ? Optional.empty() : Optional.of(new Money(surchargesMinor.get(position), currency));
    }

    /** What its credits pay for. */
    public List<OfferingId> offerings() {
        return offerings;
    }

    /** Counts its changes. */
    int change() {
        return version == null ? 0 : version;
    }
}
