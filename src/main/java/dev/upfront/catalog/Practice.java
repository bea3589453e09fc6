package dev.upfront.catalog;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The business that runs this installation; there is exactly one.
 *
 * @param zone         the home time zone, for staff and for whatever has no zone of its own
 * @param currency     the currency offered first when something is priced
 * @param accentColour as in CSS: "#" and six hexadecimal digits
 * @param mailFrom     the address mails come from
 * @param locale       how mails and pages without a reader of their own write amounts and dates
 */
public record Practice(String name, ZoneId zone, Currency currency, String accentColour, String mailFrom, Locale locale) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public Practice {
        Valid.text(name, "The practice needs a name.");
        Valid.that(COLOUR.matcher(accentColour).matches(), "The accent colour is written as # and six digits or letters a to f, such as #2f6f4f.");
        Valid.mail(mailFrom, "The address mails come from is not a mail address.");
    }
}
