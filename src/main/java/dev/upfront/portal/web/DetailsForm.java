package dev.upfront.portal.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client types to book; everything is as it came, so that nothing typed is lost when something is refused.
 *
 * @param requestKey made when the page was drawn: two submissions of one page are one booking
 * @param start the chosen instant as ISO text
 * @param payWith "credit", or anything else for money
 */
record DetailsForm(@Nullable String slug, @Nullable String requestKey, @Nullable String provider, @Nullable String start, @Nullable String zone,
                   @Nullable String name, @Nullable String mail, @Nullable String phone, @Nullable Boolean agreed, @Nullable String payWith) {

    static final String CREDIT = "credit";


    private static final Pattern REQUEST_KEY = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern PHONE = Pattern.compile("[+0-9][0-9 ()./-]{3,38}");

    boolean hasRequestKey() {
        return requestKey != null && REQUEST_KEY.matcher(requestKey).matches();
    }

    boolean paysWithCredit() {
        return CREDIT.equals(payWith);
    }

    /** A sentence per field that is not yet right, in the order of the fields. */
    Map<String, String> errors() {
        var errors = new LinkedHashMap<String, String>();
        if (name == null || name.isBlank() || name.length() > 200) {
            errors.put("name", name == null || name.isBlank() ? "Please give your name." : "Please give a name of at most 200 letters.");
        }
        if (mail == null || mail.length() > 254 || !MAIL.matcher(mail.strip()).matches()) {
            errors.put("mail", "Please give a mail address such as name@example.com: the confirmation goes there.");
        }
        if (phone != null && !phone.isBlank() && !PHONE.matcher(phone.strip()).matches()) {
            errors.put("phone", "Please write the number with digits only, or leave it empty.");
        }
        if (!Boolean.TRUE.equals(agreed)) {
            errors.put("agreed", "Please tick this if you agree; without it nothing can be booked.");
        }
        return errors;
    }
}
