package dev.upfront.sandbox;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser without scripts: keeps cookies, follows redirects on this site, and sends forms as they stand. */
public final class TestBrowser {

    private final URI site;
    private final HttpClient client;

    public TestBrowser(int port) {
        this(port, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    private TestBrowser(int port, HttpClient client) {
        site = URI.create("http://localhost:" + port);
        this.client = client;
    }

    /** The same browser, cookies and all, at another instance of the application. */
    public TestBrowser at(int port) {
        return new TestBrowser(port, client);
    }

    /** @param address where it ended up */
    public record Page(URI address, int status, HttpResponse<String> response, Document html) {
        public String heading() {
            return html.select("h1").text();
        }

        /** The form that leads to an address with that ending, with what stands in its fields. */
        public Form form(String ending) {
            var form = (FormElement) html.select("form[action$=" + ending + "]").first();
            if (form == null) {
                throw new AssertionError("No form leads to …%s on the page “%s”".formatted(ending, html.title()));
            }
            var fields = new LinkedHashMap<String, String>();
            form.formData().forEach(field -> fields.put(field.key(), field.value()));
            return new Form(form.attr("action"), fields);
        }
    }

    public record Form(String action, Map<String, String> fields) {
        public Form with(String name, String value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Form(action, changed);
        }
    }

    public Page open(String address) {
        return follow(HttpRequest.newBuilder(site.resolve(address)).header("Accept", "text/html").GET());
    }

    public Page send(Form form) {
        return follow(post(form));
    }

    /** Sends the form and stays: the answer itself, redirects not followed. */
    public HttpResponse<String> answerTo(Form form) {
        return send(post(form));
    }

    public HttpResponse<String> answerTo(String address) {
        return send(HttpRequest.newBuilder(site.resolve(address)).GET());
    }

    private HttpRequest.Builder post(Form form) {
        var body = form.fields().entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue())).collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(site.resolve(form.action())).header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body));
    }

    private Page follow(HttpRequest.Builder request) {
        var response = send(request);
        var location = response.headers().firstValue("Location").map(response.uri()::resolve);
        if (location.isPresent() && location.get().getHost().equals(site.getHost()) && location.get().getPort() == site.getPort()) {
            return open(location.get().toString());
        }
        return new Page(response.uri(), response.statusCode(), response, Jsoup.parse(response.body(), response.uri().toString()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
