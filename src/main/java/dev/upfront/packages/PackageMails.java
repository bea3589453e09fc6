package dev.upfront.packages;

import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.credits.CreditLot;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails about a package, one purpose each; written in the transaction of what they tell. */
@Component
class PackageMails {

    private final Mails mails;
    private final Clients clients;
    private final Links links;
    private final PackageFacts facts;
    private final URI baseAddress;

    PackageMails(Mails mails, Clients clients, Links links, PackageFacts facts, @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.clients = clients;
        this.links = links;
        this.facts = facts;
        this.baseAddress = baseAddress;
    }

    /** Bought by a client: the link back to what is still to do. Sold by staff: the link by which it is paid. */
    void sendRequested(PackageSale sale) {
        if (sale.renews() == null) {
            send("packages.requested", "", sale, sale.endsAt(), Map.of("soldByStaff", !sale.soldBy().equals("client")));
        }
    }

    void sendWelcome(PackageSale sale) {
        send("packages.welcome", "", sale, sale.endsAt(), Map.of());
    }

    /** @param notice makes it one of its kind, such as "EXPIRES_SOON" */
    void sendNotice(PackageSale sale, CreditLot lot, Notice notice) {
        send("packages.notice", notice.name(), sale, lot.expiresAt(), Map.of("notice", notice.name(), "lot", lot));
    }

    void sendLapsed(PackageSale sale) {
        send("packages.lapsed", "", sale, sale.endsAt(), Map.of());
    }

    /** @param unused how many credits have expired now: one that comes back after the end expires later than the others */
    void sendExpired(PackageSale sale, CreditLot lot, int unused) {
        send("packages.expired", lot.expired() == unused ? "" : String.valueOf(lot.expired()), sale, lot.expiresAt(), Map.of("lot", lot, "unused", unused));
    }

    private void send(String kind, String discriminator, PackageSale sale, @Nullable Instant end, Map<String, ?> more) {
        if (mails.wrote(kind, sale.id().value(), discriminator)) {
            return;
        }
        var client = clients.client(sale.client());
        var words = new HashMap<String, Object>(facts.of(sale));
        words.putAll(more);
        words.put("covers", facts.covers(sale, client.locale()));
        words.put("lastDay", facts.lastDay(end, client.locale()));
        words.put("sale", sale);
        words.put("name", sale.clientName());
        var link = baseAddress + "/s/" + links.issue(sale.client(), sale.id().value(), Channel.MAIL);
        mails.send(new Letter(kind, sale.id().value(), discriminator, client.mail(), client.locale(), link, words, List.of()));
    }
}
