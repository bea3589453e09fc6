package dev.upfront.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.ops.Staff;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Who gets into the console, and who does not. */
@UpfrontTest
class SignInTests {

    @Autowired Staff staff;
    @Value("${upfront.base-address}") URI base;

    @ParameterizedTest
    @ValueSource(strings = {"/ops", "/ops/money", "/ops/bookings/7b0c1e3a-0000-4000-8000-000000000000", "/ops/settings/staff", "/ops/no-such-page", "/ops/sign-in/more"})
    void whoIsNotSignedInIsSentToSignIn(String path) {
        var desk = new Desk(base);
        desk.open(path);
        assertThat(desk.path()).isEqualTo("/ops/sign-in");
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        var desk = Desk.signedIn(base);
        var page = desk.post("/ops/settings/keys", "name=forged");
        assertThat(desk.status()).isEqualTo(403);
        assertThat(page.select("main a").attr("href")).as("the way back is the console's").isEqualTo("/ops");
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingWhichPartWasWrong() {
        var desk = new Desk(base);
        desk.open("/ops/sign-in");
        var known = desk.press("Sign in", Map.of("username", "staff@lumen.example", "password", "wrong")).select("[role=alert]").text();
        var unknown = desk.press("Sign in", Map.of("username", "nobody-%s@example.org".formatted(base.getPort()), "password", "wrong")).select("[role=alert]").text();
        assertThat(known).isNotBlank().isEqualTo(unknown);
    }

    @Test
    void guessingAnAccountIsSlowedDown() {
        var desk = new Desk(base);
        desk.open("/ops/sign-in");
        for (var guess = 0; guess < 10; guess++) {
            desk.press("Sign in", Map.of("username", "guessed@lumen.example", "password", "guess" + guess));
            assertThat(desk.status()).isEqualTo(200);
        }
        desk.press("Sign in", Map.of("username", "Guessed@lumen.example", "password", "guess"));
        assertThat(desk.status()).isEqualTo(429);
    }

    @Test
    void whoIsMadeInactiveIsOutAtOnce() {
        var leaver = staff.add("Leaver", "leaver@lumen.example", "a-long-password");
        var desk = new Desk(base);
        desk.open("/ops/sign-in");
        desk.press("Sign in", Map.of("username", "LEAVER@lumen.example", "password", "a-long-password"));
        assertThat(desk.path()).isEqualTo("/ops");

        staff.deactivate(leaver.id());

        desk.open("/ops/money");
        assertThat(desk.path()).isEqualTo("/ops/sign-in");
        desk.press("Sign in", Map.of("username", "leaver@lumen.example", "password", "a-long-password"));
        assertThat(desk.path()).isEqualTo("/ops/sign-in");
    }

    @Test
    void aMemberOfStaffChangesThePassword() {
        var member = staff.add("Changer", "changer@lumen.example", "the-first-password");
        var desk = new Desk(base);
        desk.open("/ops/sign-in");
        desk.press("Sign in", Map.of("username", member.mail(), "password", "the-first-password"));
        desk.open("/ops/settings/staff");
        assertThat(desk.press("Change it", Map.of("present", "wrong", "fresh", "short")).select(".error").eachAttr("id")).containsExactlyInAnyOrder("present-error", "fresh-error");

        desk.press("Change it", Map.of("present", "the-first-password", "fresh", "the-second-password"));

        assertThat(staff.isPasswordOf(member.id(), "the-second-password")).isTrue();
    }
}
