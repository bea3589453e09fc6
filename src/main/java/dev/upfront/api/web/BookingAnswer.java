package dev.upfront.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Closing;
import dev.upfront.booking.Funding;
import dev.upfront.booking.ClosingReason;
import dev.upfront.catalog.Provider;
import dev.upfront.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A booking as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Booking")
record BookingAnswer(
        @Schema(description = "What people call the booking.", example = "UP-7K3MQ9ZT") String reference,
        BookingStatus status,
        @Schema(description = "The offering's name when it was booked.", example = "Coaching session") String offering,
        Giver provider,
        Person client,
        Instant startsAt,
        Instant endsAt,
        @Schema(description = "Until when the slot is kept while the client completes the steps; only while the status is HELD.", nullable = true)
        @Nullable Instant holdExpiresAt,
        @Schema(description = "Where the session takes place.", example = "Video call") String place,
        @Schema(description = "What is paid in money, as it was when booked; it never changes. Where a credit pays for the session, only what comes on top of it.") Amount price,
        @Schema(description = "Whether one credit of a package or retainer pays for the session.") boolean paidWithCredit,
        @Schema(description = "UNFUNDED while the session waits for the renewal of a retainer to pay for it; BILLED when it took place, no renewal paid for it, and its price is a payment.") Funding funding,
        @Schema(description = "The part of the price that is due before the booking is confirmed.") Amount dueAtBooking,
        @Schema(description = "The part of the price that is due after the session.") Amount dueLater,
        @Schema(description = "What the client has paid and not got back.") Amount paid,
        @Schema(description = "How it ended without a session; only if it did.", nullable = true) @Nullable Ending ending,
        @Schema(description = "Where the client goes on: form, contract and payment, whatever is next. Send the client there, and keep it as "
                + "secret as a password. Only in the answer to an order.", nullable = true, example = "https://book.example.org/s/qvZJr1cT0s8oX1nT4mVfNw")
        @Nullable URI stepAddress) {

    record Giver(UUID id, @Schema(example = "Ada Brandt") String name) {}

    @Schema(name = "BookedClient")
    record Person(@Schema(example = "Grace Hopper") String name, @Schema(example = "grace@example.org") String mail) {}

    record Ending(ClosingReason reason, Instant at, @Schema(description = "What it costs the client; zero if it was free or the fee was waived.") Amount fee) {}

    static BookingAnswer of(Booking booking, Provider provider, String mail, Money paid, @Nullable Closing closing) {
        return new BookingAnswer(booking.reference(), booking.status(), booking.offeringName(), new Giver(provider.id().value(), provider.name()),
                new Person(booking.clientName(), mail), booking.startsAt(), booking.endsAt(),
                booking.status() == BookingStatus.HELD ? booking.holdExpiresAt() : null, booking.place(),
                Amount.of(booking.price()), booking.creditLot() != null, booking.funding(), Amount.of(booking.dueAtBooking()), Amount.of(booking.dueLater()), Amount.of(paid),
                closing == null ? null : new Ending(closing.reason(), closing.at(), Amount.of(closing.fee())), null);
    }

    BookingAnswer withStepAddress(URI address) {
        return new BookingAnswer(reference, status, offering, provider, client, startsAt, endsAt, holdExpiresAt, place, price, paidWithCredit, funding, dueAtBooking,
                dueLater, paid, ending, address);
    }
}
