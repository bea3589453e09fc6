package dev.upfront.ops.web.setup;

import dev.upfront.catalog.Cadence;
import dev.upfront.catalog.ChangePolicy;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlan;
import dev.upfront.catalog.RetainerPlanId;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.catalog.RollOver;
import dev.upfront.money.Money;
import dev.upfront.ops.web.Typed;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a retainer plan on sale: its fields, and what stands in them. */
final class RetainerPlanForm {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private RetainerPlanForm() {
    }

    static Typed blank(Currency currency) {
        var values = new HashMap<String, Object>(Map.of("currency", currency.getCurrencyCode(), "cadence", Cadence.MONTH.name(), "sessions", "4", "rollOverPeriods", "0", "noticeDays", "0",
                "minimumTerm", "0", "trialDays", "0", "pausePolicy", PausePolicy.KEEP_ANCHOR.name(), "changePolicy", ChangePolicy.NOW.name()));
        values.put("active", "yes");
        values.put("version", "0");
        return Typed.of(values);
    }

    static Typed of(RetainerPlan plan) {
        var terms = plan.terms();
        var values = new HashMap<String, Object>();
        values.put("name", plan.name());
        values.put("slug", plan.slug());
        values.put("description", plan.description());
        values.put("amount", terms.amount().major().toPlainString());
        values.put("currency", terms.amount().currency().getCurrencyCode());
        values.put("cadence", terms.cadence());
        values.put("setUpFee", terms.setUpFee() == null ? "" : terms.setUpFee().major().toPlainString());
        values.put("trialDays", terms.trialDays());
        values.put("instalments", orNothing(terms.instalments()));
        values.put("sessions", terms.sessions());
        values.put("offerings", terms.offerings());
        values.put("rollOverPeriods", terms.rollOver().periods());
        values.put("rollOverAtMost", orNothing(terms.rollOver().atMost()));
        values.put("noticeDays", terms.noticeDays());
        values.put("minimumTerm", terms.minimumTerm());
        values.put("pausePolicy", terms.pausePolicy());
        values.put("changePolicy", terms.changePolicy());
        values.put("contracts", terms.contracts());
        values.put("active", plan.active() ? "yes" : "no");
        values.put("version", plan.version());
        return Typed.of(values);
    }

    private static Object orNothing(@Nullable Integer number) {
        return number == null ? "" : number;
    }

    /**
     * @param known what a session's credit can pay for
     * @return the plan as typed, or null with what was refused noted at its fields
     */
    static @Nullable RetainerPlan read(RetainerPlanId id, List<Offering> known, Typed typed) {
        var name = typed.text("name", "Give the retainer a name, such as Coaching, month by month.");
        var slug = typed.text("slug", "Give the retainer an address, such as coaching-monthly.");
        if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
            typed.refuse("slug", "The address is written in small letters, digits and single hyphens, such as coaching-monthly.");
        }
        var currency = typed.currency("currency");
        var amount = currency == null ? null : amount(typed, currency);
        var fee = currency == null || typed.text("setUpFee").isEmpty() ? null : typed.money("setUpFee", currency);
        var cadence = chosen(typed, "cadence", Cadence.values(), "Choose how often it is charged.");
        var sessions = typed.number("sessions", 0, 1000, "Each time gives between 0 and 1000 sessions.");
        var covered = known.stream().filter(offering -> typed.has("offerings", offering.id().toString())).map(offering -> offering.id().value()).toList();
        if (sessions != null && (sessions == 0) != covered.isEmpty()) {
            typed.refuse("offerings", sessions == 0 ? "Without sessions there is nothing to choose: take the ticks away, or write how many sessions." : "Choose what a session can be used for.");
        }
        var rollOver = rollOver(typed);
        var noticeDays = typed.number("noticeDays", 0, 365, "The notice is between 0 and 365 days.");
        var minimumTerm = typed.number("minimumTerm", 0, 120, "The minimum term is between 0 and 120 charges.");
        var trialDays = typed.number("trialDays", 0, 365, "The trial is between 0 and 365 days.");
        var instalments = typed.text("instalments").isEmpty() ? null : typed.number("instalments", 1, 120, "Between 1 and 120 times, or nothing for no end.");
        var pause = chosen(typed, "pausePolicy", PausePolicy.values(), "Choose whether it can be paused.");
        var change = chosen(typed, "changePolicy", ChangePolicy.values(), "Choose from when another plan counts.");
        var version = typed.attempt(Typed.FORM, () -> Integer.parseInt(typed.text("version")));
        if (typed.refused()) {
            return null;
        }
        return typed.attempt(Typed.FORM, () -> new RetainerPlan(id, slug, name, typed.text("description"), new RetainerTerms(Objects.requireNonNull(amount), Objects.requireNonNull(cadence), sessions, covered,
                rollOver, noticeDays, minimumTerm, fee, trialDays, Objects.requireNonNull(pause), Objects.requireNonNull(change), instalments, typed.values("contracts").stream().distinct().toList()),
                typed.has("active", "yes"), version));
    }

    private static @Nullable Money amount(Typed typed, Currency currency) {
        var amount = typed.money("amount", currency);
        if (amount != null && !amount.isPositive()) {
            typed.refuse("amount", "A retainer costs more than nothing.");
        }
        return amount;
    }

    private static @Nullable RollOver rollOver(Typed typed) {
        var periods = typed.number("rollOverPeriods", 0, 120, "Sessions roll over for 0 to 120 periods.");
        var atMost = typed.text("rollOverAtMost").isEmpty() ? null : typed.number("rollOverAtMost", 1, 1000, "Between 1 and 1000 sessions, or nothing for any number.");
        return periods == null ? null : typed.attempt("rollOverAtMost", () -> new RollOver(atMost, periods));
    }

    private static <E extends Enum<E>> @Nullable E chosen(Typed typed, String field, E[] all, String whenNone) {
        for (var one : all) {
            if (typed.has(field, one.name())) {
                return one;
            }
        }
        typed.refuse(field, whenNone);
        return null;
    }
}
