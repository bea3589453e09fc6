package dev.upfront.retainer;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What comes next in a retainer's life, and when: one answer for its process, its pages and its quotes. */
@Component
class Renewals {

    /** Visa asks for a reminder at least seven days before a trial turns into charges (its subscription rules of April 2020). */
    private static final Duration BEFORE_THE_FIRST_CHARGE = Duration.ofDays(7);

    private final AgreedTermsRepository agreed;

    Renewals(AgreedTermsRepository agreed) {
        this.agreed = agreed;
    }

    /** The terms of the period that runs, or of the first one before it began. */
    AgreedTerms inForce(Retainer retainer) {
        return agreed.reaching(retainer.id(), Math.max(1, retainer.periods())).orElseThrow();
    }

    /** The terms of the period that is opened next. */
    AgreedTerms ahead(Retainer retainer) {
        return agreed.reaching(retainer.id(), retainer.periods() + 1).orElseThrow();
    }

    /** The moment of a renewal that was not opened yet: 0 is the next one. */
    Instant at(Retainer retainer, int ahead) {
        return retainer.renewal(ahead, ahead(retainer).terms().cadence());
    }

    /**
     * The first charge not before that moment; empty when none follows. During a pause only the charge that ends it is known: those after it are empty too,
     * until it is over.
     */
    Optional<Instant> chargeNotBefore(Retainer retainer, Instant moment) {
        return switch (next(retainer).step()) {
            case END -> Optional.empty();
            case RESUME -> Optional.of(retainer.renewsAfterPause(moment, Objects.requireNonNull(retainer.resumesAt()), inForce(retainer).terms().pausePolicy()))
                    .filter(charge -> !charge.isBefore(moment));
            case RENEW -> {
                var rhythm = ahead(retainer).terms().cadence();
                var number = IntStream.iterate(0, each -> each + 1).filter(each -> !retainer.renewal(each, rhythm).isBefore(moment)).findFirst().orElseThrow();
                yield Optional.of(retainer.renewal(number, rhythm)).filter(charge -> opens(retainer, number));
            }
        };
    }

    /** Whether that renewal ahead comes at all: before its end, and among its instalments. */
    boolean opens(Retainer retainer, int number) {
        var instalments = ahead(retainer).terms().instalments();
        return (retainer.endsAt() == null || at(retainer, number).isBefore(retainer.endsAt())) && (instalments == null || retainer.renewals() + number < instalments);
    }

    /** Whether a payment plan has had all its instalments. */
    boolean complete(Retainer retainer) {
        var instalments = ahead(retainer).terms().instalments();
        return instalments != null && retainer.renewals() >= instalments;
    }

    /** @throws NotAllowed while it has not started */
    WhatIsNext next(Retainer retainer) {
        return switch (retainer.status()) {
            case ENDED -> WhatIsNext.end(Objects.requireNonNull(retainer.endedAt()));
            case PAUSED -> retainer.endsAt() != null ? WhatIsNext.end(retainer.endsAt()) : WhatIsNext.resume(Objects.requireNonNull(retainer.resumesAt()));
            case AGREED, TRIAL, ACTIVE -> renewalOrEnd(retainer);
        };
    }

    private WhatIsNext renewalOrEnd(Retainer retainer) {
        if (retainer.endsAt() != null && !retainer.renewsAt().isBefore(retainer.endsAt())) {
            return WhatIsNext.end(retainer.endsAt());
        }
        return complete(retainer) ? WhatIsNext.end(retainer.renewsAt()) : WhatIsNext.renew(retainer.renewsAt(), noticeBefore(retainer));
    }

    /** How long before a charge it is announced: the rarer, the earlier; for a year within the 15 to 45 days that California asks for (BPC 17602). */
    private Duration noticeBefore(Retainer retainer) {
        if (retainer.status() == RetainerStatus.TRIAL) {
            return BEFORE_THE_FIRST_CHARGE;
        }
        return Duration.ofDays(switch (ahead(retainer).terms().cadence()) {
            case WEEK, TWO_WEEKS -> 2;
            case MONTH -> 7;
            case QUARTER -> 14;
            case YEAR -> 30;
        });
    }
}
