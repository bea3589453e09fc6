package dev.upfront.portal;

import dev.upfront.client.Client;
import dev.upfront.credits.CreditLot;
import dev.upfront.onboarding.Step;
import dev.upfront.payment.CardOnFile;
import dev.upfront.payment.Payment;
import dev.upfront.payment.Refund;
import dev.upfront.payment.Subject;
import dev.upfront.retainer.AgreedTerms;
import dev.upfront.retainer.Retainer;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.WhatIsNext;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one retainer that its client may see.
 *
 * @param terms of the period that runs; before it begins, of the first one
 * @param ahead from the next renewal on
 * @param next what comes next; null before it has started
 * @param periods in the order in which they were opened
 * @param lots the credits that its periods granted and that can still be used, what ends first first
 * @param card that is charged; null while none is kept
 * @param zone in which its days are meant
 */
public record RetainerVisit(Retainer retainer, AgreedTerms terms, AgreedTerms ahead, @Nullable WhatIsNext next, List<RetainerPeriod> periods, List<CreditLot> lots,
                            @Nullable CardOnFile card, Client client, ZoneId zone, List<Step> steps, List<Payment> payments, List<Refund> refunds,
                            CurrentStep current) implements Visit {

    @Override
    public Subject subject() {
        return retainer.subject();
    }

    /** Whether it was cancelled and still runs to the end of what is paid. */
    public boolean ending() {
        return retainer.endsAt() != null && retainer.endedAt() == null;
    }
}
