package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser without scripts in front of the console: keeps cookies, follows redirects, and sends the forms that stand on its page. */
final class Desk {

    private final URI base;
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL).build();
    private HttpResponse<String> answer;
    private Document page;

    Desk(URI base) {
        this.base = base;
    }

    static Desk signedIn(URI base) {
        var desk = new Desk(base);
        desk.open("/ops/sign-in");
        desk.press("Sign in", Map.of("username", Sandbox.STAFF_MAIL, "password", Sandbox.STAFF_PASSWORD));
        assertThat(desk.path()).isEqualTo("/ops");
        return desk;
    }

    Document open(String path) {
        return send(request(base.resolve(path)).GET().build());
    }

    /** Sends the form with that button as it stands on the page, with these fields typed anew. */
    Document press(String button, Map<String, String> typed) {
        var form = formWith(button);
        var fields = form.formData().stream()
                .filter(field -> !typed.containsKey(field.key()))
                .map(field -> pair(field.key(), field.value())).collect(Collectors.toList());
        typed.forEach((name, value) -> fields.add(pair(name, value)));
        return post(form.absUrl("action").isEmpty() ? path() : URI.create(form.absUrl("action")).getRawPath(), String.join("&", fields));
    }

    Document press(String button) {
        return press(button, Map.of());
    }

    Document post(String path, String body) {
        return send(request(base.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build());
    }

    /** Sends what a page that was open before would send, though its form no longer stands there. */
    Document sendLate(String path, Map<String, String> fields) {
        var body = pair("_csrf", page.select("[name=_csrf]").first().val());
        return post(path, fields.entrySet().stream().map(field -> "&" + pair(field.getKey(), field.getValue())).collect(Collectors.joining("", body, "")));
    }

    /** Sends the form with that button as a browser sends files. */
    Document sendFile(String button, String field, String name, String content) {
        var form = formWith(button);
        var body = new StringBuilder();
        form.formData().stream().filter(one -> !one.key().equals(field)).forEach(one -> body.append(
                "--border\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(one.key(), one.value())));
        body.append("--border\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n--border--\r\n".formatted(field, name, content));
        return send(request(URI.create(form.absUrl("action"))).header("Content-Type", "multipart/form-data; boundary=border")
                .POST(BodyPublishers.ofString(body.toString())).build());
    }

    private FormElement formWith(String button) {
        return (FormElement) page.select("form").stream()
                .filter(one -> one.select("button").stream().anyMatch(word -> word.text().startsWith(button)))
                .findFirst().orElseThrow(() -> new AssertionError("No button \"%s\" on %s: %s".formatted(button, path(), page.text())));
    }

    int status() {
        return answer.statusCode();
    }

    /** Where the browser stands, after redirects. */
    String path() {
        return answer.uri().getPath();
    }

    Document page() {
        return page;
    }

    HttpResponse<String> answer() {
        return answer;
    }

    private Document send(HttpRequest request) {
        try {
            answer = browser.send(request, BodyHandlers.ofString());
            page = Jsoup.parse(answer.body(), answer.uri().toString());
            return page;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Accept", "text/html");
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
