package dev.upfront.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class ClientTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    Clients clients;

    @Autowired
    Links links;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Test
    void registersAClient() {
        var client = clients.register(" Cleo Client ", " Cleo@example.org ", " ", BERLIN, Locale.GERMANY);

        assertThat(client).isEqualTo(new Client(client.id(), "Cleo Client", "Cleo@example.org", null, BERLIN, Locale.GERMANY, null));
        assertThat(clients.client(client.id())).isEqualTo(client);
    }

    @Test
    void takesTheSameMailAddressForTheSameClient() {
        var first = clients.register("Dora", "dora@example.org", "+49 30 1234", BERLIN, Locale.GERMANY);
        var second = clients.register("Dora D.", "DORA@example.org", null, ZoneId.of("Asia/Tokyo"), Locale.JAPAN);

        assertThat(second).isEqualTo(new Client(first.id(), "Dora D.", "DORA@example.org", "+49 30 1234", ZoneId.of("Asia/Tokyo"), Locale.JAPAN, null));
    }

    @Test
    void keepsNameAndPhoneOfAClientWhoseMailboxIsProven() {
        var owner = clients.register("Olga Owner", "olga@example.org", null, BERLIN, Locale.GERMANY);
        links.open(links.issue(owner.id(), UUID.randomUUID(), Channel.MAIL));

        var stranger = clients.register("Someone Else", "OLGA@example.org", "+49 30 666", BERLIN, Locale.GERMANY);
        var again = clients.register("Someone Else", "olga@example.org", "+49 30 777", BERLIN, Locale.GERMANY);

        assertThat(stranger.id()).isEqualTo(owner.id());
        assertThat(again).extracting(Client::name, Client::mail, Client::phone).containsExactly("Olga Owner", "olga@example.org", "+49 30 666");
    }

    @Test
    void makesOneClientOfRegistrationsAtTheSameMoment() throws Exception {
        var registrations = IntStream.range(0, 12).<Callable<ClientId>>mapToObj(number -> () ->
                clients.register("Eva " + number, number % 2 == 0 ? "eva@example.org" : "EVA@example.org", null, BERLIN, Locale.GERMANY).id()).toList();
        try (var threads = Executors.newFixedThreadPool(12)) {
            var ids = new HashSet<ClientId>();
            for (var registration : threads.invokeAll(registrations)) {
                ids.add(registration.get());
            }
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void refusesWhatIsNotAMailAddressOrAName() {
        for (var mail : new String[] {"", "fay", "fay@", "@example.org", "fay@exam ple.org", "a@b@c", "x".repeat(250) + "@y.de"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> clients.register("Fay", mail, null, BERLIN, Locale.GERMANY))
                    .withMessageContaining("That is not a mail address");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> clients.register(" ", "fay@example.org", null, BERLIN, Locale.GERMANY))
                .withMessage("Please give your name.");
    }

    @Test
    void findsClientsByAPartOfTheirNameOrMail() {
        var client = clients.register("Gwen 100%_x", "gwen@example.org", null, BERLIN, Locale.GERMANY);

        assertThat(clients.search("0%_X")).containsExactly(client);
        assertThat(clients.search("WEN@ex")).containsExactly(client);
        assertThat(clients.search("%")).containsExactly(client);
        assertThat(clients.search("nobody")).isEmpty();
    }

    @Test
    void saysWhenThereIsNoSuchClient() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> clients.client(ClientId.next()));
    }

    @Test
    void keepsConsentsWordForWordAndForGood() {
        var client = newClient("hal");
        var consent = clients.recordConsent(client, "card.keep", "I agree: keep my card – für später.", "2001:db8::1", "Browser/1", Instant.parse("2026-03-02T08:00:00Z"));

        assertThat(clients.consents(client)).containsExactly(consent);
        assertThat(clients.recordConsent(client, "k", "abc", "", "", consent.givenAt()).textSha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> database.sql("update client.consent set text = 'other'").update())
                .havingRootCause().withMessageContaining("A consent is evidence");
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> database.sql("delete from client.consent").update());
    }

    @Test
    void opensALinkAnyNumberOfTimes() {
        var client = newClient("ida");
        var subject = UUID.randomUUID();
        var token = links.issue(client, subject, Channel.BROWSER);

        assertThat(links.open(token)).contains(new Link(client, subject, Channel.BROWSER));
        assertThat(links.open(token)).isPresent();
        assertThat(clients.client(client).mailVerifiedAt()).isNull();
    }

    @Test
    void takesAnOpenedMailLinkForAVerifiedMailAddressOnce() {
        var client = newClient("jon");
        var token = links.issue(client, UUID.randomUUID(), Channel.MAIL);
        var first = clock.instant();

        links.open(token);
        clock.advance(Duration.ofHours(1));
        links.open(token);

        assertThat(clients.client(client).mailVerifiedAt()).isEqualTo(first);
        assertThat(clients.register("Jon again", "jon@example.org", null, BERLIN, Locale.GERMANY).mailVerifiedAt()).isEqualTo(first);
    }

    @Test
    void opensNothingWithAForeignToken() {
        var token = links.issue(newClient("kim"), UUID.randomUUID(), Channel.BROWSER);

        assertThat(links.open(token.substring(1))).isEmpty();
        assertThat(links.open(token.toLowerCase(Locale.ROOT) + "x")).isEmpty();
        assertThat(links.open("")).isEmpty();
        assertThat(links.open("x".repeat(100_000))).isEmpty();
    }

    @Test
    void opensNothingOnceRevoked() {
        var client = newClient("lea");
        var subject = UUID.randomUUID();
        var revoked = links.issue(client, subject, Channel.MAIL);
        var other = links.issue(client, UUID.randomUUID(), Channel.BROWSER);

        links.revoke(subject);
        links.revoke(subject);

        assertThat(links.open(revoked)).isEmpty();
        assertThat(clients.client(client).mailVerifiedAt()).isNull();
        assertThat(links.open(other)).isPresent();
    }

    @Test
    void opensNothingOnceExpired() {
        var token = links.issue(newClient("mia"), UUID.randomUUID(), Channel.BROWSER);

        clock.advance(Links.LIFETIME.minusSeconds(1));
        assertThat(links.open(token)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.open(token)).isEmpty();
    }

    @Test
    void keepsOnlyTheHashOfAToken() {
        var client = newClient("ned");
        var token = links.issue(client, UUID.randomUUID(), Channel.BROWSER);

        assertThat(token).matches("[A-Za-z0-9_-]{22}");
        assertThat(database.sql("select row_to_json(link)::text from client.link where client_id = ?").param(client.value()).query(String.class).single())
                .doesNotContain(token);
        assertThat(IntStream.range(0, 100).mapToObj(number -> links.issue(client, UUID.randomUUID(), Channel.BROWSER)).collect(Collectors.toSet())).hasSize(100);
    }

    private ClientId newClient(String name) {
        return clients.register(name, name + "@example.org", null, BERLIN, Locale.GERMANY).id();
    }
}
