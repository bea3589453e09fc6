package dev.upfront.packages;

import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.client.ClientId;
import dev.upfront.credits.Covered;
import dev.upfront.money.Money;
import dev.upfront.payment.Reference;
import dev.upfront.payment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One package sold to one client, and what was agreed when it was. Price, credits and what they pay for never change afterwards (the database
 * refuses); the status only moves as {@link PackageStatus#next} allows. A repeated move changes nothing, an impossible one throws.
 */
@Table(schema = "packages", name = "sale")
public class PackageSale {

    @Id private PackageSaleId id;
    @Version private @Nullable Integer version;
    private String reference;
    private String requestKey;
    private ClientId clientId;
    private String clientName;
    private String clientZone;
    private PackageOfferId offerId;
    private String name;
    private int credits;
    private long priceMinor;
    private Currency currency;
    private List<OfferingId> offerings;
    private List<Long> surchargesMinor;
    private List<String> contracts;
    private @Nullable Instant endsAt;
    private int graceDays;
    private boolean shareable;
    private UUID payer;
    private @Nullable UUID renews;
    private String soldBy;
    private PackageStatus status;
    private Instant payUntil;
    private Instant createdAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant takenUpAt;
    private @Nullable Long processInstanceKey;

    @SuppressWarnings("NullAway") // filled by Spring Data
    PackageSale() {}

    /** @param endsAt when credits bought now end, null for never */
    static PackageSale requested(PackageRequest request, ClientId client, PackageOffer offer, @Nullable Instant endsAt, Instant now, Duration payWithin) {
        var sale = new PackageSale();
        sale.id = PackageSaleId.next();
        sale.reference = Reference.of("PK", sale.id.value());
        sale.requestKey = request.requestKey();
        sale.clientId = client;
        sale.clientName = request.name().strip();
        sale.clientZone = request.zone().getId();
        sale.offerId = offer.id();
        sale.name = offer.name();
        sale.credits = offer.credits();
        sale.priceMinor = offer.price().minor();
        sale.currency = offer.price().currency();
        sale.offerings = offer.offerings();
        sale.surchargesMinor = offer.surchargesMinor();
        sale.contracts = offer.contracts();
        sale.endsAt = endsAt;
        sale.graceDays = offer.graceDays();
        sale.shareable = offer.shareable();
        sale.payer = sale.id.value();
        sale.soldBy = request.soldBy();
        sale.status = PackageStatus.REQUESTED;
        sale.payUntil = endsAt != null && endsAt.isBefore(now.plus(payWithin)) ? endsAt : now.plus(payWithin); // nobody pays for what has ended
        sale.createdAt = now;
        return sale;
    }

    /** The same package again, as it is on sale now, paid by the same payer. */
    PackageSale renewal(PackageOffer offer, String by, @Nullable Instant renewalEndsAt, Instant now, Duration payWithin) {
        var again = new PackageRequest("", offer.id(), clientName, "", null, clientZone(), Locale.ROOT, by);
        var sale = requested(again, clientId, offer, renewalEndsAt, now, payWithin);
        sale.requestKey = "renewal " + sale.id;
        sale.payer = payer;
        sale.renews = id.value();
        return sale;
    }

    /** Whether its credits would have ended by then. */
    boolean endsBy(Instant moment) {
        return endsAt != null && !moment.isBefore(endsAt);
    }

    void takeUp(Instant now, long instance) {
        takenUpAt = now;
        processInstanceKey = instance;
    }

    /** @return whether anything changed */
    boolean moveTo(PackageStatus next, Instant now) {
        if (status == next) {
            return false;
        }
        if (!status.next().contains(next)) {
            throw new NotPossible("Package %s is %s and can't become %s any more.".formatted(reference, say(status), say(next)));
        }
        status = next;
        endedAt = next.ended() ? now : null;
        return true;
    }

    private static String say(PackageStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public PackageSaleId id() {
        return id;
    }

    /** What people call it: "PK-" and eight characters. */
    public String reference() {
        return reference;
    }

    public ClientId client() {
        return clientId;
    }

    /** The name that was typed for this purchase. */
    public String clientName() {
        return clientName;
    }

    public ZoneId clientZone() {
        return ZoneId.of(clientZone);
    }

    public PackageOfferId offer() {
        return offerId;
    }

    public String name() {
        return name;
    }

    public int credits() {
        return credits;
    }

    public Money price() {
        return new Money(priceMinor, currency);
    }

    /** What a credit pays for. */
    public List<Covered> covers() {
        return IntStream.range(0, offerings.size()).mapToObj(at -> new Covered(offerings.get(at), surchargesMinor.get(at))).toList();
    }

    public List<String> contracts() {
        return contracts;
    }

    /** None once it is paid: a flow that takes it up anew, because the engine lost the first, would ask for what is past its time. */
    public List<String> contractsToSign() {
        return status == PackageStatus.REQUESTED ? contracts : List.of();
    }

    /** From when on its free credits can't be used; null for never. */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    public Duration grace() {
        return Duration.ofDays(graceDays);
    }

    public boolean shareable() {
        return shareable;
    }

    /** What its payment is for. */
    public Subject subject() {
        return new Subject(Subject.Kind.PACKAGE, id.value(), reference, payer);
    }

    /** The sale that it renews; null for a first one. */
    public @Nullable PackageSaleId renews() {
        return renews == null ? null : new PackageSaleId(renews);
    }

    /** "client", or a staff member's name. */
    public String soldBy() {
        return soldBy;
    }

    public PackageStatus status() {
        return status;
    }

    /** Until when contract and payment may stay open. */
    public Instant payUntil() {
        return payUntil;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** The process instance that leads it, for links to Operate. */
    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }
}
