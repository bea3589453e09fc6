package dev.upfront.portal.web;

import dev.upfront.catalog.RetainerPlan;
import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.portal.Portal;
import dev.upfront.portal.Reader;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.Retainers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Takes an agreement and gives the browser its own link to it. */
@Component
class RetainerDesk {

    private final Retainers retainers;
    private final Clients clients;
    private final Links links;
    private final Portal portal;
    private final InstantSource clock;

    RetainerDesk(Retainers retainers, Clients clients, Links links, Portal portal, InstantSource clock) {
        this.retainers = retainers;
        this.clients = clients;
        this.links = links;
        this.portal = portal;
        this.clock = clock;
    }

    /**
     * @param consent the sentence that was ticked
     * @return the token of the link
     */
    String agree(RetainerPlan plan, DetailsForm typed, String consent, Reader reader, HttpServletRequest request) {
        var client = clients.register(typed.name().strip(), typed.mail().strip(), typed.phone(), reader.zone(), request.getLocale());
        var wanted = new RetainerRequest(typed.requestKey(), client.id(), plan.id(), "client");
        var isRepeat = retainers.byRequestKey(wanted.requestKey()).isPresent();
        var retainer = take(wanted);
        if (!isRepeat) {
            clients.recordConsent(retainer.client(), "retainer-terms", consent, request.getRemoteAddr(), BookingDesk.userAgent(request), clock.instant());
        }
        portal.awaitNextStep(retainer.subject());
        return links.issue(retainer.client(), retainer.id().value(), Channel.BROWSER);
    }

    private Retainer take(RetainerRequest wanted) {
        try {
            return retainers.agree(wanted);
        } catch (DataIntegrityViolationException second) {
            return retainers.byRequestKey(wanted.requestKey()).orElseThrow(() -> second);
        }
    }
}
