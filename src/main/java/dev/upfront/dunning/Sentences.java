package dev.upfront.dunning;

import dev.upfront.payment.Obstacle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What dunning says in words, for staff. */
public final class Sentences {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private Sentences() {
    }

    /** Why the card on file does not pay, as the end of a sentence. */
    public static String why(Obstacle obstacle) {
        return switch (obstacle) {
            case NO_CARD -> "no card is on file";
            case HARD_DECLINE -> "the card can't be used any more";
            case AUTHENTICATION -> "the bank wants the client to confirm the payment";
            case INSUFFICIENT_FUNDS -> "there was not enough money on the card";
            case SOFT_DECLINE -> "the card was declined";
        };
    }

    /** Why a card is not tried at all, and from when on it may be, as the end of a sentence. */
    static String limited(@Nullable Instant until, ZoneId zone) {
        return "the card networks' limit on tries of this client's cards is reached"
                + (until == null ? "" : "; the next one is possible from %s on".formatted(MOMENT.withZone(zone).format(until)));
    }

    /** What comes next, as the beginning of a sentence that goes on with when. */
    public static String next(Action action) {
        return switch (action) {
            case RETRY -> "The card is charged again";
            case MAIL_CLIENT -> "The client is written to";
            case ALERT_STAFF -> "You are alerted";
            case SUSPEND_BOOKING -> "Booking is suspended";
            case RELEASE_SESSIONS -> "Unpaid sessions are released";
            case GIVE_UP -> "The debt is given up";
        };
    }
}
