package dev.upfront.dispute;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What staff are written about disputes. */
@Component
class DisputeMails {

    private final Mails mails;
    private final Catalog catalog;
    private final Clients clients;
    private final URI baseAddress;
    private final InstantSource clock;

    DisputeMails(Mails mails, Catalog catalog, Clients clients, @Value("${upfront.base-address}") URI baseAddress, InstantSource clock) {
        this.mails = mails;
        this.catalog = catalog;
        this.clients = clients;
        this.baseAddress = baseAddress;
        this.clock = clock;
    }

    void opened(Dispute dispute, Instant decideBy, boolean submits) {
        send("dispute.opened", "", dispute, Map.of("decideBy", moment(decideBy), "submits", submits));
    }

    /** At most once a day. */
    void reminder(Dispute dispute, Instant decideBy, boolean submits) {
        send("dispute.reminder", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(), dispute, Map.of("decideBy", moment(decideBy), "submits", submits));
    }

    void ended(Dispute dispute) {
        send("dispute.ended", "", dispute, Map.of());
    }

    private void send(String kind, String discriminator, Dispute dispute, Map<String, ?> more) {
        var words = new HashMap<String, Object>(more);
        words.put("reference", dispute.reference());
        words.put("amount", dispute.amount().format(Locale.ENGLISH));
        words.put("fee", dispute.fee().format(Locale.ENGLISH));
        words.put("why", DisputeReason.words(dispute.reason()));
        words.put("status", dispute.status().name());
        words.put("inquiry", dispute.isInquiry());
        words.put("client", clients.client(dispute.client()).name());
        words.put("subjectReference", dispute.subject().reference());
        words.put("answerBy", moment(dispute.answerBy()));
        mails.send(new Letter(kind, dispute.id().value(), discriminator, mails.letterhead().from(), Locale.ENGLISH, baseAddress + "/ops/disputes/" + dispute.id(), words, List.of()));
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "no deadline" : DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(catalog.practice().zone()).format(at);
    }
}
