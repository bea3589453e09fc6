package dev.upfront.portal.web;

import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.portal.Portal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes a purchase and gives the browser its own link to it. */
@Component
class PackageDesk {

    private final PackageSales sales;
    private final Clients clients;
    private final Links links;
    private final Portal portal;
    private final InstantSource clock;

    PackageDesk(PackageSales sales, Clients clients, Links links, Portal portal, InstantSource clock) {
        this.sales = sales;
        this.clients = clients;
        this.links = links;
        this.portal = portal;
        this.clock = clock;
    }

    /**
     * @param consent the sentence that was ticked
     * @return the token of the link
     */
    String buy(PackageRequest wanted, String consent, HttpServletRequest request) {
        var isRepeat = sales.byRequestKey(wanted.requestKey()).isPresent();
        var sale = take(wanted);
        if (!isRepeat) {
            clients.recordConsent(sale.client(), "package-terms", consent, request.getRemoteAddr(), BookingDesk.userAgent(request), clock.instant());
        }
        return opened(sale);
    }

    /**
     * @param seen the offer's version that was shown
     * @return the token of the renewal's link
     */
    String renew(PackageSale sale, int seen) {
        return opened(renewed(sale, seen));
    }

    private String opened(PackageSale sale) {
        portal.awaitNextStep(sale.subject());
        return links.issue(sale.client(), sale.id().value(), Channel.BROWSER);
    }

    /** Two tabs at the same moment meet at the sale: the second gets what the first made. */
    private PackageSale renewed(PackageSale sale, int seen) {
        try {
            return sales.renew(sale.id(), seen, "client");
        } catch (DataIntegrityViolationException second) {
            return sales.renewalOf(sale.id()).orElseThrow(() -> second);
        }
    }

    private PackageSale take(PackageRequest wanted) {
        try {
            return sales.request(wanted);
        } catch (DataIntegrityViolationException second) {
            return sales.byRequestKey(wanted.requestKey()).orElseThrow(() -> second);
        }
    }
}
