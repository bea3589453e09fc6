package dev.upfront.portal.web;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.OfferingId;
import dev.upfront.catalog.PausePolicy;
import dev.upfront.catalog.RetainerPlans;
import dev.upfront.catalog.RetainerTerms;
import dev.upfront.credits.CreditLot;
import dev.upfront.money.Money;
import dev.upfront.payment.Payment;
import dev.upfront.portal.CurrentStep;
import dev.upfront.portal.Reader;
import dev.upfront.portal.RetainerVisit;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.portal.web.StateView.CreditsUntil;
import dev.upfront.portal.web.StateView.Debt;
import dev.upfront.portal.web.StateView.Deeds;
import dev.upfront.portal.web.StateView.GiveCard;
import dev.upfront.portal.web.StateView.NextCharge;
import dev.upfront.portal.web.StateView.Pay;
import dev.upfront.portal.web.StateView.PeriodRow;
import dev.upfront.portal.web.StateView.Renewing;
import dev.upfront.portal.web.StateView.Retained;
import dev.upfront.portal.web.StateView.Told;
import dev.upfront.portal.web.StateView.Wait;
import dev.upfront.retainer.EndReason;
import dev.upfront.retainer.RetainerFacts;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.WhatIsNext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a retainer stands: what it gives, what is charged next, and what can be done with it. */
@Component
public class RetainerWords {

    private final Catalog catalog;
    private final RetainerPlans plans;
    private final RetainerFacts facts;
    private final InstantSource clock;

    RetainerWords(Catalog catalog, RetainerPlans plans, RetainerFacts facts, InstantSource clock) {
        this.clock = clock;
        this.catalog = catalog;
        this.plans = plans;
        this.facts = facts;
    }

    /** The state of a retainer in a word and a sentence. @param kind "done", "waiting", "stuck" or "neutral" */
    public record Standing(String kind, String word, String sentence) {}

    /** What it costs when, what it gives and how it ends. */
    public List<String> sentences(RetainerTerms terms, Reader reader) {
        return facts.sentences(terms, reader.locale());
    }

    /** What those terms say from the next renewal of that retainer on. */
    List<String> sentencesAhead(RetainerVisit visit, RetainerTerms terms, Reader reader) {
        return facts.sentencesAhead(visit.retainer(), terms, reader.locale());
    }

    /** Such as "2 sessions every month", "Access" or "3 instalments". */
    public String line(RetainerTerms terms) {
        var instalments = terms.instalments() == null ? "" : terms.instalments() == 1 ? "One instalment" : terms.instalments() + " instalments";
        if (terms.sessions() == 0) {
            return instalments.isEmpty() ? "Access without sessions" : instalments;
        }
        var sessions = "%s %s".formatted(terms.sessions() == 1 ? "One session" : terms.sessions() + " sessions", RetainerFacts.each(terms.cadence()));
        return instalments.isEmpty() ? sessions : instalments + ", " + sessions.toLowerCase(Locale.ROOT);
    }

    String line(RetainerVisit visit) {
        return line(visit.terms().terms());
    }

    /** What a payment plan costs in the end. */
    static Money altogether(RetainerTerms terms) {
        var times = Objects.requireNonNull(terms.instalments());
        return new Money(Math.multiplyExact(terms.amount().minor(), times), terms.amount().currency()).plus(terms.setUpFeeOrNothing());
    }

    StateView of(RetainerVisit visit, Reader reader) {
        return switch (visit.current()) {
            case CurrentStep.Wait(var reason) -> waiting(reason);
            case CurrentStep.KeepCard() -> keepCard(visit, reader);
            case CurrentStep.Pay(var id) -> pay(visit, visit.payment(id), reader);
            case CurrentStep.RetainerOwed(var id) -> owed(visit, visit.payment(id), reader);
            case CurrentStep.RetainerRunning running -> running(visit, reader);
            case CurrentStep.RetainerOver(var why) -> over(visit, why, reader);
            default -> throw new IllegalArgumentException("No state of a retainer: " + visit.current());
        };
    }

    private static Wait waiting(CurrentStep.Reason reason) {
        return switch (reason) {
            case CHARGE -> new Wait("Your card is being charged", "There is nothing more to do.", "This usually takes a few seconds. The page moves on by itself.");
            case CONFIRMATION -> new Wait("Your payment has arrived", "Everything is being made ready. Please do not pay again.", "This usually takes less than a second. The page moves on by itself.");
            case NEXT_STEP -> new Wait("One moment", "The next step is being prepared.", "This usually takes less than a second. The page moves on by itself; nothing is charged meanwhile.");
        };
    }

    private Pay pay(RetainerVisit visit, Payment payment, Reader reader) {
        var terms = visit.terms().terms();
        var isPlan = terms.instalments() != null;
        var lead = terms.sessions() > 0 ? "Your %s can be booked as soon as this is paid.".formatted(terms.sessions() == 1 ? "session" : terms.sessions() + " sessions")
                : "It begins as soon as this is paid.";
        var renews = visit.next() != null && visit.next().step() == WhatIsNext.Step.RENEW;
        return new Pay(payment.id().toString(), isPlan ? "Pay the first instalment" : "Pay for the first period", lead, reader.money(payment.amount()),
                renews ? reader.money(visit.ahead().terms().amount()) : null,
                renews ? "%s from %s on".formatted(RetainerFacts.each(terms.cadence()), reader.dateWithYear(visit.next().at())) : null, null, renewing(visit, reader));
    }

    private GiveCard keepCard(RetainerVisit visit, Reader reader) {
        var terms = visit.terms().terms();
        var charged = clock.instant().atZone(visit.zone()).plusDays(terms.trialDays()).toInstant();
        return new GiveCard("Keep a card for your trial", "Your %d free days begin as soon as a card is kept. Nothing is charged now, and nothing if you cancel before they are over.".formatted(terms.trialDays()),
                "on " + day(charged, reader), reader.money(visit.retainer().nextCharge(terms)), renewing(visit, reader));
    }

    /** What is ticked before the first period is paid, or a card is kept for a trial. */
    Renewing renewing(RetainerVisit visit, Reader reader) {
        var terms = visit.terms().terms();
        var amount = reader.money(terms.amount());
        var how = terms.instalments() == null
                ? "charges %s to it %s without asking again, until I cancel".formatted(amount, RetainerFacts.each(terms.cadence()))
                : "charges %s to it %s without asking again, %d times altogether".formatted(amount, RetainerFacts.each(terms.cadence()), terms.instalments());
        return new Renewing(sentences(terms, reader), "I agree that %s keeps my card at Stripe and %s. I am told by mail before each charge of a renewal.".formatted(catalog.practice().name(), how));
    }

    private Told owed(RetainerVisit visit, Payment payment, Reader reader) {
        var amount = reader.money(payment.amount().minus(payment.collected()));
        var sentences = new ArrayList<String>();
        sentences.add("%s for %s is open.".formatted(amount, payment.description()));
        sentences.add(visit.card() == null ? "No card is kept for it, so please pay it here; you are never charged twice."
                : "Your %s could not be charged for it, so please pay it here; you are never charged twice.".formatted(visit.card()));
        sentences.add("The card that you pay with is kept in its place and charged from now on.");
        return new Told("waiting", "A payment is open", sentences, new Debt(payment.id().toString(), "Retainer", payment.reference(), amount), null);
    }

    /** Everything about one that has not ended. */
    public Retained running(RetainerVisit visit, Reader reader) {
        var standing = standing(visit, reader);
        var terms = visit.terms().terms();
        var lots = visit.lots().stream().filter(lot -> !lot.hasEnded(clock.instant())).toList(); // what has ended rolls over or expires with the next charge
        var credits = lots.stream().filter(lot -> lot.free() + lot.held() > 0).collect(Collectors.groupingBy(lot -> until(lot, reader), LinkedHashMap::new, Collectors.toList())).entrySet().stream()
                .map(end -> new CreditsUntil(end.getValue().stream().mapToInt(CreditLot::free).sum(), end.getValue().stream().mapToInt(CreditLot::held).sum(), end.getKey())).toList();
        var free = lots.stream().mapToInt(CreditLot::free).sum();
        var book = free == 0 ? List.<StateView.Way>of() : terms.offerings().stream().map(this::way).filter(Objects::nonNull).toList();
        var card = visit.card() == null ? null : "%s, expires %02d/%d".formatted(visit.card(), visit.card().expiryMonth(), visit.card().expiryYear());
        return new Retained(standing.kind(), standing.word(), visit.terms().name(), standing.sentence(), next(visit, reader), terms.sessions() > 0, credits, book, card,
                visit.periods().reversed().stream().map(period -> row(visit, period, reader)).toList(), sentencesAhead(visit, visit.ahead().terms(), reader), deeds(visit));
    }

    private StateView.@Nullable Way way(OfferingId id) {
        var offering = catalog.offering(id);
        return offering.active() ? new StateView.Way("/book/" + offering.slug(), "Book " + offering.name(), null) : null;
    }

    /** Where it stands, in one sentence. */
    public Standing standing(RetainerVisit visit, Reader reader) {
        var retainer = visit.retainer();
        var next = visit.next();
        return switch (retainer.status()) {
            case AGREED -> new Standing("waiting", "Not begun", "Something is still to be done before it begins; nothing is charged before that.");
            case ENDED -> new Standing("neutral", "Ended", ended(Objects.requireNonNull(retainer.endReason())));
            case TRIAL -> new Standing("done", "In trial", visit.ending() ? "Your trial ends on %s, and nothing is charged.".formatted(day(retainer.endsAt(), reader))
                    : "Your trial runs until %s; then the first period begins and is charged.".formatted(day(Objects.requireNonNull(next).at(), reader)));
            case PAUSED -> visit.ending() ? ending(visit, reader)
                    : new Standing("waiting", "Paused", "It is paused until %s; nothing is charged before that.".formatted(day(retainer.resumesAt(), reader)));
            case ACTIVE -> visit.ending() ? ending(visit, reader) : active(visit, Objects.requireNonNull(next), reader);
        };
    }

    private static Standing ending(RetainerVisit visit, Reader reader) {
        var end = day(visit.retainer().endsAt(), reader);
        return new Standing("waiting", "Ending", visit.next() != null && visit.next().step() == WhatIsNext.Step.RENEW
                ? "It is cancelled and ends on %s; until then it renews as you were shown.".formatted(end)
                : "It is cancelled and ends on %s; nothing more is charged.".formatted(end));
    }

    private Standing active(RetainerVisit visit, WhatIsNext next, Reader reader) {
        if (visit.periods().stream().anyMatch(period -> period.status().isOwed() && (period.number() > 1 || visit.card() == null))) {
            return visit.current() instanceof CurrentStep.RetainerOwed || visit.current() instanceof CurrentStep.Pay ? new Standing("stuck", "Unpaid", "A period is not paid yet.")
                    : new Standing("waiting", "Being charged", "A period is being charged to your card.");
        }
        return next.step() == WhatIsNext.Step.END ? new Standing("done", "Paid off", "All instalments are paid; it ends by itself on %s.".formatted(day(next.at(), reader)))
                : new Standing("done", "Running", "It renews by itself on %s.".formatted(day(next.at(), reader)));
    }

    /** What is charged next and when; null when nothing is. */
    public @Nullable NextCharge next(RetainerVisit visit, Reader reader) {
        var next = visit.next();
        if (next == null || visit.retainer().status() == RetainerStatus.ENDED || next.step() == WhatIsNext.Step.END) {
            return null;
        }
        var terms = visit.ahead().terms();
        var first = visit.retainer().renewals() == 0;
        var amount = visit.retainer().nextCharge(terms);
        var label = first ? "First charge" : terms.instalments() == null ? "Next charge" : "Instalment %d of %d".formatted(visit.retainer().renewals() + 1, terms.instalments());
        var how = visit.card() == null ? "you get a link to pay it" : "by itself, from your " + visit.card();
        if (next.step() == WhatIsNext.Step.RESUME) {
            return new NextCharge(label, "after the pause", how, reader.money(amount));
        }
        var other = visit.ahead().name().equals(visit.terms().name()) ? how : "for %s, %s".formatted(visit.ahead().name(), how);
        return new NextCharge(label, day(next.at(), reader), other, reader.money(amount));
    }

    @Nullable Figure figure(RetainerVisit visit, Reader reader) {
        if (visit.current() instanceof CurrentStep.Pay(var id)) {
            return new Figure("now", "Due today", null, reader.money(visit.payment(id).amount()));
        }
        if (visit.retainer().status() == RetainerStatus.AGREED) {
            var terms = visit.terms().terms();
            return terms.trialDays() > 0 ? new Figure("now", "Due today", "%d days are free".formatted(terms.trialDays()), "Nothing")
                    : new Figure("now", "Due today", null, reader.money(visit.retainer().nextCharge(terms)));
        }
        var next = next(visit, reader);
        return next == null ? null : new Figure("later", next.label(), next.when(), next.amount());
    }

    private Deeds deeds(RetainerVisit visit) {
        var retainer = visit.retainer();
        var terms = visit.terms().terms();
        var runs = retainer.cancelledAt() == null;
        var renews = visit.next() != null && visit.next().step() == WhatIsNext.Step.RENEW;
        return new Deeds(runs && renews && retainer.status() == RetainerStatus.ACTIVE && terms.pausePolicy() != PausePolicy.NOT_ALLOWED, runs && retainer.status() == RetainerStatus.PAUSED,
                runs && (retainer.status() == RetainerStatus.ACTIVE || retainer.status() == RetainerStatus.TRIAL) && terms.instalments() == null && hasOtherPlans(visit), runs);
    }

    private boolean hasOtherPlans(RetainerVisit visit) {
        return plans.onSale().stream().anyMatch(plan -> canBecome(visit, plan.id().equals(visit.ahead().plan()), plan.terms()));
    }

    private static boolean canBecome(RetainerVisit visit, boolean same, RetainerTerms other) {
        return !same && other.instalments() == null && other.amount().currency().equals(visit.terms().terms().amount().currency());
    }

    private Told over(RetainerVisit visit, EndReason why, Reader reader) {
        var sentences = new ArrayList<String>();
        sentences.add(ended(why));
        if (visit.retainer().endedAt() != null) {
            sentences.add((why == EndReason.NOT_PAID ? "It ended on %s. Nothing more is charged for it; sessions that took place and were not paid are asked for separately."
                    : "It ended on %s. Nothing more is charged.").formatted(day(visit.retainer().endedAt(), reader)));
        }
        var title = switch (why) {
            case CANCELLED, NOT_PAID -> "This retainer has ended";
            case COMPLETED -> "Everything is paid";
            case NOT_STARTED -> "This retainer did not begin";
        };
        var plan = plans.plan(visit.terms().plan());
        return new Told(why == EndReason.COMPLETED ? "done" : "neutral", title, sentences, null, plan.active() ? "/retainers/" + plan.slug() : "/");
    }

    private static String ended(EndReason why) {
        return switch (why) {
            case CANCELLED -> "It was cancelled, and its last period is over.";
            case COMPLETED -> "All instalments have been charged.";
            case NOT_STARTED -> "Not every step was done in time, so it never began.";
            case NOT_PAID -> "A period was not paid, so it does not go on.";
        };
    }

    private PeriodRow row(RetainerVisit visit, RetainerPeriod period, Reader reader) {
        var what = "%s to %s".formatted(day(period.startsAt(), reader), day(period.endsAt(), reader));
        var note = period.kind() == RetainerPeriod.Kind.CHANGE ? "The rest of the period, with another plan"
                : period.setUpFee().isPositive() ? "With the set-up fee of " + reader.money(period.setUpFee()) : "";
        var payment = visit.payments().stream().filter(paid -> paid.id().equals(period.payment())).findFirst();
        var kind = switch (period.status()) {
            case PAID -> "done";
            case DUE -> "waiting";
            case UNPAID -> "stuck";
            case GIVEN_UP -> "neutral";
        };
        return new PeriodRow(what, note, payment.map(Payment::reference).orElse(""), kind, switch (period.status()) {
            case PAID -> "Paid";
            case DUE -> "Due";
            case UNPAID -> "Not paid";
            case GIVEN_UP -> "No longer asked for";
        }, reader.money(period.amount()));
    }

    /** Such as "until 31 March 2027". */
    static String until(CreditLot lot, Reader reader) {
        return lot.expiresAt() == null ? "without an end" : "until " + day(lot.expiresAt().minusSeconds(1), reader);
    }

    static String day(@Nullable Instant at, Reader reader) {
        return reader.dateWithYear(Objects.requireNonNull(at));
    }
}
