package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Offering;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PackageOffer;
import dev.upfront.catalog.PackageOfferId;
import dev.upfront.money.Money;
import dev.upfront.ops.web.Typed;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a package on sale: its fields, and what stands in them. */
final class PackageOfferForm {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private PackageOfferForm() {
    }

    static Typed blank(Currency currency) {
        return Typed.of(Map.of("currency", currency.getCurrencyCode(), "validity", "DAYS", "validDays", "180", "graceDays", "14", "active", "yes", "version", "0"));
    }

    static Typed of(PackageOffer offer) {
        var values = new HashMap<String, Object>();
        values.put("name", offer.name());
        values.put("slug", offer.slug());
        values.put("description", offer.description());
        values.put("credits", offer.credits());
        values.put("price", offer.price().major().toPlainString());
        values.put("currency", offer.price().currency().getCurrencyCode());
        values.put("offerings", offer.offerings());
        offer.offerings().forEach(offering -> offer.surcharge(offering).filter(Money::isPositive)
                .ifPresent(surcharge -> values.put(surchargeOf(offering), surcharge.major().toPlainString())));
        values.put("validity", offer.validDays() != null ? "DAYS" : offer.validUntil() != null ? "DATE" : "NONE");
        values.put("validDays", offer.validDays() == null ? "" : offer.validDays());
        values.put("validUntil", offer.validUntil() == null ? "" : offer.validUntil());
        values.put("graceDays", offer.graceDays());
        values.put("shareable", offer.shareable() ? "yes" : "no");
        values.put("contracts", offer.contracts());
        values.put("active", offer.active() ? "yes" : "no");
        values.put("version", offer.version());
        return Typed.of(values);
    }

    /** The field of what is paid on top of a credit for that offering. */
    static String surchargeOf(OfferingId offering) {
        return "surcharge-" + offering;
    }

    /**
     * @param known what a credit can pay for
     * @return the package as typed, or null with what was refused noted at its fields
     */
    static @Nullable PackageOffer read(PackageOfferId id, List<Offering> known, Typed typed) {
        var name = typed.text("name", "Give the package a name, such as Ten sessions.");
        var slug = typed.text("slug", "Give the package an address, such as ten-sessions.");
        if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
            typed.refuse("slug", "The address is written in small letters, digits and single hyphens, such as ten-sessions.");
        }
        var credits = typed.number("credits", 1, 1000, "A package has between 1 and 1000 sessions.");
        var currency = typed.currency("currency");
        var price = currency == null ? null : price(typed, currency);
        var covered = known.stream().filter(offering -> typed.has("offerings", offering.id().toString())).toList();
        if (covered.isEmpty()) {
            typed.refuse("offerings", "Choose what a credit pays for.");
        }
        var surcharges = currency == null ? List.<Long>of() : covered.stream().map(offering -> surcharge(offering, currency, typed)).toList();
        var validDays = typed.has("validity", "DAYS") ? typed.number("validDays", 1, 3660, "Write how many days, 1 to 3660.") : null;
        var validUntil = lastDay(typed);
        var graceDays = typed.number("graceDays", 0, 365, "The days of grace are between 0 and 365.");
        var version = typed.attempt(Typed.FORM, () -> Integer.parseInt(typed.text("version")));
        if (typed.refused()) {
            return null;
        }
        return typed.attempt("price", () -> new PackageOffer(id, slug, name, typed.text("description"), credits, price, covered.stream().map(Offering::id).toList(),
                surcharges, validDays, validUntil, graceDays, typed.has("shareable", "yes"), typed.values("contracts").stream().distinct().toList(),
                typed.has("active", "yes"), version));
    }

    private static @Nullable Money price(Typed typed, Currency currency) {
        var price = typed.money("price", currency);
        if (price != null && !price.isPositive()) {
            typed.refuse("price", "A package costs more than nothing.");
        }
        return price;
    }

    private static @Nullable LocalDate lastDay(Typed typed) {
        return switch (typed.value("validity")) {
            case "DATE" -> typed.date("validUntil");
            case "NONE", "DAYS" -> null;
            default -> {
                typed.refuse("validity", "Choose how long its sessions can be used.");
                yield null;
            }
        };
    }

    /** In minor units; nothing typed is nothing on top. */
    private static long surcharge(Offering offering, Currency currency, Typed typed) {
        var field = surchargeOf(offering.id());
        if (!offering.price().currency().equals(currency)) {
            typed.refuse("offerings", "%s is priced in %s, the package in %s: a credit can't pay for it.".formatted(offering.name(),
                    offering.price().currency().getCurrencyCode(), currency.getCurrencyCode()));
        }
        if (typed.text(field).isEmpty()) {
            return 0;
        }
        var surcharge = typed.money(field, currency);
        if (surcharge != null && surcharge.isPositive() && !(surcharge.isLargeEnoughToCharge() && surcharge.isChargeable())) {
            typed.refuse(field, "Nothing, or enough that a card can be charged.");
        }
        return surcharge == null ? 0 : surcharge.minor();
    }
}
