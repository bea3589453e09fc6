package dev.upfront.dispute.pack;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.client.Client;
import dev.upfront.dispute.pack.EvidencePack.Contract;
import dev.upfront.dispute.pack.EvidencePack.Credits;
import dev.upfront.dispute.pack.EvidencePack.Fact;
import dev.upfront.dispute.pack.EvidencePack.Item;
import dev.upfront.dispute.pack.EvidencePack.Letter;
import dev.upfront.dispute.pack.EvidencePack.Paid;
import dev.upfront.dispute.pack.EvidencePack.Policy;
import dev.upfront.payment.CardOnFile;
import dev.upfront.payment.DisputeEvidence.Text;
import dev.upfront.payment.Payment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found out about a purchase, put into the sentences of the pack. Nothing is claimed that is not on record. */
record Known(Papers.Case about, Wordings words, Payment payment, Client client, Purchase bought, @Nullable Policy policy, List<Contract> contracts, List<Booking> sessions,
             List<Letter> letters, List<Paid> paid, boolean byCard, Optional<CardOnFile> card) {

    List<Fact> summary() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("What was bought", bought.title() + ", " + bought.description()));
        facts.add(new Fact("By whom", "%s, %s".formatted(name(), client.mail())));
        facts.add(new Fact("Ordered", words.moment(bought.orderedAt())));
        if (payment.settledAt() != null) {
            facts.add(new Fact("Paid", "%s on %s".formatted(words.money(payment.amount()), words.moment(payment.settledAt())) + card.map(kept -> ", " + kept).orElse("")));
        }
        facts.add(new Fact("Our references", "%s, payment %s".formatted(about.subject().reference(), payment.reference())));
        facts.add(new Fact("Disputed", "%s on %s".formatted(words.money(about.amount()), words.moment(about.openedAt()))));
        if (payment.refunded().isPositive()) {
            facts.add(new Fact("Refunded before", words.money(payment.refunded())));
        }
        return facts;
    }

    /** In the order in which a clerk asks: was it the client, what was agreed, was it delivered, was it refunded. */
    List<String> answer() {
        var sentences = new ArrayList<String>();
        sentences.add("%s ordered %s (%s) on %s%s.".formatted(name(), bought.title(), bought.description(), words.moment(bought.orderedAt()),
                payment.settledAt() == null ? "" : " and paid %s%s on %s".formatted(words.money(payment.amount()), byCard ? " by card" : "", words.moment(payment.settledAt()))));
        if (policy != null) {
            sentences.add("The terms were accepted before the payment, on %s, from the internet address %s: “%s”".formatted(policy.acceptedOn(), policy.address(), policy.sentence()));
        }
        contracts.forEach(contract -> sentences.add("%s signed “%s” on %s.".formatted(contract.signer(), contract.title(), contract.signedOn())));
        delivery().ifPresent(sentences::add);
        if (client.mailVerifiedAt() != null) {
            sentences.add("The mail address %s is the client's: a link that only went there was opened on %s.".formatted(client.mail(), words.moment(client.mailVerifiedAt())));
        }
        sentences.add(payment.refunded().isPositive() ? "%s of this payment was refunded before the dispute.".formatted(words.money(payment.refunded()))
                : "Nothing of this payment was refunded before the dispute.");
        return sentences;
    }

    List<Item> checklist() {
        var delivered = count(BookingStatus.DELIVERED);
        return List.of(
                new Item("The purchase and its payment", payment.settledAt() != null, payment.reference()),
                new Item("Terms accepted before the payment", policy != null, policy != null ? "on %s, SHA-256 %s…".formatted(policy.acceptedOn(), policy.textSha256().substring(0, 12))
                        : "no acceptance is on record, as when staff booked it"),
                new Item("Signed contract", !contracts.isEmpty(), contracts.isEmpty() ? "none was asked for" : contracts.stream().map(Contract::title).collect(Collectors.joining(", "))),
                new Item("Delivery record", delivered > 0 || count(BookingStatus.NOT_SHOWN) > 0, sessions.isEmpty() ? "nothing was booked with it yet"
                        : "%s, %d took place".formatted(Wordings.count(sessions.size(), "session", "sessions"), delivered)),
                new Item("Mails to the client", !letters.isEmpty(), Wordings.count(letters.size(), "mail", "mails")),
                new Item("Proof of the mail address", client.mailVerifiedAt() != null, client.mailVerifiedAt() == null ? "no link from a mail was opened yet" : "a link from a mail was opened"));
    }

    @Nullable Credits credits() {
        var lot = bought.lot();
        return lot == null ? null : new Credits(lot.bought(), lot.used(), lot.held(), lot.free(), lot.expired(), lot.refunded(), words.money(lot.pricePerCredit()));
    }

    Map<Text, String> texts() {
        var texts = new EnumMap<Text, String>(Text.class);
        texts.put(Text.CUSTOMER_NAME, name());
        texts.put(Text.CUSTOMER_EMAIL_ADDRESS, client.mail());
        texts.put(Text.PRODUCT_DESCRIPTION, "%s: %s. %s".formatted(bought.title(), bought.description(), String.join(" ", answer())));
        var address = policy != null ? policy.address() : contracts.isEmpty() ? "" : contracts.getFirst().address();
        texts.put(Text.CUSTOMER_PURCHASE_IP, address);
        sessions.stream().filter(booking -> booking.status() == BookingStatus.DELIVERED).findFirst().ifPresent(booking -> texts.put(Text.SERVICE_DATE, words.moment(booking.startsAt())));
        if (policy != null) {
            texts.put(Text.CANCELLATION_POLICY_DISCLOSURE, "Shown beside the button that books, and ticked there on %s: “%s” SHA-256 of the text: %s".formatted(policy.acceptedOn(), policy.accepted(), policy.textSha256()));
            texts.put(Text.REFUND_POLICY_DISCLOSURE, "The same words say what is given back: “%s”".formatted(policy.sentence()));
        }
        texts.put(Text.ACCESS_ACTIVITY_LOG, letters.stream().map(letter -> "%s  “%s” to %s".formatted(letter.at(), letter.title(), letter.to())).collect(Collectors.joining("\n")));
        return texts;
    }

    private Optional<String> delivery() {
        var delivered = count(BookingStatus.DELIVERED);
        var missed = count(BookingStatus.NOT_SHOWN);
        var toCome = count(BookingStatus.CONFIRMED);
        if (bought.lot() != null) {
            var lot = bought.lot();
            return Optional.of("Of %s, %d used, %d booked and still to come, %d unused.".formatted(Wordings.count(lot.bought(), "session bought", "sessions bought"), lot.used(), lot.held(), lot.free()));
        }
        if (delivered > 0) {
            var last = sessions.stream().filter(booking -> booking.status() == BookingStatus.DELIVERED).reduce((one, other) -> other).orElseThrow();
            return Optional.of("The session took place on %s.".formatted(words.span(last.startsAt(), last.endsAt())));
        }
        if (missed > 0) {
            return Optional.of("The session was kept free for the client on %s, who did not come.".formatted(words.moment(sessions.getLast().startsAt())));
        }
        return toCome > 0 ? Optional.of("The session is confirmed for %s and kept free for the client.".formatted(words.moment(sessions.getLast().startsAt()))) : Optional.empty();
    }

    private long count(BookingStatus status) {
        return sessions.stream().filter(booking -> booking.status() == status).count();
    }

    /** As it was typed for this purchase. */
    private String name() {
        return bought.buyer().isEmpty() ? client.name() : bought.buyer();
    }
}
