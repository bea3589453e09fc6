package dev.upfront.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without scripts that costs little: keeps cookies and connections, reads links and forms by their text. */
final class Browser {

    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern COOKIE = Pattern.compile("([^=]+)=([^;]*)");
    private static final int MILLISECONDS = 30_000;

    static {
        System.setProperty("http.maxConnections", "100");
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /** @param location where a redirect leads, whole; null for a page */
    record Page(URI address, int status, @Nullable URI location, String html) {

        /** The address of the first link that contains that text. */
        URI link(String containing) {
            var at = html.indexOf(containing);
            if (at < 0) {
                throw new IllegalStateException("No link to …%s… on %s".formatted(containing, heading()));
            }
            var start = html.lastIndexOf("href=\"", at) + 6;
            return address.resolve(html.substring(start, html.indexOf('"', start)).replace("&amp;", "&"));
        }

        /** The form that is sent to an address with that ending, with its hidden fields. */
        Form form(String ending) {
            for (var start = html.indexOf("<form method=\"post\""); start >= 0; start = html.indexOf("<form method=\"post\"", start + 1)) {
                var from = html.indexOf("action=\"", start) + 8;
                var action = html.substring(from, html.indexOf('"', from));
                if (action.matches(".*" + ending)) {
                    var fields = new LinkedHashMap<String, String>();
                    var hidden = HIDDEN.matcher(html.substring(start, html.indexOf("</form>", start)));
                    while (hidden.find()) {
                        fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
                    }
                    return new Form(address.resolve(action), fields);
                }
            }
            throw new IllegalStateException("No form for %s on “%s” of %s".formatted(ending, heading(), address));
        }

        String heading() {
            var start = html.indexOf("<h1");
            return start < 0 ? status + " without a heading" : html.substring(html.indexOf('>', start) + 1, html.indexOf("</h1>", start));
        }
    }

    record Form(URI action, Map<String, String> fields) {
        Form with(String name, String value) {
            fields.put(name, value);
            return this;
        }
    }

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Opens an address and follows redirects of the same host. */
    Page open(URI address) throws IOException {
        return follow(send(address, null));
    }

    /** Sends a form and follows where it leads. */
    Page send(Form form) throws IOException {
        return follow(submit(form));
    }

    /** Sends a form and stays. */
    Page submit(Form form) throws IOException {
        return send(form.action(), form.fields().entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue())).collect(Collectors.joining("&")));
    }

    private Page follow(Page page) throws IOException {
        return page.location() == null ? page : open(page.location());
    }

    private Page send(URI address, @Nullable String body) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(MILLISECONDS);
        connection.setReadTimeout(MILLISECONDS);
        connection.setRequestProperty("Accept", "text/html");
        connection.setRequestProperty("Accept-Language", "en-GB");
        if (!cookies.isEmpty()) {
            connection.setRequestProperty("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return answer(address, connection);
    }

    private Page answer(URI address, HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        connection.getHeaderFields().getOrDefault("Set-Cookie", java.util.List.of()).forEach(this::keep);
        try (var content = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            var html = content == null ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8);
            var location = connection.getHeaderField("Location");
            return new Page(address, status, location == null ? null : address.resolve(location), html);
        }
    }

    private void keep(String header) {
        var cookie = COOKIE.matcher(header);
        if (cookie.lookingAt()) {
            cookies.put(cookie.group(1), cookie.group(2));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
