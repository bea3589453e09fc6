package dev.upfront.portal.web;

import dev.upfront.client.Links;
import dev.upfront.credits.Holder;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Remembers the link to a package in the browser that opened it, so that its credits are offered there when a session is booked. It is worth what the
 * link is worth: whoever has one has the other.
 */
@Component
class CreditCookie {

    private static final String NAME = "upfront-package";
    private static final Duration LASTS = Duration.ofDays(400);

    private final Links links;
    private final PackageSales sales;
    private final boolean secure;

    CreditCookie(Links links, PackageSales sales, @Value("${upfront.base-address}") URI baseAddress) {
        this.links = links;
        this.sales = sales;
        secure = "https".equals(baseAddress.getScheme());
    }

    void remember(String token, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, token).httpOnly(true).secure(secure).sameSite("Lax").path("/").maxAge(LASTS).build().toString());
    }

    /** The package whose link this browser opened last, and by what right its credits are used. */
    Optional<Remembered> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return Optional.ofNullable(cookie).flatMap(found -> links.open(found.getValue()).flatMap(link -> sales.find(new PackageSaleId(link.subject())))
                .map(sale -> new Remembered(sale, found.getValue())));
    }

    /** @param token of its link */
    record Remembered(PackageSale sale, String token) {
        Holder holder() {
            return new Holder.Payer(sale.subject().payer());
        }
    }
}
