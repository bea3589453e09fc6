package dev.upfront.year;

import static dev.upfront.year.Act.did;
import static dev.upfront.year.Act.nothing;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.Cancellations;
import dev.upfront.booking.ClosingReason;
import dev.upfront.booking.ForwardBookings;
import dev.upfront.booking.QuoteChanged;
import dev.upfront.calendar.Slot;
import dev.upfront.catalog.Offering;
import dev.upfront.credits.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients do with sessions. */
final class SessionActs {

    private static final int MOST_AT_A_TIME = 5;
    private static final int DAYS_AHEAD = 12;

    private SessionActs() {}

    /** Books a session that money pays for. */
    static final class Book implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return mayBook(scene) ? book(scene, Town.any(scene.town().offers.sessions, scene.luck()).orElseThrow(), null) : nothing();
        }
    }

    /** Books a session that a credit pays for, with or without something on top. */
    static final class BookWithCredit implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var holder = new Holder.Signed(scene.person().client().id());
            var covered = scene.town().offers.sessions.stream().filter(offering -> !scene.town().credits.usable(holder, offering.id(), scene.town().now()).isEmpty()).toList();
            return mayBook(scene) ? Town.any(covered, scene.luck()).flatMap(offering -> book(scene, offering, holder)) : nothing();
        }
    }

    /** Books a session of a period of the retainer that is still to come: its renewal is to pay for it. */
    static final class BookAhead implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var holder = new Holder.Signed(scene.person().client().id());
            var day = town.now().plus(Duration.ofDays(5 + scene.luck().nextInt(80)));
            return town.offers.sessions.stream().filter(offering -> town.world.get(ForwardBookings.class).place(holder, offering.id(), day).isPresent()).findFirst()
                    .flatMap(offering -> book(scene, offering, holder, day));
        }
    }

    /** Cancels, and agrees to what that means. */
    static final class Cancel implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return Town.any(scene.town().toCome(scene.person()), scene.luck()).flatMap(booking -> close(scene.town(), booking, ClosingReason.CLIENT_CANCELLED, "client"));
        }
    }

    /** Cancels the next session, mostly late. */
    static final class CancelNext implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            return scene.town().toCome(scene.person()).stream().findFirst().flatMap(booking -> close(scene.town(), booking, ClosingReason.CLIENT_CANCELLED, "client"));
        }
    }

    /** Moves a session to another time. */
    static final class Move implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            return Town.any(town.toCome(scene.person()), scene.luck()).flatMap(booking -> {
                var from = town.now().plus(Duration.ofHours(20));
                return Town.any(town.calendar.freeSlotsToMove(booking.id().value(), booking.provider(), booking.length(), from, from.plus(Duration.ofDays(DAYS_AHEAD))), scene.luck())
                        .flatMap(slot -> {
                            town.bookings.move(booking.id(), slot.startsAt(), "client", false);
                            return did("moves %s from %s to %s", booking.reference(), booking.startsAt(), slot.startsAt());
                        });
            });
        }
    }

    private static boolean mayBook(Act.Scene scene) {
        return scene.town().toCome(scene.person()).size() < MOST_AT_A_TIME;
    }

    private static Optional<String> book(Act.Scene scene, Offering offering, @Nullable Holder credit) {
        var town = scene.town();
        return book(scene, offering, credit, town.now().plus(Duration.ofHours(1 + scene.luck().nextInt(24 * DAYS_AHEAD))));
    }

    private static Optional<String> book(Act.Scene scene, Offering offering, @Nullable Holder credit, Instant from) {
        var town = scene.town();
        List<Slot> free = town.calendar.freeSlots(offering.providers().getFirst(), offering.duration(), from, from.plus(Duration.ofDays(1)));
        return free.stream().findFirst().flatMap(slot -> {
            var client = scene.person().client();
            var booking = town.bookings.request(new BookingRequest(Town.requestKey(scene), offering.id(), offering.providers().getFirst(), slot.startsAt(), client.name(), client.mail(), null,
                    client.zone(), client.locale(), credit));
            return did("books %s, %s for %s%s", booking.reference(), offering.slug(), slot.startsAt(), booking.isUnfunded() ? ", which a renewal is to pay for" : credit == null ? "" : " with a credit");
        });
    }

    /** Reads what ending the booking means, again if it changed meanwhile, and does it. */
    static Optional<String> close(Town town, Booking booking, ClosingReason reason, String by) {
        var cancellations = town.world.get(Cancellations.class);
        for (var reading = 0; reading < 20; reading++) {
            var quote = cancellations.quote(booking.id(), reason);
            try {
                cancellations.close(booking.id(), reason, quote, by);
                return did("%s of %s by %s: fee %s, refund %s%s", reason, booking.reference(), by, quote.fee(), quote.refund(), quote.creditUsed() ? ", the credit is used" : "");
            } catch (QuoteChanged changed) {
                // reads the new amounts
            }
        }
        return nothing();
    }
}
