package dev.upfront.dispute.pack;

import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.client.Consent;
import dev.upfront.dispute.pack.EvidencePack.Contract;
import dev.upfront.dispute.pack.EvidencePack.Letter;
import dev.upfront.dispute.pack.EvidencePack.Paid;
import dev.upfront.dispute.pack.EvidencePack.Policy;
import dev.upfront.dispute.pack.EvidencePack.Session;
import dev.upfront.dispute.pack.Purchase.Told;
import dev.upfront.form.Forms;
import dev.upfront.money.Money;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.onboarding.Evidence;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.payment.Payment;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
import dev.upfront.payment.RefundStatus;
import dev.upfront.payment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from all rooms what is known about a disputed purchase. */
@Component
public class Papers {

    /** The terms are ticked on the page that books: their record is written within that time. */
    private static final Duration TICKED_WITHIN = Duration.ofMinutes(5);
    /** A client's address may have changed since, and a browser's name is long. */
    private static final int LONGEST_BROWSER = 160;

    private final Purchases purchases;
    private final Bookings bookings;
    private final Catalog catalog;
    private final Clients clients;
    private final Payments payments;
    private final EvidenceChain evidence;
    private final Forms forms;
    private final Mails mails;

    Papers(Purchases purchases, Bookings bookings, Catalog catalog, Clients clients, Payments payments, EvidenceChain evidence, Forms forms, Mails mails) {
        this.purchases = purchases;
        this.bookings = bookings;
        this.catalog = catalog;
        this.clients = clients;
        this.payments = payments;
        this.evidence = evidence;
        this.forms = forms;
        this.mails = mails;
    }

    /** A dispute that evidence is wanted for. */
    public record Case(String reference, String stripeDispute, PaymentId payment, ClientId client, Subject subject, Money amount, String claim, Instant openedAt) {
    }

    /** What is known now. */
    public EvidencePack gather(Case about, Instant now) {
        var practice = catalog.practice();
        var words = new Wordings(practice.zone());
        var payment = payments.payment(about.payment());
        var client = clients.client(about.client());
        var bought = purchases.of(about.subject(), words);
        var known = new Known(about, words, payment, client, bought, policy(about, bought, payment, words), contracts(bought, words), sessions(bought),
                letters(about, bought, words), paid(about, words), payments.isPaidByCard(payment.id()), payments.cardThatPaid(payment.id()));
        return new EvidencePack(practice.name(), practice.accentColour(), about.reference(), about.stripeDispute(), words.moment(now), practice.zone().getId(), about.claim(),
                words.money(about.amount()), known.summary(), known.answer(), known.checklist(), timeline(about, bought, payment, words), known.policy(), known.contracts(),
                known.letters(), known.sessions().stream().map(booking -> session(booking, words)).toList(), known.paid(), known.credits(), known.texts());
    }

    private List<Booking> sessions(Purchase bought) {
        return bookings.withIds(bought.sessions()).stream().sorted(Comparator.comparing(Booking::startsAt)).toList();
    }

    /** Accepted for this very purchase, and before it was paid. */
    private @Nullable Policy policy(Case about, Purchase bought, Payment payment, Wordings words) {
        var before = payment.settledAt() == null ? about.openedAt() : payment.settledAt();
        return clients.consents(about.client()).stream()
                .filter(consent -> consent.kind().equals(bought.consent()) && !consent.givenAt().isAfter(before))
                .filter(consent -> Duration.between(bought.orderedAt(), consent.givenAt()).abs().compareTo(TICKED_WITHIN) <= 0)
                .min(Comparator.comparing(consent -> Duration.between(bought.orderedAt(), consent.givenAt()).abs()))
                .map(consent -> policy(bought, consent, words)).orElse(null);
    }

    private static Policy policy(Purchase bought, Consent consent, Wordings words) {
        return new Policy(bought.policy().isEmpty() ? consent.text() : bought.policy(), consent.text(), words.moment(consent.givenAt()), consent.textSha256(), consent.address(),
                browser(consent.userAgent()));
    }

    private List<Contract> contracts(Purchase bought, Wordings words) {
        return bought.onboarding().stream().flatMap(subject -> evidence.of(subject).stream()).map(signed -> contract(signed, words)).toList();
    }

    private static Contract contract(Evidence signed, Wordings words) {
        return new Contract(signed.title(), signed.contractVersion(), signed.text(), signed.signer(), signed.drawn() == null ? null : Base64.getEncoder().encodeToString(signed.drawn()),
                words.moment(signed.signedAt()), signed.consent(), signed.mail(), signed.mailVerifiedAt() == null ? null : words.moment(signed.mailVerifiedAt()), signed.address(),
                browser(signed.userAgent()), signed.textSha256(), signed.hash());
    }

    private List<Letter> letters(Case about, Purchase bought, Wordings words) {
        var subjects = new LinkedHashSet<UUID>(bought.onboarding());
        subjects.add(about.subject().id());
        subjects.addAll(bought.sessions());
        List.copyOf(subjects).forEach(subject -> {
            payments.ofSubject(subject).forEach(payment -> subjects.add(payment.id().value()));
            payments.refundsOf(subject).forEach(refund -> subjects.add(refund.id().value()));
        });
        var practice = catalog.practice().mailFrom();
        return subjects.stream().flatMap(subject -> mails.about(subject).stream()).filter(mail -> !mail.recipient().equals(practice))
                .sorted(Comparator.comparing(SentMail::writtenAt)).map(mail -> new Letter(words.moment(mail.writtenAt()), mail.title(), mail.recipient(),
                        mail.sentAt() == null ? "not sent yet" : "sent")).toList();
    }

    private List<Paid> paid(Case about, Wordings words) {
        return payments.ofSubject(about.subject().id()).stream().filter(payment -> payment.collected().isPositive()).map(payment -> new Paid(payment.reference(), payment.description(),
                payment.settledAt() == null ? "" : words.moment(payment.settledAt()), words.money(payment.collected()),
                payment.refunded().isPositive() ? words.money(payment.refunded()) : "–")).toList();
    }

    private Session session(Booking booking, Wordings words) {
        var provider = catalog.provider(booking.provider()).name();
        var closing = bookings.closing(booking.id());
        var confirmed = switch (booking.status()) {
            case DELIVERED -> "It was neither cancelled nor reported as missed, and counted as delivered on %s".formatted(
                    bookings.timeline(booking.id()).stream().filter(change -> change.what().equals("The session took place")).map(change -> words.moment(change.at())).findFirst().orElse("its day"));
            case CANCELLED -> closing.map(ended -> "Cancelled by %s on %s".formatted(who(ended.by()), words.moment(ended.at()))).orElse("Cancelled");
            case NOT_SHOWN -> closing.map(ended -> "The client did not come; noted by %s on %s".formatted(who(ended.by()), words.moment(ended.at()))).orElse("The client did not come");
            case CONFIRMED -> "Confirmed, with %s's time kept free for it".formatted(provider);
            case HELD -> "Held, not confirmed yet";
            case EXPIRED -> "Never confirmed";
        };
        return new Session(words.span(booking.startsAt(), booking.endsAt()), "%s with %s, %s (%s)".formatted(booking.offeringName(), provider, booking.place(), booking.reference()),
                state(booking.status()), confirmed);
    }

    private static String state(BookingStatus status) {
        return switch (status) {
            case HELD -> "Held";
            case CONFIRMED -> "Still to come";
            case DELIVERED -> "Took place";
            case CANCELLED -> "Cancelled";
            case NOT_SHOWN -> "Missed by the client";
            case EXPIRED -> "Expired";
        };
    }

    private List<EvidencePack.Happening> timeline(Case about, Purchase bought, Payment disputed, Wordings words) {
        var all = new ArrayList<>(bought.timeline());
        if (about.subject().kind() != Subject.Kind.BOOKING) {
            bookings.withIds(bought.sessions()).forEach(booking -> bookings.timeline(booking.id()).forEach(change ->
                    all.add(new Told(change.at(), "%s: %s".formatted(booking.reference(), change.what()), change.by()))));
        }
        bought.onboarding().forEach(subject -> {
            forms.answers(subject).forEach(answer -> all.add(new Told(answer.submittedAt(), "Filled in “%s”".formatted(answer.title()), "client")));
            evidence.of(subject).forEach(signed -> all.add(new Told(signed.signedAt(), "Signed “%s”".formatted(signed.title()), "client")));
        });
        payments.ofSubject(about.subject().id()).stream().filter(payment -> payment.status() == PaymentStatus.PAID && payment.settledAt() != null).forEach(payment ->
                all.add(new Told(payment.settledAt(), "Paid %s%s%s".formatted(words.money(payment.amount()), payments.isPaidByCard(payment.id()) ? " by card" : "",
                        payment.id().equals(disputed.id()) ? " (the disputed payment)" : ""), "client")));
        payments.refundsOf(about.subject().id()).stream().filter(refund -> refund.status() == RefundStatus.SUCCEEDED && refund.settledAt() != null).forEach(refund ->
                all.add(new Told(refund.settledAt(), "%s refunded".formatted(words.money(refund.amount())), whoRefunded(refund))));
        all.add(new Told(about.openedAt(), "%s disputed".formatted(words.money(about.amount())), "the cardholder's bank"));
        return all.stream().sorted(Comparator.comparing(Told::at)).map(told -> new EvidencePack.Happening(words.moment(told.at()), told.what(), who(told.by()))).toList();
    }

    private static String whoRefunded(Refund refund) {
        return refund.requestedBy().equals("policy") || refund.requestedBy().equals("Upfront") ? "flow" : "the practice";
    }

    /** Names of staff are nobody's business at the bank. */
    private static String who(String by) {
        return switch (by) {
            case "client" -> "the client";
            case "flow", "policy", "Upfront" -> "by itself";
            default -> by.startsWith("the ") ? by : "the practice";
        };
    }

    private static String browser(String userAgent) {
        return userAgent.isBlank() ? "not told" : userAgent.substring(0, Math.min(LONGEST_BROWSER, userAgent.length()));
    }
}
