package dev.upfront.payment;

import dev.upfront.client.Channel;
import dev.upfront.client.Client;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What clients and staff are written about money. Each mail is written once, however often it is asked for. */
@Service
@Transactional
public class PaymentMails {

    /** A repeat within this time is the same reminder, delivered again. */
    private static final Duration SAME_REMINDER = Duration.ofMinutes(10);

    private final PaymentRepository payments;
    private final AttemptRepository attempts;
    private final RefundRepository refunds;
    private final Refunds refundRows;
    private final Cards cards;
    private final Clients clients;
    private final Links links;
    private final Mails mails;
    private final PaymentSettings settings;
    private final InstantSource clock;

    PaymentMails(PaymentRepository payments, AttemptRepository attempts, RefundRepository refunds, Refunds refundRows, Cards cards, Clients clients,
                 Links links, Mails mails, PaymentSettings settings, InstantSource clock) {
        this.payments = payments;
        this.attempts = attempts;
        this.refunds = refunds;
        this.refundRows = refundRows;
        this.cards = cards;
        this.clients = clients;
        this.links = links;
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    /** The receipt of a payment that was paid. */
    public void receipt(PaymentId id) {
        toClient("payment.receipt", payments.findById(id).orElseThrow(), id.value(), "", Map.of());
    }

    /** The link where the client pays what the card on file did not. Once for each time that the client is asked. */
    public void link(PaymentId id) {
        var payment = payments.lock(id).orElseThrow();
        if (payment.isOwed()) {
            toClient("payment.link", payment, id.value(), String.valueOf(payment.asks()), Map.of("why", whyLink(payment)));
        }
    }

    /** Whether the client was sent the link where this is paid, because no card did it. */
    @Transactional(readOnly = true)
    public boolean sentLink(PaymentId id) {
        var payment = payments.findById(id).orElseThrow();
        return mails.wrote("payment.link", id.value(), String.valueOf(payment.asks()));
    }

    /**
     * Reminds the client of what is still owed.
     *
     * @param deadline from when on nobody waits for the money any more, so that nothing is to be reminded of; null for never
     */
    public void reminder(PaymentId id, @Nullable Instant deadline) {
        var payment = payments.lock(id).orElseThrow();
        var now = clock.instant();
        var last = payment.remindedAt();
        var wanted = payment.isOwed() && (deadline == null || now.isBefore(deadline));
        if (wanted && (last == null || last.plus(SAME_REMINDER).isBefore(now))) {
            payment.remind(now);
            payments.save(payment);
            toClient("payment.reminder", payment, id.value(), String.valueOf(payment.reminders()), Map.of());
        }
    }

    /** Tells the client that money went back; once for each time that it did. */
    public void refundReceipt(RefundId id) {
        var refund = refunds.findById(id).orElseThrow();
        var payment = payments.findById(refund.paymentId()).orElseThrow();
        var discriminator = refund.tries() == 1 ? "" : String.valueOf(refund.tries());
        toClient("payment.refund-receipt", payment, id.value(), discriminator, words(refund, clients.client(payment.clientId()).locale()));
    }

    /** Tells staff that a payment waits for their decision; at most once a day. */
    public void alertStaff(PaymentId id) {
        var payment = payments.findById(id).orElseThrow();
        if (payment.isOwed()) {
            toStaff("payment.staff-alert", id.value(), payment, Map.of());
        }
    }

    /** Tells staff that a failed refund waits for their decision, or for a bank's; at most once a day. */
    public void alertStaffOfRefund(RefundId id) {
        var refund = refunds.findById(id).orElseThrow();
        if (refund.status() == RefundStatus.FAILED) {
            var words = new HashMap<String, Object>(words(refund, Locale.ENGLISH));
            var outside = attempts.findById(refund.attemptId()).orElseThrow().kind() == Attempt.Kind.OUTSIDE;
            words.put("whatToDo", StuckMoneyList.afterFailure(outside, refund.stripeRefund() != null, refund.failure()));
            words.put("afterDispute", refundRows.isWithBank(refund) ? StuckMoneyList.afterDispute(refund.wasDisputed()) : null);
            toStaff("payment.refund-staff-alert", id.value(), payments.findById(refund.paymentId()).orElseThrow(), words);
        }
    }

    /** What the mail says about why: DECLINED, AUTHENTICATION (the bank wants the holder to confirm) or DUE. */
    private String whyLink(Payment payment) {
        return attempts.findByPaymentOrderByCreatedAtDesc(payment.id()).stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.CARD && attempt.intent() != null).findFirst()
                .map(attempt -> CardCharges.AUTHENTICATION_REQUIRED.equals(attempt.failure()) ? "AUTHENTICATION" : "DECLINED").orElse("DUE");
    }

    private void toClient(String kind, Payment payment, UUID subject, String discriminator, Map<String, ?> more) {
        if (mails.wrote(kind, subject, discriminator)) {
            return;
        }
        var client = clients.client(payment.clientId());
        var words = words(payment, client.locale(), more);
        words.put("name", client.name());
        words.put("card", cards.of(payment.subject().payer()).map(card -> CardOnFile.of(card).toString()).orElse(null));
        words.put("paidOn", payment.settledAt() == null ? null
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(client.locale()).withZone(client.zone()).format(payment.settledAt()));
        mails.send(new Letter(kind, subject, discriminator, client.mail(), client.locale(), page(client, payment), words, List.of()));
    }

    private void toStaff(String kind, UUID subject, Payment payment, Map<String, ?> more) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        mails.send(new Letter(kind, subject, day, mails.letterhead().from(), Locale.ENGLISH, settings.baseAddress() + "/ops/money",
                words(payment, Locale.ENGLISH, more), List.of()));
    }

    private static Map<String, Object> words(Payment payment, Locale locale, Map<String, ?> more) {
        var words = new HashMap<String, Object>(more);
        words.put("amount", payment.amount().format(locale));
        words.put("description", payment.description());
        words.put("purpose", purpose(payment));
        words.put("beforeSession", payment.purpose() == Purpose.FULL_PRICE || payment.purpose() == Purpose.DEPOSIT);
        words.put("reference", payment.reference());
        words.put("subject", subject(payment.subject().kind()));
        words.put("subjectReference", payment.subject().reference());
        return words;
    }

    private static String subject(Subject.Kind kind) {
        return switch (kind) {
            case BOOKING -> "Booking";
            case PACKAGE -> "Package";
            case RETAINER -> "Retainer";
        };
    }

    private static String purpose(Payment payment) {
        return switch (payment.purpose()) {
            case FULL_PRICE -> "Full price";
            case DEPOSIT -> "Deposit";
            case BALANCE -> "Balance";
            case FEE -> "Fee";
            case RETAINER_PERIOD -> "Retainer";
            case PACKAGE -> "Package";
        };
    }

    private static Map<String, ?> words(Refund refund, Locale locale) {
        return Map.of("refundAmount", refund.amount().format(locale), "refundReference", refund.reference(),
                "refundFailure", refund.failure() == null ? "nothing" : refund.failure(), "surplus", refund.reason() == RefundReason.SURPLUS);
    }

    private String page(Client client, Payment payment) {
        return settings.baseAddress() + "/s/" + links.issue(client.id(), payment.subject().id(), Channel.MAIL);
    }
}
