package dev.upfront.portal;

import dev.upfront.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * The person who looks at a page: how they write amounts and dates, and where their clock stands.
 *
 * @param locale how amounts are written
 * @param words how dates and times are written: the pages are English, in the way of the reader's region
 * @param zone where their clock stands
 */
public record Reader(Locale locale, Locale words, ZoneId zone) {

    /** @param home the practice's locale, whose region is taken when the reader's browser names none */
    public static Reader of(Locale locale, Locale home, ZoneId zone) {
        var region = locale.getCountry().isEmpty() ? home.getCountry() : locale.getCountry();
        var isEnglish = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        var words = Locale.of(Locale.ENGLISH.getLanguage(), region);
        return new Reader(isEnglish || locale.getLanguage().isEmpty() ? words : locale, words, zone);
    }

    public Reader in(ZoneId other) {
        return new Reader(locale, words, other);
    }

    public String money(Money amount) {
        return amount.format(locale);
    }

    /** Such as "Thursday 26 November". */
    public String day(LocalDate date) {
        return date.format(pattern(dayPattern()));
    }

    public String day(Instant at) {
        return day(LocalDate.ofInstant(at, zone));
    }

    /** Such as "Thu 26 Nov". */
    public String shortDay(LocalDate date) {
        return date.format(pattern(dayPattern().replace("EEEE", "EEE").replace("MMMM", "MMM")));
    }

    /** Such as "26 Nov". */
    public String date(LocalDate date) {
        return date.format(pattern(dayPattern().replaceAll("EEEE,? ", "").replace("MMMM", "MMM")));
    }

    /** Such as "26 Nov 2026". */
    public String dateWithYear(Instant at) {
        return LocalDate.ofInstant(at, zone).format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(words));
    }

    /** Such as "10:00". */
    public String time(Instant at) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(words).format(at.atZone(zone));
    }

    /** Such as "10:42" today, else "Thu 26 Nov, 10:42". */
    public String momentSeenAt(Instant at, Instant now) {
        var date = LocalDate.ofInstant(at, zone);
        return date.equals(LocalDate.ofInstant(now, zone)) ? time(at) : shortDay(date) + ", " + time(at);
    }

    /** Such as "Berlin". */
    public static String place(ZoneId zone) {
        var name = zone.getId();
        return name.contains("/") && !name.startsWith("Etc/") ? name.substring(name.lastIndexOf('/') + 1).replace('_', ' ') : name;
    }

    /** The region's full date without its year: day and month in its order; "EEEE d MMMM" or "EEEE, MMMM d". */
    private String dayPattern() {
        var full = DateTimeFormatterBuilder.getLocalizedDateTimePattern(FormatStyle.FULL, null, IsoChronology.INSTANCE, words);
        return full.replaceAll(",? ?y+", "").replaceFirst("^EEEE, d", "EEEE d");
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, words);
    }
}
