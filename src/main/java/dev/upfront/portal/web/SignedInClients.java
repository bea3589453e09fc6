package dev.upfront.portal.web;

import dev.upfront.client.Client;
import dev.upfront.client.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Knows the browsers in which a client is signed in, by a cookie that holds nothing but a random token, see {@link SignIns}. */
@Component
public class SignedInClients {

    private static final String COOKIE = "signed-in";

    private final SignIns signIns;
    private final boolean encrypted;

    SignedInClients(SignIns signIns, @Value("${upfront.base-address}") URI baseAddress) {
        this.signIns = signIns;
        this.encrypted = "https".equals(baseAddress.getScheme());
    }

    /** Who is signed in; nobody when the cookie is missing, foreign, ended or too old. */
    public Optional<Client> of(HttpServletRequest request) {
        return Optional.ofNullable(token(request)).flatMap(signIns::signedIn);
    }

    /** The browser is known by that token from now on; whoever was signed in before no longer is. */
    public void begin(String token, HttpServletRequest request, HttpServletResponse response) {
        signOut(request);
        send(token, SignIns.LIFETIME, response);
    }

    public void end(HttpServletRequest request, HttpServletResponse response) {
        signOut(request);
        send("", Duration.ZERO, response);
    }

    private void signOut(HttpServletRequest request) {
        Optional.ofNullable(token(request)).ifPresent(signIns::signOut);
    }

    private static @Nullable String token(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    /** Lax, because the client comes back from the mail and from Stripe's page; the forms are protected by a token of their own. */
    private void send(String token, Duration lifetime, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, token).path("/").maxAge(lifetime).httpOnly(true).secure(encrypted).sameSite("Lax").build().toString());
    }
}
