package dev.upfront.packages;

import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.credits.Covered;
import dev.upfront.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What contracts and mails may say about a package, as people read it. */
@Component
public class PackageFacts {

    /** What a contract that is signed for a package may mention. */
    public static final Set<String> NAMES = Set.of("client", "practice", "offering", "price", "reference");

    private final Catalog catalog;
    private final Clients clients;

    PackageFacts(Catalog catalog, Clients clients) {
        this.catalog = catalog;
        this.clients = clients;
    }

    /** By the names that contracts use as placeholders. */
    Map<String, String> of(PackageSale sale) {
        var locale = clients.client(sale.client()).locale();
        return Map.of(
                "client", sale.clientName(),
                "practice", catalog.practice().name(),
                "offering", sale.name(),
                "price", sale.price().format(locale),
                "reference", sale.reference());
    }

    /** What a credit pays for, such as "Coaching session, or Career check with €60.00 on top". */
    String covers(PackageSale sale, Locale locale) {
        return sale.covers().stream().map(covered -> covers(covered, sale, locale)).collect(Collectors.joining(", or "));
    }

    /** The last day before that end, in the practice's zone, such as "31 March 2027"; null for no end. */
    @Nullable String lastDay(@Nullable Instant end, Locale locale) {
        return end == null ? null : day(end, catalog.practice().zone(), locale);
    }

    private String covers(Covered covered, PackageSale sale, Locale locale) {
        var offering = catalog.offering(covered.offering()).name();
        return covered.surchargeMinor() == 0 ? offering : offering + " with " + new Money(covered.surchargeMinor(), sale.price().currency()).format(locale) + " on top";
    }

    private static String day(Instant end, ZoneId zone, Locale locale) {
        var words = Locale.of("en", locale.getCountry());
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(words).format(end.atZone(zone).minusSeconds(1));
    }
}
