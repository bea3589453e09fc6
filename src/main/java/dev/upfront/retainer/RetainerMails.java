package dev.upfront.retainer;

import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import dev.upfront.payment.CardOnFile;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails about a retainer, one purpose each; written in the transaction of what they tell. */
@Component
class RetainerMails {

    private final Mails mails;
    private final Clients clients;
    private final Links links;
    private final RetainerFacts facts;
    private final URI baseAddress;

    RetainerMails(Mails mails, Clients clients, Links links, RetainerFacts facts, @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.clients = clients;
        this.links = links;
        this.facts = facts;
        this.baseAddress = baseAddress;
    }

    /** The way back to contract and payment, with the terms. */
    void sendAgreed(Retainer retainer, AgreedTerms agreed) {
        send("retainer.agreed", "", retainer, agreed, Map.of());
    }

    /** The acknowledgement that renewing by itself was agreed to, with the way to cancel (California's automatic renewal law asks for it, BPC 17602). */
    void sendBegan(Retainer retainer, AgreedTerms agreed, WhatIsNext next) {
        send("retainer.began", "", retainer, agreed, Map.of("ends", next.step() == WhatIsNext.Step.END, "nextOn", day(retainer, next.at())));
    }

    /**
     * Once for each day and amount: a charge that a pause moved, or another plan changed, is announced again.
     *
     * @param byCard whether a card is kept for it; without one a link to pay follows
     */
    void sendRenewalNotice(Retainer retainer, AgreedTerms ahead, Instant at, boolean byCard) {
        var once = "%s %d".formatted(LocalDate.ofInstant(at, retainer.zone()), retainer.nextCharge(ahead.terms()).minor());
        send("retainer.renewal-notice", once, retainer, ahead, Map.of("nextOn", day(retainer, at), "byCard", byCard));
    }

    /** @return whether it was told now, and not before */
    boolean sendCardExpiring(Retainer retainer, AgreedTerms ahead, WhatIsNext next, CardOnFile card) {
        var expiry = "%02d/%d".formatted(card.expiryMonth(), card.expiryYear());
        var once = card.lastFour() + " " + expiry;
        if (mails.wrote("retainer.card-expiring", retainer.id().value(), once)) {
            return false;
        }
        send("retainer.card-expiring", once, "/retainer/card", retainer, ahead,
                Map.of("card", card.toString(), "expiry", expiry, "renews", next.step() == WhatIsNext.Step.RENEW, "nextOn", day(retainer, next.at())));
        return true;
    }

    /** A change of plan in the middle of a period was not paid: the retainer goes on, so nothing else tells of it. */
    void sendChangeGivenUp(Retainer retainer, RetainerPeriod rest, AgreedTerms agreed) {
        var asked = rest.amount().format(clients.client(retainer.client()).locale());
        send("retainer.change-given-up", String.valueOf(rest.number()), retainer, agreed, Map.of("asked", asked));
    }

    void sendEnded(Retainer retainer, AgreedTerms agreed, EndReason reason) {
        send("retainer.ended", "", retainer, agreed, Map.of("reason", reason.name()));
    }

    private void send(String kind, String discriminator, Retainer retainer, AgreedTerms agreed, Map<String, ?> more) {
        send(kind, discriminator, "", retainer, agreed, more);
    }

    /** @param place on the retainer's page that the link leads to */
    private void send(String kind, String discriminator, String place, Retainer retainer, AgreedTerms agreed, Map<String, ?> more) {
        if (mails.wrote(kind, retainer.id().value(), discriminator)) {
            return;
        }
        var client = clients.client(retainer.client());
        var words = new HashMap<String, Object>(facts.of(retainer, agreed));
        words.putAll(more);
        words.put("name", client.name());
        words.put("plan", agreed.name());
        words.put("amount", retainer.nextCharge(agreed.terms()).format(client.locale()));
        words.put("terms", facts.sentences(agreed.terms(), client.locale()));
        var link = baseAddress + "/s/" + links.issue(retainer.client(), retainer.id().value(), Channel.MAIL) + place;
        mails.send(new Letter(kind, retainer.id().value(), discriminator, client.mail(), client.locale(), link, words, List.of()));
    }

    /** As its client writes days, such as "2 February 2027". */
    String day(Retainer retainer, Instant at) {
        var words = Locale.of("en", clients.client(retainer.client()).locale().getCountry());
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(words).format(at.atZone(retainer.zone()));
    }
}
