package dev.upfront.booking;

import dev.upfront.catalog.CancellationPolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.Terms;
import dev.upfront.client.ClientId;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.LotId;
import dev.upfront.money.Money;
import dev.upfront.payment.Reference;
import dev.upfront.retainer.PeriodAhead;
import dev.upfront.retainer.RetainerId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One client, one offering, one slot, and what was agreed when it was booked. Price, terms and policy never change afterwards (the database
 * refuses); the status only moves as {@link BookingStatus#next} allows. A repeated move changes nothing, an impossible one throws.
 */
@Table(schema = "booking", name = "booking")
public class Booking {

    @Id private BookingId id;
    @Version private @Nullable Integer version;
    private String reference;
    private String requestKey;
    private ClientId clientId;
    private String clientName;
    private ProviderId providerId;
    private OfferingId offeringId;
    private String offeringName;
    private String place;
    private BookingStatus status;
    private Instant startsAt;
    private Instant endsAt;
    private Instant holdExpiresAt;
    private String clientZone;
    private Currency currency;
    private long priceMinor;
    private long dueAtBookingMinor;
    private Terms.Kind terms;
    private long freeUntilSeconds;
    private long moveUntilSeconds;
    private int lateFeeBasisPoints;
    private int noShowFeeBasisPoints;
    private @Nullable LotId creditLot;
    private Funding funding;
    private @Nullable RetainerId retainer;
    private long sessionPriceMinor;
    private List<String> forms;
    private List<String> contracts;
    private int moves;
    private @Nullable Instant movedFrom;
    private Instant createdAt;
    private @Nullable Instant takenUpAt;
    private @Nullable Long processInstanceKey;

    @SuppressWarnings("NullAway") // filled by Spring Data
    Booking() {}

    /** To be paid with a credit of a period that is still to come. */
    static Booking ahead(BookingId id, BookingRequest request, ClientId client, Offering offering, PeriodAhead period, Instant now, Duration hold) {
        var booking = requested(id, request, client, offering, now, hold);
        booking.agree(Money.zero(period.perSession().currency()), Terms.free());
        booking.waitFor(period);
        return booking;
    }

    /** @param credit the lot whose credit pays for it; null when money does */
    static Booking request(BookingId id, BookingRequest request, ClientId client, Offering offering, @Nullable CreditLot credit, Instant now, Duration hold) {
        var booking = requested(id, request, client, offering, now, hold);
        var price = credit == null ? offering.price() : credit.surcharge(offering.id()).orElseThrow();
        booking.agree(price, credit == null ? offering.terms() : price.isZero() ? Terms.free() : Terms.full());
        booking.creditLot = credit == null ? null : credit.id();
        return booking;
    }

    private static Booking requested(BookingId id, BookingRequest request, ClientId client, Offering offering, Instant now, Duration hold) {
        var booking = new Booking();
        booking.id = id;
        booking.reference = Reference.of("UP", id.value());
        booking.requestKey = request.requestKey();
        booking.clientId = client;
        booking.clientName = request.name().strip();
        booking.providerId = request.provider();
        booking.offeringId = offering.id();
        booking.offeringName = offering.name();
        booking.place = offering.place();
        booking.status = BookingStatus.HELD;
        booking.startsAt = request.startsAt();
        booking.endsAt = request.startsAt().plus(offering.duration());
        booking.holdExpiresAt = now.plus(hold);
        booking.clientZone = request.zone().getId();
        booking.funding = Funding.FUNDED;
        booking.freeUntilSeconds = offering.policy().freeUntil().toSeconds();
        booking.moveUntilSeconds = offering.policy().moveUntil().toSeconds();
        booking.lateFeeBasisPoints = offering.policy().lateFeeBasisPoints();
        booking.noShowFeeBasisPoints = offering.policy().noShowFeeBasisPoints();
        booking.forms = List.copyOf(offering.forms());
        booking.contracts = List.copyOf(offering.contracts());
        booking.createdAt = now;
        return booking;
    }

    private void agree(Money price, Terms paidBy) {
        currency = price.currency();
        priceMinor = price.minor();
        dueAtBookingMinor = paidBy.dueAtBooking(price).minor();
        terms = paidBy.kind();
    }

    /** No credit pays for it before that period is paid. */
    void waitFor(PeriodAhead period) {
        funding = Funding.UNFUNDED;
        retainer = period.retainer();
        sessionPriceMinor = period.perSession().minor();
        creditLot = null;
    }

    void fundedBy(LotId lot) {
        funding = Funding.FUNDED;
        creditLot = lot;
    }

    void bill() {
        funding = Funding.BILLED;
    }

    void takeUp(Instant now, long instance) {
        takenUpAt = now;
        processInstanceKey = instance;
    }

    /** @return whether anything changed */
    boolean moveTo(BookingStatus next) {
        if (status == next) {
            return false;
        }
        if (!status.next().contains(next)) {
            throw new NotAllowed("Booking %s is %s and can't become %s any more.".formatted(reference, say(status), say(next)));
        }
        status = next;
        return true;
    }

    /** @return whether anything changed */
    boolean reschedule(Instant start) {
        if (startsAt.equals(start)) {
            return false;
        }
        endsAt = start.plus(Duration.between(startsAt, endsAt));
        movedFrom = startsAt;
        startsAt = start;
        moves++;
        return true;
    }

    private static String say(BookingStatus status) {
        return status.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    public BookingId id() {
        return id;
    }

    /** What people call the booking, such as UP-7K3MQ9. */
    public String reference() {
        return reference;
    }

    public ClientId client() {
        return clientId;
    }

    /** The name that was typed for this booking. Anyone can type somebody's mail address, so the name that is known of that client is not shown. */
    public String clientName() {
        return clientName;
    }

    public ProviderId provider() {
        return providerId;
    }

    public OfferingId offering() {
        return offeringId;
    }

    public String offeringName() {
        return offeringName;
    }

    public String place() {
        return place;
    }

    public BookingStatus status() {
        return status;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return endsAt;
    }

    public Duration length() {
        return Duration.between(startsAt, endsAt);
    }

    /** Until when the slot is kept while the steps are open. */
    public Instant holdExpiresAt() {
        return holdExpiresAt;
    }

    public ZoneId clientZone() {
        return ZoneId.of(clientZone);
    }

    /** What is paid in money: the whole price, or what comes on top of a credit. */
    public Money price() {
        return new Money(priceMinor, currency);
    }

    /** The lot whose credit pays for it; null when only money does. */
    public @Nullable LotId creditLot() {
        return creditLot;
    }

    public Funding funding() {
        return funding;
    }

    /** Whether it waits for a renewal to pay for it, or took place and still waits. */
    public boolean isUnfunded() {
        return funding == Funding.UNFUNDED;
    }

    /** The retainer that it waits or waited for; null when it never did. */
    public @Nullable RetainerId retainer() {
        return retainer;
    }

    /** What the session costs where no credit pays for it; nothing where one does. */
    Money sessionPrice() {
        return funding == Funding.FUNDED ? Money.zero(currency) : new Money(sessionPriceMinor, currency);
    }

    /** The price by which a fee is measured. */
    Money priceForFee() {
        return price().plus(sessionPrice());
    }

    /** What is still to come for it once it took place. */
    Money receivable() {
        return dueLater().plus(sessionPrice());
    }

    /** The part of the price that is due before the booking is confirmed. */
    public Money dueAtBooking() {
        return new Money(dueAtBookingMinor, currency);
    }

    /** The part of the price that is due after the session. */
    public Money dueLater() {
        return price().minus(dueAtBooking());
    }

    public Terms.Kind terms() {
        return terms;
    }

    public CancellationPolicy policy() {
        return new CancellationPolicy(Duration.ofSeconds(freeUntilSeconds), Duration.ofSeconds(moveUntilSeconds),
                lateFeeBasisPoints, noShowFeeBasisPoints);
    }

    /** The forms and contracts that were asked for when it was booked. */
    public List<String> forms() {
        return forms;
    }

    public List<String> contracts() {
        return contracts;
    }

    /** None once it is confirmed: a flow that takes it up anew, because the engine lost the first, would ask for what is past its time. */
    public List<String> formsToFill() {
        return status == BookingStatus.HELD ? forms : List.of();
    }

    /** As {@link #formsToFill}. */
    public List<String> contractsToSign() {
        return status == BookingStatus.HELD ? contracts : List.of();
    }

    /** How often it was moved. */
    public int moves() {
        return moves;
    }

    /** When it began before it was moved the last time; null when it never was. */
    public @Nullable Instant movedFrom() {
        return movedFrom;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When a process took it up; null while none has. */
    public @Nullable Instant takenUpAt() {
        return takenUpAt;
    }

    /** The process instance that leads it, for links to Operate. */
    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }

    String requestKey() {
        return requestKey;
    }

    Instant freeUntil() {
        return startsAt.minusSeconds(freeUntilSeconds);
    }

    Instant movableUntil() {
        return startsAt.minusSeconds(moveUntilSeconds);
    }
}
