package dev.upfront.dunning;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.notification.Letter;
import dev.upfront.notification.Mails;
import dev.upfront.payment.Payments;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes staff one list of all debts a day; over any number of instances it is one mail, as its day makes it one of its kind. */
@Component
class DunningDigest {

    private static final String KIND = "dunning.digest";
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes(KIND.getBytes(StandardCharsets.UTF_8));

    /** A debt as the mail shows it. */
    record Row(String amount, String client, String reference, String since, String why, String next) {
    }

    private final DebtRepository repository;
    private final Payments payments;
    private final Clients clients;
    private final Catalog catalog;
    private final Mails mails;
    private final DunningSettings settings;
    private final URI baseAddress;
    private final InstantSource clock;

    DunningDigest(DebtRepository repository, Payments payments, Clients clients, Catalog catalog, Mails mails, DunningSettings settings,
            @Value("${upfront.base-address}") URI baseAddress, InstantSource clock) {
        this.repository = repository;
        this.payments = payments;
        this.clients = clients;
        this.catalog = catalog;
        this.mails = mails;
        this.settings = settings;
        this.baseAddress = baseAddress;
        this.clock = clock;
    }

    /** Once its time of the practice's day has come, whenever the application runs again after that. */
    @Scheduled(fixedDelayString = "${upfront.dunning.digest-interval:1m}", initialDelayString = "${upfront.dunning.digest-interval:1m}")
    @Transactional
    void write() {
        var now = clock.instant().atZone(catalog.practice().zone());
        var today = now.toLocalDate().toString();
        if (now.toLocalTime().isBefore(settings.digestAt()) || mails.wrote(KIND, SUBJECT, today)) {
            return;
        }
        var debts = repository.open();
        if (!debts.isEmpty()) {
            mails.send(new Letter(KIND, SUBJECT, today, mails.letterhead().from(), Locale.ENGLISH, baseAddress + "/ops/dunning",
                    Map.of("count", debts.size(), "total", total(debts), "rows", debts.stream().map(debt -> row(debt, now.getZone())).toList()), List.of()));
        }
    }

    private Row row(Debt debt, ZoneId zone) {
        var day = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(zone);
        var next = debt.nextAction() == null || debt.nextAt() == null ? "is being looked at"
                : debt.waitsForStaff() ? "waits for you" : "%s on %s".formatted(Sentences.next(debt.nextAction()), day.format(debt.nextAt()));
        return new Row(debt.amount().format(Locale.ENGLISH), clients.client(debt.clientId()).name(), payments.payment(debt.paymentId()).reference(),
                day.format(debt.openedAt()), Sentences.why(debt.obstacle()), next);
    }

    /** Such as "€280.00", or several when there are several currencies. */
    private static String total(List<Debt> debts) {
        var sums = new TreeMap<String, Money>();
        debts.forEach(debt -> sums.merge(debt.amount().currency().getCurrencyCode(), debt.amount(), Money::plus));
        return String.join(" and ", sums.values().stream().map(sum -> sum.format(Locale.ENGLISH)).toList());
    }
}
