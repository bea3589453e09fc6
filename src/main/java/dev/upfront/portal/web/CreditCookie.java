package dev.upfront.portal.web;

import dev.upfront.booking.ForwardBookings;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.client.Links;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Holder;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.PeriodAhead;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Remembers the links to packages and retainers in the browser that opened them, so that their credits are offered there when a session is booked. Each is
 * worth what the link is worth: whoever has one has the other.
 */
@Component
class CreditCookie {

    private static final String NAME = "upfront-package";
    private static final Duration LASTS = Duration.ofDays(400);
    private static final String BETWEEN = ".";
    private static final int MOST = 4;

    private final Links links;
    private final PackageSales sales;
    private final Retainers retainers;
    private final Credits credits;
    private final ForwardBookings forward;
    private final SignedInClients signedIn;
    private final boolean secure;

    CreditCookie(Links links, PackageSales sales, Retainers retainers, Credits credits, ForwardBookings forward, SignedInClients signedIn, @Value("${upfront.base-address}") URI baseAddress) {
        this.links = links;
        this.sales = sales;
        this.retainers = retainers;
        this.credits = credits;
        this.forward = forward;
        this.signedIn = signedIn;
        secure = "https".equals(baseAddress.getScheme());
    }

    /** The latest few are remembered, each thing once. */
    void remember(String token, HttpServletRequest request, HttpServletResponse response) {
        var latest = opened(token);
        var others = read(request).stream().filter(known -> latest.isEmpty() || !known.payer().equals(latest.get().payer())).map(Remembered::token);
        var value = Stream.concat(Stream.of(token), others).limit(MOST).collect(Collectors.joining(BETWEEN));
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, value).httpOnly(true).secure(secure).sameSite("Lax").path("/").maxAge(LASTS).build().toString());
    }

    /** A credit that this browser may use for a session, and by what right. */
    record Usable(Holder holder, CreditLot lot) {}

    /** The credit that ends first, among those of the links that this browser opened and of the client who is signed in there. */
    Optional<Usable> usable(OfferingId offering, Instant start, HttpServletRequest request) {
        return holders(request).stream().flatMap(holder -> credits.usable(holder, offering, start).stream().limit(1).map(lot -> new Usable(holder, lot)))
                .min(Comparator.comparing(usable -> usable.lot().expiresAt(), Comparator.nullsLast(Comparator.naturalOrder())));
    }

    /** A period of a retainer that is still to be paid and will give a credit for a session, and by what right. */
    record Ahead(Holder holder, PeriodAhead period) {}

    /** The first such period with a place left, among those of the links that this browser opened and of the client who is signed in there. */
    Optional<Ahead> ahead(OfferingId offering, Instant start, HttpServletRequest request) {
        return holders(request).stream().flatMap(holder -> forward.place(holder, offering, start).stream().map(period -> new Ahead(holder, period))).findFirst();
    }

    /** By what rights this browser may use credits: those of the links that it opened, what it opened last first, and of the client who is signed in there. */
    List<Holder> holders(HttpServletRequest request) {
        var holders = new ArrayList<Holder>();
        read(request).forEach(known -> holders.add(known.holder()));
        signedIn.of(request).ifPresent(client -> holders.add(new Holder.Signed(client.id())));
        return holders;
    }

    /** The token of what this browser has begun to agree to and whose first period is not paid. */
    Optional<String> begun(RetainerPlanId plan, HttpServletRequest request) {
        return read(request).stream().filter(known -> known.retainer() != null && isBegun(known.retainer(), plan)).map(Remembered::token).findFirst();
    }

    private boolean isBegun(Retainer retainer, RetainerPlanId plan) {
        var open = retainer.status() == RetainerStatus.AGREED && retainer.cancelledAt() == null
                || retainer.status() == RetainerStatus.ACTIVE && retainers.periods(retainer.id()).stream().noneMatch(period -> period.status() == PeriodStatus.PAID);
        return open && retainers.terms(retainer.id()).plan().equals(plan);
    }

    /** What this browser opened last comes first. */
    List<Remembered> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? List.of()
                : Arrays.stream(cookie.getValue().split("\\" + BETWEEN)).limit(MOST).flatMap(token -> opened(token).stream()).toList();
    }

    private Optional<Remembered> opened(String token) {
        return links.open(token).flatMap(link -> sales.find(new PackageSaleId(link.subject())).map(sale -> new Remembered(sale.subject(), sale, null, token))
                .or(() -> retainers.ofSubject(link.subject()).map(retainer -> new Remembered(retainer.subject(), null, retainer, token))));
    }

    /**
     * @param sale null when it is a retainer
     * @param retainer null when it is a package
     * @param token of its link
     */
    record Remembered(Subject subject, @Nullable PackageSale sale, @Nullable Retainer retainer, String token) {

        Holder holder() {
            return new Holder.Payer(payer());
        }

        UUID payer() {
            return subject.payer();
        }
    }
}
