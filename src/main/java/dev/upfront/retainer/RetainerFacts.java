package dev.upfront.retainer;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.client.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What contracts, mails and pages say about a retainer, as people read it. */
@Component
public class RetainerFacts {

    /** What a contract that is signed for a retainer may mention. */
    public static final Set<String> NAMES = Set.of("client", "practice", "offering", "price", "cancellationPolicy", "reference");

    private final Catalog catalog;
    private final Clients clients;

    RetainerFacts(Catalog catalog, Clients clients) {
        this.catalog = catalog;
        this.clients = clients;
    }

    /** By the names that contracts use as placeholders. */
    Map<String, String> of(Retainer retainer, AgreedTerms agreed) {
        var client = clients.client(retainer.client());
        return Map.of(
                "client", client.name(),
                "practice", catalog.practice().name(),
                "offering", agreed.name(),
                "price", agreed.terms().amount().format(client.locale()) + " " + each(agreed.terms().cadence()),
                "cancellationPolicy", String.join(" ", sentences(agreed.terms(), client.locale())),
                "reference", retainer.reference());
    }

    /** The terms in sentences: what is charged when, what it gives, how it ends. Amounts are written as people of that locale do; the words are English. */
    public List<String> sentences(RetainerTerms terms, Locale locale) {
        return sentences(terms, terms.trialDays() > 0, terms.setUpFee() != null, locale);
    }

    /** What those terms say from the next renewal on: once it has begun, no other trial begins, and a set-up fee only comes with the first charge. */
    public List<String> sentencesAhead(Retainer retainer, RetainerTerms terms, Locale locale) {
        return sentences(terms, !retainer.started() && terms.trialDays() > 0, retainer.renewals() == 0 && terms.setUpFee() != null, locale);
    }

    private List<String> sentences(RetainerTerms terms, boolean withTrial, boolean withFee, Locale locale) {
        var sentences = new ArrayList<String>();
        if (withTrial) {
            sentences.add("The first %d days are free.".formatted(terms.trialDays()));
        }
        sentences.add(terms.instalments() == null
                ? "%s is charged %s to the card you keep with us, and it renews by itself until you cancel.".formatted(terms.amount().format(locale), each(terms.cadence()))
                : "%s is charged %s to the card you keep with us, %d times; then it ends by itself.".formatted(terms.amount().format(locale), each(terms.cadence()), terms.instalments()));
        if (withFee) {
            sentences.add("With the first charge comes a set-up fee of %s.".formatted(terms.setUpFeeOrNothing().format(locale)));
        }
        if (terms.sessions() > 0) {
            sentences.add("Each time you get %s for %s.".formatted(terms.sessions() == 1 ? "one session" : terms.sessions() + " sessions", offerings(terms.offerings())));
            sentences.add(terms.instalments() == null ? rollOver(terms) : "You can use them until the last instalment’s period is over.");
        }
        if (terms.minimumTerm() > 1) {
            sentences.add("It runs for at least %d charges.".formatted(terms.minimumTerm()));
        }
        sentences.add(terms.noticeDays() == 0 ? "You can cancel online at any time; it then ends with the period that is paid."
                : "You can cancel online at any time, at the latest %d days before the end of a period; it ends with that period.".formatted(terms.noticeDays()));
        return sentences;
    }

    /** Such as "every month". */
    public static String each(Cadence cadence) {
        return switch (cadence) {
            case WEEK -> "every week";
            case TWO_WEEKS -> "every two weeks";
            case MONTH -> "every month";
            case QUARTER -> "every three months";
            case YEAR -> "every year";
        };
    }

    private String offerings(List<OfferingId> ids) {
        return ids.stream().map(id -> catalog.offering(id).name()).collect(Collectors.joining(" or "));
    }

    private static String rollOver(RetainerTerms terms) {
        var roll = terms.rollOver();
        if (roll.periods() == 0) {
            return "What you do not use until the next charge is gone.";
        }
        var most = roll.atMost() == null ? "What you do not use" : "Up to %d of what you do not use".formatted(roll.atMost());
        return "%s can still be used for %s more.".formatted(most, roll.periods() == 1 ? "one period" : roll.periods() + " periods");
    }
}
