package dev.upfront.sandbox.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code multipart/form-data} body as if it were form-encoded: a file stands as {@code file[name]}, {@code file[type]}, {@code file[size]} and
 * {@code file[sha256]}, so that the journal and idempotency keys need not carry its content.
 */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    /** How files begin, in ISO 8859-1. */
    private static final Map<String, String> TYPES = Map.of("%PDF-", "pdf", "\u00ff\u00d8\u00ff", "jpg", "\u0089PNG", "png");

    private Multipart() {
    }

    /** The body as form-encoded text, whatever it was. */
    static String asForm(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.matches()) {
            return new String(body, StandardCharsets.UTF_8);
        }
        // One character per byte, so that the content is cut exactly.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<String> fields = new ArrayList<>();
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)) + "(\r\n|--)")) {
            int content = part.indexOf("\r\n\r\n");
            if (content > 0) {
                fields.addAll(fields(part.substring(0, content), part.substring(content + 4, part.length() - 2)));
            }
        }
        return String.join("&", fields);
    }

    private static List<String> fields(String head, String content) {
        String name = found(NAME, head);
        String file = found(FILE_NAME, head);
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        if (file.isEmpty()) {
            return List.of(field(name, new String(bytes, StandardCharsets.UTF_8)));
        }
        String type = TYPES.entrySet().stream().filter(known -> content.startsWith(known.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
        return Arrays.asList(field(name + "[name]", file), field(name + "[type]", type), field(name + "[size]", String.valueOf(bytes.length)),
                field(name + "[sha256]", hash(bytes)));
    }

    private static String found(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String field(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
