package dev.upfront.dispute.pack;

import dev.upfront.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a pack writes times and amounts: in English, in the practice's zone. */
record Wordings(ZoneId zone) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    String moment(Instant at) {
        return MOMENT.withZone(zone).format(at);
    }

    String span(Instant from, Instant to) {
        return moment(from) + "–" + TIME.withZone(zone).format(to);
    }

    String money(Money amount) {
        return amount.format(Locale.ENGLISH);
    }

    static String count(int number, String one, String several) {
        return number == 1 ? "1 " + one : number + " " + several;
    }
}
