package dev.upfront.portal.web.me;

import dev.upfront.portal.Portal;
import dev.upfront.portal.web.RetainerWords;
import dev.upfront.portal.web.StateView.Retained;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What renews by itself: where each stands, what is charged next, what is left, and what can be done with it. Those that have ended stand below. */
@Component
@Order(15)
class RetainersSection implements Section {

    /** @param address where everything about it stands */
    record Row(String address, String reference, Retained retained) {}

    record Ended(String address, String name, String reference, String sentence) {}

    record View(List<Row> rows, List<Ended> ended) {}

    private final Retainers retainers;
    private final Portal portal;
    private final RetainerWords words;

    RetainersSection(Retainers retainers, Portal portal, RetainerWords words) {
        this.retainers = retainers;
        this.portal = portal;
        this.words = words;
    }

    @Override
    public Drawn draw(SignedIn who) {
        var all = retainers.ofClient(who.client().id());
        var rows = all.stream().filter(retainer -> retainer.status() != RetainerStatus.ENDED).map(retainer -> row(retainer, who)).toList();
        var ended = all.stream().filter(retainer -> retainer.status() == RetainerStatus.ENDED).map(retainer -> ended(retainer, who)).toList();
        return new Drawn(Place.MAIN, "portal/me/retainers", new View(rows, ended));
    }

    private Row row(Retainer retainer, SignedIn who) {
        return new Row(MeController.retainerAddress(retainer), retainer.reference(), words.running(portal.visit(retainer.id()), who.reader()));
    }

    private Ended ended(Retainer retainer, SignedIn who) {
        var visit = portal.visit(retainer.id());
        return new Ended(MeController.retainerAddress(retainer), visit.terms().name(), retainer.reference(), words.standing(visit, who.reader()).sentence());
    }
}
