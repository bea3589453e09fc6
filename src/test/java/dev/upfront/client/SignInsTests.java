package dev.upfront.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class SignInsTests {

    @Autowired SignIns signIns;
    @Autowired SignInRepository rows;
    @Autowired Clients clients;
    @Autowired Links links;
    @Autowired MovableClock clock;
    @Autowired JdbcClient database;

    @Test
    void ofTenAtOnceALinkSignsOneIn() throws Exception {
        var link = link(newClient());
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            var signedIn = browsers.invokeAll(IntStream.range(0, 10).<Callable<Optional<String>>>mapToObj(number -> () -> signIns.signIn(link)).toList());
            assertThat(signedIn.stream().map(Future::resultNow).flatMap(Optional::stream)).hasSize(1);
        }
    }

    @Test
    void aBrowserStaysSignedInForThirtyDays() {
        var client = newClient();
        var token = signIns.signIn(link(client)).orElseThrow();

        clock.advance(SignIns.LIFETIME.minusSeconds(1));
        assertThat(signIns.signedIn(token)).map(Client::id).contains(client);
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(signIns.signedIn(token)).isEmpty();
    }

    @Test
    void theDatabaseKnowsNeitherLinksNorCookies() {
        var client = newClient();
        var link = link(client);
        var token = signIns.signIn(link).orElseThrow();

        var kept = database.sql("select row_to_json(l)::text from client.sign_in_link l union all select row_to_json(s)::text from client.sign_in s").query(String.class).list();
        assertThat(kept).hasSizeGreaterThanOrEqualTo(2).allSatisfy(row -> assertThat(row).doesNotContain(link, token));
        for (var hash : database.sql("select encode(token_sha256, 'hex') from client.sign_in").query(String.class).list()) {
            assertThat(signIns.signedIn(hash)).isEmpty();
        }
    }

    @Test
    void signingOutIsNobodyElsesBusiness() {
        var mine = signIns.signIn(link(newClient())).orElseThrow();
        var theirs = signIns.signIn(link(newClient())).orElseThrow();

        for (var token : List.of(mine, mine, "", "made up")) {
            signIns.signOut(token);
        }

        assertThat(signIns.signedIn(mine)).isEmpty();
        assertThat(signIns.signedIn(theirs)).isPresent();
    }

    @Test
    void signingOutEverywhereClosesThePagesOfBrowsersAndNotTheLinksInMails() {
        var client = newClient();
        var token = signIns.signIn(link(client)).orElseThrow();
        var ofBrowser = links.issue(client, UUID.randomUUID(), Channel.BROWSER);
        var ofMail = links.issue(client, UUID.randomUUID(), Channel.MAIL);
        var anothers = links.issue(newClient(), UUID.randomUUID(), Channel.BROWSER);
        var unused = link(client);

        signIns.signOutEverywhere(client);

        assertThat(signIns.signedIn(token)).isEmpty();
        assertThat(signIns.isGood(unused)).isFalse();
        assertThat(links.open(ofBrowser)).isEmpty();
        assertThat(links.open(ofMail)).isPresent();
        assertThat(links.open(anothers)).isPresent();
    }

    private ClientId newClient() {
        return clients.register("Mira", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
    }

    private String link(ClientId client) {
        var token = Token.random();
        rows.addLink(Sha256.of(token), client, clock.instant(), clock.instant().plus(SignIns.LINK_LIFETIME));
        return token;
    }
}
