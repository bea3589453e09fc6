package dev.upfront.ops.web.setup;

import dev.upfront.catalog.CancellationPolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.ProviderId;
import dev.upfront.catalog.Terms;
import dev.upfront.money.Money;
import dev.upfront.ops.web.Typed;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of an offering: its fields, and what stands in them. */
final class OfferingForm {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private OfferingForm() {
    }

    static Typed blank(Currency currency) {
        return Typed.of(Map.ofEntries(Map.entry("currency", currency.getCurrencyCode()), Map.entry("duration", "60 min"), Map.entry("terms", "FULL"),
                Map.entry("freeUntil", "24 h"), Map.entry("moveUntil", "24 h"), Map.entry("lateFee", "50"), Map.entry("noShowFee", "100"),
                Map.entry("active", "yes"), Map.entry("version", "0")));
    }

    static Typed of(Offering offering) {
        var values = new HashMap<String, Object>();
        values.put("name", offering.name());
        values.put("slug", offering.slug());
        values.put("description", offering.description());
        values.put("place", offering.place());
        values.put("duration", Typed.write(offering.duration()));
        values.put("price", offering.price().major().toPlainString());
        values.put("currency", offering.price().currency().getCurrencyCode());
        values.put("terms", offering.terms().kind().name());
        if (offering.terms().depositAmount() != null) {
            values.put("deposit", offering.terms().depositAmount().major().toPlainString());
        } else if (offering.terms().depositBasisPoints() != null) {
            values.put("deposit", Typed.writeShare(offering.terms().depositBasisPoints()) + " %");
        }
        values.put("freeUntil", Typed.write(offering.policy().freeUntil()));
        values.put("moveUntil", Typed.write(offering.policy().moveUntil()));
        values.put("lateFee", Typed.writeShare(offering.policy().lateFeeBasisPoints()));
        values.put("noShowFee", Typed.writeShare(offering.policy().noShowFeeBasisPoints()));
        values.put("forms", offering.forms());
        values.put("contracts", offering.contracts());
        values.put("providers", offering.providers());
        values.put("active", offering.active() ? "yes" : "no");
        values.put("version", offering.version());
        return Typed.of(values);
    }

    /** @return the offering as typed, or null with what was refused noted at its fields */
    static @Nullable Offering read(OfferingId id, Typed typed) {
        var name = typed.text("name", "Give the offering a name, such as Coaching session.");
        var slug = typed.text("slug", "Give the offering an address, such as coaching-60.");
        if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
            typed.refuse("slug", "The address is written in small letters, digits and single hyphens, such as coaching-60.");
        }
        var duration = positive("duration", typed.length("duration"), typed);
        var currency = typed.currency("currency");
        var terms = currency == null ? null : terms(typed, currency);
        var price = currency == null ? null : price(typed, currency);
        var policy = policy(typed);
        var providers = providers(typed);
        var active = typed.has("active", "yes");
        if (providers.isEmpty()) {
            typed.refuse("providers", "Choose who gives it.");
        }
        var version = typed.attempt(Typed.FORM, () -> Integer.parseInt(typed.text("version")));
        if (typed.refused()) {
            return null;
        }
        return typed.attempt(typed.has("terms", "DEPOSIT") ? "deposit" : "price", () -> new Offering(id, slug, name, typed.text("description"), duration, price, terms, policy,
                chosen("forms", typed), chosen("contracts", typed), providers, typed.text("place"), active, version));
    }

    private static @Nullable Money price(Typed typed, Currency currency) {
        if (typed.value("terms").equals(Terms.Kind.FREE.name())) {
            return Money.zero(currency);
        }
        var price = typed.money("price", currency);
        if (price != null && !price.isPositive()) {
            typed.refuse("price", "The price is more than nothing, unless the terms are \"Free\".");
        }
        return price;
    }

    private static @Nullable Terms terms(Typed typed, Currency currency) {
        return switch (typed.value("terms")) {
            case "FREE" -> Terms.free();
            case "FULL" -> Terms.full();
            case "DEPOSIT" -> deposit(typed, currency);
            default -> {
                typed.refuse("terms", "Choose how it is paid.");
                yield null;
            }
        };
    }

    /** An amount, or a share with a percent sign. */
    private static @Nullable Terms deposit(Typed typed, Currency currency) {
        if (typed.value("deposit").contains("%")) {
            var share = typed.share("deposit");
            return share == null ? null : typed.attempt("deposit", () -> Terms.depositShare(share));
        }
        var amount = typed.money("deposit", currency);
        return amount == null ? null : typed.attempt("deposit", () -> Terms.deposit(amount));
    }

    private static @Nullable CancellationPolicy policy(Typed typed) {
        var freeUntil = typed.length("freeUntil");
        var moveUntil = typed.length("moveUntil");
        var lateFee = typed.share("lateFee");
        var noShowFee = typed.share("noShowFee");
        return freeUntil == null || moveUntil == null || lateFee == null || noShowFee == null ? null
                : typed.attempt("freeUntil", () -> new CancellationPolicy(freeUntil, moveUntil, lateFee, noShowFee));
    }

    private static List<String> chosen(String field, Typed typed) {
        return typed.values(field).stream().distinct().toList();
    }

    private static List<ProviderId> providers(Typed typed) {
        var chosen = typed.values("providers");
        if (!chosen.stream().allMatch(id -> UUID.matcher(id).matches())) {
            typed.refuse("providers", "Choose among the providers shown.");
            return List.of();
        }
        return chosen.stream().distinct().map(ProviderId::of).toList();
    }

    private static @Nullable Duration positive(String field, @Nullable Duration length, Typed typed) {
        if (length != null && length.isZero()) {
            typed.refuse(field, "A session lasts at least a minute.");
        }
        return length;
    }
}
