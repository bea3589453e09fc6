package dev.upfront.retainer;

import dev.upfront.credits.Covered;
import dev.upfront.credits.CreditLot;
import dev.upfront.credits.Credits;
import dev.upfront.credits.Grant;
import dev.upfront.retainer.arithmetic.Leftover;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The credit lots of a retainer: one for each paid period with sessions, which ends with its period unless its credits roll over into the next one. */
@Component
class Lots {

    /** A lot and the renewal that it belongs to. */
    private record Granted(RetainerPeriod period, CreditLot lot) {}

    private final PeriodRepository periods;
    private final AgreedTermsRepository agreed;
    private final Credits credits;
    private final RetainerSettings settings;
    private final InstantSource clock;

    Lots(PeriodRepository periods, AgreedTermsRepository agreed, Credits credits, RetainerSettings settings, InstantSource clock) {
        this.periods = periods;
        this.agreed = agreed;
        this.credits = credits;
        this.settings = settings;
        this.clock = clock;
    }

    /** Grants what a paid period gives, and lets credits of earlier periods go on into it. One that is paid when it is over can be used for as long as it would have been. */
    void paid(Retainer retainer, RetainerPeriod period) {
        var terms = agreed.findById(period.agreedTerms()).orElseThrow();
        var now = clock.instant();
        var end = end(retainer, period, terms, now);
        if (period.kind() == RetainerPeriod.Kind.RENEWAL && terms.terms().instalments() == null) {
            rollOver(retainer, period, terms, end);
        }
        if (period.sessions() > 0) {
            var covers = terms.terms().offerings().stream().map(offering -> new Covered(offering, 0)).toList();
            var lot = credits.grant(new Grant(retainer.client(), period.subject(retainer), terms.name(), period.sessions(), period.value(), covers, end, settings.creditGrace()));
            period.granted(lot.id());
        }
    }

    /** The end of its period; of a payment plan, that of its last instalment: what is bought in instalments does not lapse between them. */
    private static Instant end(Retainer retainer, RetainerPeriod period, AgreedTerms agreed, Instant now) {
        var planned = planned(retainer, period, agreed);
        return now.isBefore(planned) ? planned : now.plus(period.length());
    }

    private static Instant planned(Retainer retainer, RetainerPeriod period, AgreedTerms agreed) {
        var instalments = agreed.terms().instalments();
        return instalments == null || instalments < retainer.renewals() || retainer.status() == RetainerStatus.ENDED ? period.endsAt()
                : retainer.renewal(instalments - retainer.renewals(), agreed.terms().cadence());
    }

    /** The next renewal of a payment plan is another one, and so is its last instalment's: what was bought in instalments goes on until that one's period is over. */
    void followInstalments(Retainer retainer) {
        granted(retainer.id()).filter(granted -> granted.lot.expiresAt() != null && !granted.lot.finished()).forEach(granted -> {
            var terms = agreed.findById(granted.period.agreedTerms()).orElseThrow();
            var planned = planned(retainer, granted.period, terms);
            if (terms.terms().instalments() != null && planned.isAfter(granted.lot.expiresAt())) {
                credits.goOn(granted.lot.id(), Integer.MAX_VALUE, planned);
            }
        });
    }

    /** The running period has another end: so have its credits, those that rolled over into it, and those of a payment plan that go on after it. */
    void extend(RetainerId retainer, Instant before, Instant end) {
        var later = Duration.between(before, end);
        granted(retainer).filter(granted -> granted.lot.expiresAt() != null && !granted.lot.expiresAt().isBefore(before) && !granted.lot.finished())
                .forEach(granted -> credits.goOn(granted.lot.id(), Integer.MAX_VALUE, granted.lot.expiresAt().plus(later)));
    }

    /** Free credits whose time is over are gone. */
    void expire(RetainerId retainer) {
        over(retainer).forEach(granted -> credits.expire(granted.lot.id()));
    }

    private void rollOver(Retainer retainer, RetainerPeriod next, AgreedTerms terms, Instant end) {
        var over = over(retainer.id()).toList();
        var leftovers = over.stream().map(granted -> new Leftover(granted.period.renewal(), granted.lot.free())).toList();
        var ending = new HashMap<Integer, Integer>(); // a renewal has a second lot when its plan was changed in its middle
        Leftover.ending(leftovers, terms.terms().rollOver(), next.renewal()).forEach(ended -> ending.merge(ended.period(), ended.credits(), Integer::sum));
        for (var granted : over) {
            var gone = Math.min(granted.lot.free(), ending.getOrDefault(granted.period.renewal(), 0));
            ending.merge(granted.period.renewal(), -gone, Integer::sum);
            credits.goOn(granted.lot.id(), granted.lot.free() - gone, gone == granted.lot.free() ? next.startsAt() : end);
        }
    }

    private Stream<Granted> over(RetainerId retainer) {
        var now = clock.instant();
        return granted(retainer).filter(granted -> granted.lot.free() > 0 && granted.lot.expiresAt() != null && !granted.lot.expiresAt().isAfter(now));
    }

    private Stream<Granted> granted(RetainerId retainer) {
        List<RetainerPeriod> all = periods.of(retainer);
        return all.stream().flatMap(period -> Stream.ofNullable(period.lot()).map(lot -> new Granted(period, credits.lot(lot))));
    }
}
