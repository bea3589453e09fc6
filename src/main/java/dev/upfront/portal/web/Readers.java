package dev.upfront.portal.web;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Practice;
import dev.upfront.client.Client;
import dev.upfront.portal.Reader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Finds out who reads: the locale the browser asks for, and the zone chosen here, guessed by the browser, or the practice's. */
@Component
public class Readers {

    /** Also written by js/upfront.js. */
    private static final String COOKIE = "zone";
    private static final String PRACTICE = Readers.class.getName() + ".practice";

    private final Catalog catalog;

    Readers(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param chosen a zone chosen on the page, null when none was */
    Reader reader(HttpServletRequest request, @Nullable String chosen) {
        var practice = practice(request);
        var zone = ZoneChoice.zone(chosen).or(() -> remembered(request)).orElse(practice.zone());
        return Reader.of(request.getLocale(), practice.locale(), zone);
    }

    /** @param client who reads times in their own zone where the browser has told none */
    public Reader of(HttpServletRequest request, Client client) {
        return in(request, remembered(request).orElse(client.zone()));
    }

    Reader in(HttpServletRequest request, ZoneId zone) {
        return Reader.of(request.getLocale(), practice(request).locale(), zone);
    }

    /** Read once for a page. */
    Practice practice(HttpServletRequest request) {
        if (request.getAttribute(PRACTICE) instanceof Practice known) {
            return known;
        }
        var practice = catalog.practice();
        request.setAttribute(PRACTICE, practice);
        return practice;
    }

    boolean knowsZone(HttpServletRequest request, @Nullable String chosen) {
        return ZoneChoice.zone(chosen).isPresent() || remembered(request).isPresent();
    }

    /** Keeps a zone chosen on a page for the next one. */
    void remember(@Nullable String chosen, HttpServletResponse response) {
        ZoneChoice.zone(chosen).ifPresent(zone -> response.addHeader(HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, zone.getId().replace("/", "%2F")).path("/").maxAge(Duration.ofDays(365)).sameSite("Lax").build().toString()));
    }

    private static Optional<ZoneId> remembered(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? Optional.empty() : ZoneChoice.zone(cookie.getValue().replace("%2F", "/"));
    }
}
