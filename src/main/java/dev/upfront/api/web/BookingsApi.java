package dev.upfront.api.web;

import dev.upfront.api.ApiKey;
import dev.upfront.booking.Booking;
import dev.upfront.booking.Bookings;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.QuoteChanged;
import dev.upfront.calendar.SlotTaken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Booking, reading, moving and cancelling, for a client and by the client's rules: what staff may do beyond them is done in the console. */
@RestController
@RequestMapping("/api/v1/bookings")
@Tag(name = "Bookings", description = "Booking, reading, moving and cancelling, for a client and by the client's rules.")
class BookingsApi {

    private static final java.util.regex.Pattern REFERENCE = java.util.regex.Pattern.compile("[A-Z0-9-]{1,40}");

    private final IdempotentOrders orders;
    private final Bookings bookings;
    private final Cancellations cancellations;
    private final BookingAnswers answers;
    private final OnSale onSale;

    BookingsApi(IdempotentOrders orders, Bookings bookings, Cancellations cancellations, BookingAnswers answers, OnSale onSale) {
        this.orders = orders;
        this.bookings = bookings;
        this.cancellations = cancellations;
        this.answers = answers;
        this.onSale = onSale;
    }

    @PostMapping
    @Operation(operationId = "book", summary = "Book a slot", description = """
            Holds the slot for the client, mails them, and answers with `stepAddress`: send the client there to fill in the form, sign and pay. \
            Nothing is charged by this request.

            The same Idempotency-Key with the same order books once, however often it is sent: the first answer has status 201, every later one 200 \
            with the booking as it is by then and a new `stepAddress` to it; earlier ones stay good. A refusal is not remembered, so after one the key may be \
            used again.""")
    @ApiResponse(responseCode = "201", description = "The slot is held.")
    @ApiResponse(responseCode = "200", description = "This Idempotency-Key has made this booking before.")
    @ApiResponse(responseCode = "400", description = "`/problems/idempotency-key-needed`, or `/problems/unreadable`: the body is not JSON.")
    @ApiResponse(responseCode = "404", description = "`/problems/offering-unknown`: no offering on sale has that slug.")
    @ApiResponse(responseCode = "409", description = "`/problems/slot-taken`: somebody else was quicker; `alternatives` has the provider's next free slots. "
            + "`/problems/not-allowed`: the offering has just been taken off sale.")
    @ApiResponse(responseCode = "422", description = "`/problems/invalid`: see `errors`. `/problems/slot-not-offered`: the time has passed, is too soon, too "
            + "far ahead or outside of working hours. `/problems/idempotency-key-reused`: the key came with another order before.")
    ResponseEntity<BookingAnswer> book(
            @AuthenticationPrincipal ApiKey key,
            @Parameter(description = "Any text of yours that is new for each order, such as a UUID.", example = "5f0c2f5e-0b1c-4d0e-9a43-8a5d7c1e2b10")
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "^[!-~]{1,255}$", message = "This has 1 to 255 printable characters without spaces.")
            String idempotencyKey,
            @Valid @RequestBody BookingOrder order) {
        try {
            var placed = orders.place(key, idempotencyKey, order, () -> onSale.request(order, "api:%s:%s".formatted(key.id(), idempotencyKey)));
            var address = URI.create("/api/v1/bookings/" + placed.booking().reference());
            var answer = placed.made() ? ResponseEntity.created(address) : ResponseEntity.ok().location(address);
            return answer.body(answers.withStepAddress(placed.booking()));
        } catch (SlotTaken taken) {
            throw slotTaken(taken, onSale.insteadOf(order));
        }
    }

    @GetMapping("/{reference}")
    @Operation(operationId = "readBooking", summary = "Read a booking")
    @ApiResponse(responseCode = "200", description = "The booking as it is now.")
    @ApiResponse(responseCode = "404", description = "`/problems/booking-unknown`")
    BookingAnswer read(@Parameter(example = "UP-7K3MQ9ZT") @PathVariable String reference) {
        return answers.of(find(reference));
    }

    @GetMapping("/{reference}/cancellation")
    @Operation(operationId = "askWhatCancellingCosts", summary = "What cancelling would mean in money",
            description = "By the policy as it was when the booking was made. Changes nothing.")
    @ApiResponse(responseCode = "200", description = "The amounts as they are now.")
    @ApiResponse(responseCode = "404", description = "`/problems/booking-unknown`")
    @ApiResponse(responseCode = "409", description = "`/problems/not-allowed`: the booking has ended or its session has begun.")
    CancellationAmounts cancellation(@Parameter(example = "UP-7K3MQ9ZT") @PathVariable String reference) {
        return CancellationAmounts.of(cancellations.quote(find(reference).id(), ClosingReason.CLIENT_CANCELLED));
    }

    @PostMapping("/{reference}/cancel")
    @Operation(operationId = "cancelBooking", summary = "Cancel a booking on agreed terms",
            description = "The body is what the cancellation's amounts were when the client agreed to them. The slot is free at once; refund and fee follow by "
                    + "themselves. Repeating it changes nothing.")
    @ApiResponse(responseCode = "200", description = "The booking is cancelled on these terms.")
    @ApiResponse(responseCode = "404", description = "`/problems/booking-unknown`")
    @ApiResponse(responseCode = "409", description = "`/problems/amounts-changed`: nothing was cancelled; `amounts` has the new ones, to be agreed to again. "
            + "`/problems/not-allowed`: the booking has ended otherwise or its session has begun.")
    @ApiResponse(responseCode = "422", description = "`/problems/invalid`: see `errors`.")
    BookingAnswer cancel(@AuthenticationPrincipal ApiKey key, @Parameter(example = "UP-7K3MQ9ZT") @PathVariable String reference,
            @Valid @RequestBody CancellationAmounts agreed) {
        var booking = find(reference);
        if (!isCancelledFor(booking, agreed.fee())) {
            var quote = cancellations.quote(booking.id(), ClosingReason.CLIENT_CANCELLED);
            if (!CancellationAmounts.of(quote).equals(agreed)) {
                throw amountsChanged(CancellationAmounts.of(quote));
            }
            try {
                cancellations.close(booking.id(), ClosingReason.CLIENT_CANCELLED, quote, "API, " + key.name());
            } catch (QuoteChanged changed) {
                throw amountsChanged(CancellationAmounts.of(changed.quote()));
            }
        }
        return read(reference);
    }

    @PostMapping("/{reference}/move")
    @Operation(operationId = "moveBooking", summary = "Move a booking to another slot", description = "Possible until the policy's limit, with the same "
            + "provider. What was paid stays paid. Repeating it changes nothing.")
    @ApiResponse(responseCode = "200", description = "The booking has the new slot.")
    @ApiResponse(responseCode = "404", description = "`/problems/booking-unknown`")
    @ApiResponse(responseCode = "409", description = "`/problems/slot-taken`: the booking keeps its slot; `alternatives` has the provider's next free ones. "
            + "`/problems/not-allowed`: it is too late or the booking has ended.")
    @ApiResponse(responseCode = "422", description = "`/problems/invalid`, or `/problems/slot-not-offered`: the booking keeps its slot.")
    BookingAnswer move(@AuthenticationPrincipal ApiKey key, @Parameter(example = "UP-7K3MQ9ZT") @PathVariable String reference,
            @Valid @RequestBody NewStart wanted) {
        var booking = find(reference);
        try {
            bookings.move(booking.id(), wanted.startsAt(), "API, " + key.name(), false);
        } catch (SlotTaken taken) {
            throw slotTaken(taken, onSale.insteadOf(wanted.startsAt(), booking));
        }
        return read(reference);
    }

    private Booking find(String reference) {
        return (REFERENCE.matcher(reference).matches() ? bookings.byReference(reference) : Optional.<Booking>empty())
                .orElseThrow(() -> Problem.BOOKING_UNKNOWN.because("No booking has that reference. Nothing was changed or charged. "
                        + "A reference looks like UP-7K3MQ9ZT."));
    }

    private boolean isCancelledFor(Booking booking, Amount fee) {
        return booking.status() == BookingStatus.CANCELLED
                && bookings.closing(booking.id()).filter(closing -> Amount.of(closing.fee()).equals(fee)).isPresent();
    }

    private static ErrorResponseException slotTaken(SlotTaken taken, List<FreeSlot> alternatives) {
        var problem = Problem.SLOT_TAKEN.because(taken.getMessage(), taken);
        problem.getBody().setProperty("alternatives", alternatives);
        return problem;
    }

    private static ErrorResponseException amountsChanged(CancellationAmounts amounts) {
        var problem = Problem.AMOUNTS_CHANGED.because("The amounts are not those that were agreed to. Nothing was cancelled, charged or refunded: "
                + "show the client the new ones in \"amounts\" and send those.");
        problem.getBody().setProperty("amounts", amounts);
        return problem;
    }
}
