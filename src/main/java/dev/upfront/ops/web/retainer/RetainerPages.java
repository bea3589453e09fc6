package dev.upfront.ops.web.retainer;

import dev.upfront.catalog.PausePolicy;
import dev.upfront.client.Clients;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Step;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.Wording;
import dev.upfront.ops.web.booking.History;
import dev.upfront.ops.web.retainer.RetainerPage.CreditRow;
import dev.upfront.ops.web.retainer.RetainerPage.PeriodRow;
import dev.upfront.ops.web.retainer.RetainerPage.Possible;
import dev.upfront.ops.web.retainer.RetainerPage.StepRow;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Payments;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerFacts;
import dev.upfront.retainer.RetainerList;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerStatus;
import dev.upfront.retainer.Retainers;
import dev.upfront.retainer.WhatIsNext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers from all rooms what staff see of one retainer. */
@Component
class RetainerPages {

    private final Retainers retainers;
    private final RetainerList list;
    private final RetainerFacts facts;
    private final Clients clients;
    private final Credits credits;
    private final Payments payments;
    private final Onboarding onboarding;
    private final History history;
    private final Operate operate;

    RetainerPages(Retainers retainers, RetainerList list, RetainerFacts facts, Clients clients, Credits credits, Payments payments, Onboarding onboarding, History history,
            Operate operate) {
        this.retainers = retainers;
        this.list = list;
        this.facts = facts;
        this.clients = clients;
        this.credits = credits;
        this.payments = payments;
        this.onboarding = onboarding;
        this.history = history;
        this.operate = operate;
    }

    RetainerPage of(Retainer retainer, Wording words) {
        var id = retainer.id();
        var terms = retainers.terms(id);
        var ahead = retainers.termsAhead(id);
        var periods = retainers.periods(id);
        var subjects = periods.stream().map(period -> period.id().value()).toList();
        var paid = payments.ofSubjects(subjects).stream().collect(Collectors.toMap(payment -> payment.subject().id(), Function.identity(), (one, other) -> one));
        var lots = credits.ofSources(subjects);
        var listed = list.list(List.of(), retainer.reference(), List.of(), 0, 1).getFirst();
        return new RetainerPage(retainer, terms.name(), ahead.name().equals(terms.name()) ? null : ahead.name(), Chip.of(listed.standing()), clients.client(retainer.client()), next(retainer, words),
                facts.sentencesAhead(retainer, ahead.terms(), words.reader().locale()), payments.cardOnFile(retainer.subject().payer()).orElse(null),
                periods.reversed().stream().map(period -> row(period, paid, lots.get(period.id().value()), words)).toList(), lots(lots.values(), words), onboarding.stepsOf(id.value()).stream().map(RetainerPages::row).toList(),
                timeline(retainer, subjects, words), possible(retainer, terms.terms().pausePolicy(), terms.terms().instalments() != null, retainers.next(id)), operate.instance(retainer.processInstanceKey()));
    }

    private String next(Retainer retainer, Wording words) {
        if (retainer.status() == RetainerStatus.ENDED) {
            return "Nothing: it ended on %s.".formatted(words.day(retainer.endedAt()));
        }
        return retainers.next(retainer.id()).map(next -> switch (next.step()) {
            case RENEW -> "%s on %s.".formatted(words.money(retainer.nextCharge(retainers.termsAhead(retainer.id()).terms())), words.moment(next.at()));
            case RESUME -> "It is paused until %s and goes on by itself.".formatted(words.moment(next.at()));
            case END -> "It ends on %s.".formatted(words.moment(next.at()));
        }).orElse("Contract and first payment are still asked for; nothing is charged before.");
    }

    private static Possible possible(Retainer retainer, PausePolicy policy, boolean isPaymentPlan, Optional<WhatIsNext> next) {
        var runs = retainer.cancelledAt() == null && retainer.status() != RetainerStatus.ENDED;
        var active = retainer.status() == RetainerStatus.ACTIVE;
        var renews = next.filter(what -> what.step() == WhatIsNext.Step.RENEW).isPresent();
        return new Possible(runs && active && renews && policy != PausePolicy.NOT_ALLOWED, runs && retainer.status() == RetainerStatus.PAUSED,
                runs && (active || retainer.status() == RetainerStatus.TRIAL) && !isPaymentPlan, runs);
    }

    private static PeriodRow row(RetainerPeriod period, Map<UUID, Payment> paid, @Nullable CreditLot lot, Wording words) {
        var payment = paid.get(period.id().value());
        var note = period.kind() == RetainerPeriod.Kind.CHANGE ? "the rest, with another plan" : period.setUpFee().isPositive() ? "with the set-up fee of " + words.money(period.setUpFee()) : "";
        return new PeriodRow("%s to %s".formatted(words.reader().dateWithYear(period.startsAt()), words.reader().dateWithYear(period.endsAt())), note, words.money(period.amount()),
                period.sessions() == 0 ? "–" : String.valueOf(period.sessions()), Chip.of(period.status()), payment == null ? null : payment.id().toString(), payment == null ? null : payment.reference(),
                lot != null && lot.free() > 0 && lot.refundable().isPositive() ? "/ops/retainers/%s/periods/%s/refund".formatted(period.retainer(), period.id()) : null);
    }

    private static List<CreditRow> lots(Collection<CreditLot> lots, Wording words) {
        return lots.stream().filter(lot -> !lot.finished()).sorted(Comparator.comparing(CreditLot::grantedAt))
                .map(lot -> new CreditRow("%d of %d free%s".formatted(lot.free(), lot.bought(), lot.held() == 0 ? "" : ", %d booked".formatted(lot.held())), words.lastDay(lot.expiresAt()),
                        words.money(lot.valueLeft()))).toList();
    }

    private static StepRow row(Step step) {
        return new StepRow(step.title(), Chip.of(step.status()), step.kind() == Step.Kind.CONTRACT && step.status() == Step.Status.DONE ? step.id().toString() : null);
    }

    /** What the retainer itself tells, and what became of each period's money. */
    private List<Happening> timeline(Retainer retainer, List<UUID> subjects, Wording words) {
        var own = new ArrayList<Happening>();
        retainers.timeline(retainer.id()).forEach(change -> own.add(new Happening(change.at(), "neutral", change.what(), change.by(), null)));
        subjects.forEach(period -> own.addAll(history.about(period, List.of(), words)));
        return history.about(retainer.id().value(), own, words);
    }
}
