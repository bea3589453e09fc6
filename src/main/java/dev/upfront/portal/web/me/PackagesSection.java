package dev.upfront.portal.web.me;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageStatus;
import dev.upfront.portal.Portal;
import dev.upfront.portal.web.PackageWords;
import dev.upfront.portal.web.StateView.CreditsLeft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Credits: what is left of each package and until when, one's own and those that others share. Those that have ended stand below. */
@Component
@Order(14)
class PackagesSection implements Section {

    private static final int MOST_ENDED = 10;

    /** @param credits null while it is not paid */
    record Row(String address, String name, String reference, @Nullable CreditsLeft credits) {}

    /** @param left such as "3 sessions are left, until 31 March 2027" */
    record Shared(String name, String by, String left) {}

    record Ended(String address, String name, String reference, String sentence) {}

    record View(List<Row> rows, List<Shared> shared, List<Ended> ended) {}

    private final PackageSales sales;
    private final Credits credits;
    private final Clients clients;
    private final Portal portal;
    private final PackageWords words;

    PackagesSection(PackageSales sales, Credits credits, Clients clients, Portal portal, PackageWords words) {
        this.sales = sales;
        this.credits = credits;
        this.clients = clients;
        this.portal = portal;
        this.words = words;
    }

    @Override
    public Drawn draw(SignedIn who) {
        var all = sales.ofClient(who.client().id());
        var rows = all.stream().filter(sale -> !sale.status().ended()).map(sale -> row(sale, who)).toList();
        var ended = all.stream().filter(sale -> sale.status().ended() && sale.status() != PackageStatus.CANCELLED).limit(MOST_ENDED).map(this::ended).toList();
        return new Drawn(Place.MAIN, "portal/me/packages", new View(rows, shared(who), ended));
    }

    private Row row(PackageSale sale, SignedIn who) {
        var left = sale.status() == PackageStatus.ACTIVE ? words.left(portal.visit(sale.id()), who.reader()) : null;
        return new Row(MeController.packageAddress(sale), sale.name(), sale.reference(), left);
    }

    private Ended ended(PackageSale sale) {
        return new Ended(MeController.packageAddress(sale), sale.name(), sale.reference(), PackageWords.end(portal.visit(sale.id())));
    }

    private List<Shared> shared(SignedIn who) {
        return credits.ofClient(who.client().id()).stream().filter(lot -> !lot.client().equals(who.client().id()) && !lot.finished())
                .map(lot -> new Shared(lot.name(), name(lot.client()), left(lot, who))).toList();
    }

    private String left(CreditLot lot, SignedIn who) {
        return "%s, %s".formatted(PackageWords.title(lot), words.until(lot.expiresAt(), who.reader()));
    }

    private String name(ClientId client) {
        return clients.client(client).name();
    }
}
