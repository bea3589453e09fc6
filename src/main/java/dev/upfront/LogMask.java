package dev.upfront;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last net under the rule that log lines bear references and no personal data: what looks like a mail address, a client's link or a key leaves no
 * JSON line, whoever wrote it into a message or an exception.
 */
class LogMask implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern MAIL_ADDRESS = Pattern.compile("[\\w.+%-]+@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}");
    private static final Pattern KEY = Pattern.compile("\\b(?:sk|rk|pk|whsec|upk)_[\\w-]+");
    private static final Pattern LINK = Pattern.compile("/(s|me/sign-in|calendar)/[\\w-]{16,}");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogMask::mask));
    }

    static String mask(String text) {
        var masked = text.indexOf('@') < 0 ? text : MAIL_ADDRESS.matcher(text).replaceAll("[mail address]");
        masked = masked.indexOf('_') < 0 ? masked : KEY.matcher(masked).replaceAll("[key]");
        return masked.indexOf('/') < 0 ? masked : LINK.matcher(masked).replaceAll("/$1/[token]");
    }
}
