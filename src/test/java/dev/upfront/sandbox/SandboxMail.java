package dev.upfront.sandbox;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Pattern;

/**
 * A mail as it arrived.
 *
 * @param attachments their file names
 */
public record SandboxMail(String to, String title, String text, String html, List<String> attachments) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/s/[A-Za-z0-9_-]+");

    /** Those that were read already: who waits for a mail looks again and again, and there are thousands in a suite. */
    private static final Map<MimeMessage, SandboxMail> READ = Collections.synchronizedMap(new WeakHashMap<>());

    /** Every mail so far, oldest first. */
    public static List<SandboxMail> all(GreenMail server) {
        return Arrays.stream(server.getReceivedMessages()).map(message -> READ.computeIfAbsent(message, SandboxMail::read)).toList();
    }

    /** The address of the client's step that the mail leads to. */
    public String link() {
        var found = LINK.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No link in the mail: " + title);
        }
        return found.group();
    }

    private static SandboxMail read(MimeMessage message) {
        try {
            var parts = new ArrayList<Part>();
            collect(message, parts);
            return new SandboxMail(String.valueOf(message.getAllRecipients()[0]), message.getSubject(),
                    content(parts, "text/plain"), content(parts, "text/html"),
                    parts.stream().map(SandboxMail::filename).filter(name -> !name.isEmpty()).toList());
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(Part part, List<Part> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (var number = 0; number < several.getCount(); number++) {
                BodyPart inner = several.getBodyPart(number);
                collect(inner, parts);
            }
        } else {
            parts.add(part);
        }
    }

    private static String content(List<Part> parts, String type) throws MessagingException, IOException {
        for (var part : parts) {
            if (part.isMimeType(type) && part.getFileName() == null) {
                return part.getContent().toString();
            }
        }
        return "";
    }

    private static String filename(Part part) {
        try {
            return part.getFileName() == null ? "" : part.getFileName();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
