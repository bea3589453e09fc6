package dev.upfront.portal.web.me;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets to the client's page, and who does not. */
@UpfrontTest
class SignInTests {

    private static final String NO_GOOD = "This link does not sign you in any more";

    @LocalServerPort int port;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses;

    @Test
    void aMailedLinkSignsInOnceAndProvesTheMailbox() {
        var client = newClient();
        var visitor = visitor(client.mail());
        var link = visitor.linkPath();
        assertThat(visitor.browser().open(link).heading()).as("a mail scanner looks at it").isEqualTo("Press the button to sign in");
        assertThat(visitor.browser().open("/me").address().getPath()).as("looking signs nobody in").isEqualTo("/me/sign-in");
        assertThat(clients.client(client.id()).mailVerifiedAt()).isNull();
        var pressedTwice = visitor.browser().open(link).form(link);

        var page = visitor.press(link);

        assertThat(page.heading()).isEqualTo("Hello, Mira Test");
        assertThat(clients.client(client.id()).mailVerifiedAt()).isNotNull();
        assertThat(visitor.browser().send(pressedTwice).address().getPath()).as("who pressed twice is signed in").isEqualTo("/me");
        var other = visitor(client.mail());
        assertThat(other.browser().open(link).status()).isEqualTo(404);
        assertThat(other.browser().open(link).heading()).isEqualTo(NO_GOOD);
        var late = other.browser().send(new TestBrowser.Form(link, other.browser().open("/me/sign-in").form("/me/sign-in").fields()));
        assertThat(late.heading()).isEqualTo(NO_GOOD);
        assertThat(other.browser().open("/me").address().getPath()).isEqualTo("/me/sign-in");
    }

    @Test
    void aLinkIsTooOldAfterFifteenMinutes() {
        var visitor = visitor(newClient().mail());
        var link = visitor.linkPath();
        var form = visitor.browser().open(link).form(link);

        sandbox.advance(Duration.ofMinutes(15));

        assertThat(visitor.browser().send(form).heading()).isEqualTo(NO_GOOD);
        assertThat(visitor.browser().open("/me").address().getPath()).isEqualTo("/me/sign-in");
    }

    @Test
    void aStrangerReadsTheSameAsAClientAndGetsNoMail() {
        var stranger = visitor("stranger-%s@nowhere.example".formatted(UUID.randomUUID()));
        var answered = stranger.askForLink();
        var client = visitor(newClient().mail());
        var answeredToClient = client.askForLink();
        var sentBefore = client.mails().size();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.html().select("[role=status]").text()).startsWith("If we know this address, a link is on its way");
        assertThat(answered.html().select("main").text()).isEqualTo(answeredToClient.html().select("main").text());
        assertThat(answered.address()).isEqualTo(answeredToClient.address());
        client.linkPath(); // by then the stranger's would have come, too
        assertThat(client.mails()).hasSizeGreaterThan(sentBefore);
        assertThat(stranger.mails()).isEmpty();
    }

    @Test
    void theMailSaysTheSameInItsTextAndNamesNobody() {
        var visitor = visitor(newClient().mail());
        visitor.linkPath();
        var mail = visitor.mails().getLast();

        assertThat(mail.text().replace("\r\n", "\n")).contains("works once", "15 minutes", "Sign in:\nhttp").doesNotContain("Mira Test");
        assertThat(mail.html()).doesNotContain("Mira Test").containsOnlyOnce("<a ");
    }

    @Test
    void saysAtTheFieldWhatIsNoMailAddress() {
        var page = visitor("mira at client").askForLink();
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html().select("#mail-error").text()).contains("not a mail address");
        assertThat(page.html().select("#mail").val()).isEqualTo("mira at client");
    }

    @Test
    void aMailboxIsNotFlooded() {
        var visitor = visitor("flooded-%s@client.example".formatted(UUID.randomUUID()));
        for (var number = 0; number < SignInLinkLimit.PER_MAIL_ADDRESS; number++) {
            assertThat(visitor.askForLink().status()).isEqualTo(200);
        }
        var refused = new Visitor(visitor.browser(), visitor.mail().toUpperCase(Locale.ROOT), sandbox).askForLink();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.html().select("[role=alert]").text()).contains("none was sent now");
    }

    @Test
    void theCookieCannotBeReadByScriptsOrForged() throws Exception {
        var visitor = visitor(newClient().mail());
        var link = visitor.linkPath();
        var given = cookieOf(visitor.browser().answerTo(visitor.browser().open(link).form(link)));

        assertThat(given).contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=2592000").doesNotContain("; Secure");
        var token = token(given);
        assertThat(token).matches("[\\w-]{22}").isNotEqualTo(link.substring(link.lastIndexOf('/') + 1));
        assertThat(me(token).statusCode()).isEqualTo(200);
        for (var forged : new String[] {"", "x", token.substring(1), token + "A", "A".repeat(22), "A".repeat(4_000), link.substring(link.lastIndexOf('/') + 1)}) {
            assertThat(me(forged).headers().firstValue("Location").orElse("nowhere")).as(forged).endsWith("/me/sign-in");
        }
    }

    @Test
    void signingOutEndsItAlsoForWhoeverHasTheCookie() throws Exception {
        var visitor = visitor(newClient().mail());
        var link = visitor.linkPath();
        var stolen = token(cookieOf(visitor.browser().answerTo(visitor.browser().open(link).form(link))));
        assertThat(me(stolen).statusCode()).isEqualTo(200);

        var out = visitor.browser().send(visitor.browser().open("/me").form("/me/sign-out"));

        assertThat(out.html().select("[role=status]").text()).isEqualTo("You are signed out.");
        assertThat(me(stolen).statusCode()).isEqualTo(303);
        assertThat(visitor.browser().open("/me").address().getPath()).isEqualTo("/me/sign-in");
    }

    @Test
    void signingOutEverywhereEndsEveryBrowserAndEveryLink() {
        var client = newClient();
        var phone = visitor(client.mail());
        var desk = visitor(client.mail());
        var bystander = visitor(newClient().mail());
        phone.signIn();
        desk.signIn();
        bystander.signIn();
        var unused = visitor(client.mail());
        var link = unused.linkPath();

        phone.browser().send(phone.browser().open("/me").form("/me/sign-out-everywhere"));

        assertThat(phone.browser().open("/me").address().getPath()).isEqualTo("/me/sign-in");
        assertThat(desk.browser().open("/me").address().getPath()).isEqualTo("/me/sign-in");
        assertThat(unused.browser().open(link).heading()).isEqualTo(NO_GOOD);
        assertThat(bystander.browser().open("/me").address().getPath()).isEqualTo("/me");
    }

    @Test
    void aFormFromElsewhereSignsNobodyInOrOut() {
        var visitor = visitor(newClient().mail());
        var link = visitor.linkPath();
        assertThat(visitor.browser().send(visitor.browser().open(link).form(link).with("_csrf", "made up")).status()).isEqualTo(403);
        visitor.press(link);
        assertThat(visitor.browser().send(visitor.browser().open("/me").form("/me/sign-out").with("_csrf", "made up")).status()).isEqualTo(403);
        assertThat(visitor.browser().open("/me").address().getPath()).isEqualTo("/me");
    }

    /** Whoever adds an address under /me and forgets this would open it to everybody. */
    @Test
    void everyAddressBelowItAsksWhoIsSignedIn() {
        var open = addresses.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getPatternValues().stream().anyMatch(path -> path.equals("/me") || path.startsWith("/me/")))
                .filter(entry -> entry.getValue().getMethod().getDeclaringClass() != SignInController.class)
                .toList();
        assertThat(open).hasSizeGreaterThan(5).allSatisfy(entry -> assertThat(entry.getValue().getMethod().getParameterTypes())
                .as(entry.getKey().toString()).contains(SignedIn.class));
    }

    private Client newClient() {
        return clients.register("Mira Test", "mira-%s@client.example".formatted(UUID.randomUUID()), null, ZoneId.of("Europe/Berlin"), Locale.UK);
    }

    private Visitor visitor(String mail) {
        return new Visitor(new TestBrowser(port), mail, sandbox);
    }

    private HttpResponse<String> me(String token) throws IOException, InterruptedException {
        try (var plain = HttpClient.newHttpClient()) {
            return plain.send(HttpRequest.newBuilder(URI.create("http://localhost:%d/me".formatted(port))).header("Cookie", "signed-in=" + token).build(), BodyHandlers.ofString());
        }
    }

    private static String cookieOf(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("signed-in=")).findFirst().orElseThrow();
    }

    private static String token(String cookie) {
        return cookie.substring("signed-in=".length(), cookie.indexOf(';'));
    }
}
