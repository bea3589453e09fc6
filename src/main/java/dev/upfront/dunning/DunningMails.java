package dev.upfront.dunning;

import dev.upfront.client.Channel;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import dev.upfront.payment.CardStanding;
import dev.upfront.payment.Obstacle;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Purpose;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails about debts, one purpose each; written in the transaction of what they tell. */
@Component
class DunningMails {

    private final Mails mails;
    private final Clients clients;
    private final Links links;
    private final URI baseAddress;

    DunningMails(Mails mails, Clients clients, Links links, @Value("${upfront.base-address}") URI baseAddress) {
        this.mails = mails;
        this.clients = clients;
        this.links = links;
        this.baseAddress = baseAddress;
    }

    /** What happened, what it means, and where it is paid; the first of an episode tells, the later ones remind. @param triesAgain whether the card is charged again by itself */
    void owed(Payment payment, Debt debt, CardStanding card, boolean triesAgain) {
        var first = debt.nextDay() == 0;
        toClient(first ? "dunning.declined" : "dunning.reminder", payment, "%d.%d".formatted(first ? debt.episode() : 0, debt.nextDay()),
                Map.of("why", card.neverTried() ? "LIMITED" : debt.obstacle().name(), "triesAgain", triesAgain));
    }

    void suspended(Payment payment) {
        toClient("dunning.suspended", payment, "", Map.of());
    }

    /** @return whether it was told now, and not before */
    boolean released(Payment payment) {
        return toClient("dunning.released", payment, "", Map.of());
    }

    /** It was paid after the client could not book: now they can. */
    void restored(Payment payment) {
        toClient("dunning.restored", payment, "", Map.of());
    }

    /** A retainer that ends by this, or whose change of plan was not paid, says so itself. */
    void givenUp(Payment payment) {
        if (payment.status() == dev.upfront.payment.PaymentStatus.WRITTEN_OFF && payment.purpose() != Purpose.RETAINER_PERIOD) {
            toClient("dunning.given-up", payment, "", Map.of());
        }
    }

    /** Staff are told of a large debt as soon as it arises. */
    void largeDebt(Payment payment, Obstacle why) {
        toStaff("dunning.large-debt", payment, "", why);
    }

    void alert(Payment payment, Debt debt, LocalDate today) {
        toStaff("dunning.staff-alert", payment, today.toString(), debt.obstacle());
    }

    /** @return false when it was written before */
    private boolean toClient(String kind, Payment payment, String discriminator, Map<String, ?> more) {
        var id = payment.id().value();
        if (mails.wrote(kind, id, discriminator)) {
            return false;
        }
        var client = clients.client(payment.clientId());
        var words = words(payment, client.locale(), more);
        words.put("name", client.name());
        var link = baseAddress + "/s/" + links.issue(client.id(), payment.subject().id(), Channel.MAIL);
        return mails.send(new Letter(kind, id, discriminator, client.mail(), client.locale(), link, words, List.of()));
    }

    private void toStaff(String kind, Payment payment, String discriminator, Obstacle why) {
        var words = words(payment, Locale.ENGLISH, Map.of("why", Sentences.why(why)));
        words.put("client", clients.client(payment.clientId()).name());
        mails.send(new Letter(kind, payment.id().value(), discriminator, mails.letterhead().from(), Locale.ENGLISH, baseAddress + "/ops/dunning", words, List.of()));
    }

    private static Map<String, Object> words(Payment payment, Locale locale, Map<String, ?> more) {
        var words = new HashMap<String, Object>(more);
        words.put("amount", payment.amount().format(locale));
        words.put("description", payment.description());
        words.put("kind", payment.purpose().name());
        words.put("reference", payment.reference());
        words.put("subjectReference", payment.subject().reference());
        return words;
    }
}
