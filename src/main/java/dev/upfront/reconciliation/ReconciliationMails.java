package dev.upfront.reconciliation;

import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What staff are written about the books; written in the caller's transaction. */
@Component
class ReconciliationMails {

    /** So many cases stand in the mail itself. */
    private static final int SHOWN = 8;

    private final Mails mails;
    private final URI baseAddress;

    ReconciliationMails(Mails mails, @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.baseAddress = baseAddress;
    }

    /** @param open every open case, oldest first */
    void sendDifferences(RunId run, List<Difference> open) {
        if (mails.wrote("reconciliation.differences", run.value(), "")) {
            return;
        }
        var shown = open.reversed().stream().limit(SHOWN).map(difference -> Map.of("title", difference.kind().title(), "why", difference.why(), "about", difference.about())).toList();
        mails.send(new Letter("reconciliation.differences", run.value(), "", mails.letterhead().from(), Locale.ENGLISH, baseAddress + "/ops/reconciliation",
                Map.of("number", open.size(), "shown", shown, "more", open.size() - shown.size()), List.of()));
    }
}
