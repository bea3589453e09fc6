package dev.upfront.retainer.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.retainer.RetainerFlow;
import dev.upfront.retainer.RetainerFlow.Collection;
import dev.upfront.retainer.RetainerFlow.Start;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPeriod;
import dev.upfront.retainer.RetainerPeriodId;
import dev.upfront.retainer.WhatIsNext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the retainer's processes ask for. */
@Component
class RetainerWorkers implements JobWorkers {

    record TakeUp(UUID retainerId, long processInstanceKey) {}

    record Ask(UUID retainerId) {
        RetainerId id() {
            return new RetainerId(retainerId);
        }
    }

    record OfPeriod(UUID periodId) {
        RetainerPeriodId id() {
            return new RetainerPeriodId(periodId);
        }
    }

    private final RetainerFlow flow;

    RetainerWorkers(RetainerFlow flow) {
        this.flow = flow;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("retainer.agreed", "retainerId")
                .sends("retainer.changed")
                .sends("retainer.withdrawn")
                .sends("retainer.restOpened", "retainerId", "retainerRef", "periodId")
                .on("retainer.takeUp", TakeUp.class, ask -> done(route(flow.takeUp(new RetainerId(ask.retainerId()), ask.processInstanceKey()))))
                .on("retainer.start", Ask.class, ask -> quietly(() -> flow.start(ask.id())))
                .on("retainer.findWhatIsNext", Ask.class, ask -> done(facts(flow.next(ask.id()))))
                .on("retainer.announceRenewal", Ask.class, ask -> quietly(() -> flow.announceRenewal(ask.id())))
                .on("retainer.resume", Ask.class, ask -> quietly(() -> flow.resume(ask.id())))
                .on("retainer.end", Ask.class, ask -> quietly(() -> flow.end(ask.id())))
                .on("retainer.giveUp", Ask.class, ask -> quietly(() -> flow.giveUp(ask.id())))
                .on("retainer.openPeriod", Ask.class, ask -> done(opened(flow.openPeriod(ask.id()))))
                .on("retainer.requestPayment", OfPeriod.class, ask -> done(owed(flow.requestPayment(ask.id()))))
                .on("retainer.settlePeriod", OfPeriod.class, ask -> done(Map.of("periodStatus", flow.settle(ask.id()).status().name())));
    }

    private static Outcome quietly(Runnable work) {
        work.run();
        return done();
    }

    private static Map<String, ?> route(Start start) {
        return Map.of("retainerRef", start.retainer().reference(), "clientId", start.retainer().client().toString(), "stillWanted", start.stillWanted(),
                "startUntil", start.until().toString(), "forms", List.of(), "contracts", start.contracts(), "cardFirst", start.cardFirst());
    }

    private static Map<String, ?> facts(WhatIsNext next) {
        return Map.of("nextStep", next.step().name(), "nextAt", next.at().toString(), "noticeAt", next.noticeAt().toString());
    }

    /** Without an id nothing was opened, as of a trial that was cancelled when its first period was due: the flow asks again what is next. */
    private static Map<String, ?> opened(Optional<RetainerPeriod> period) {
        return period.map(found -> Map.of("periodId", found.id().toString())).orElse(Map.of());
    }

    private static Map<String, ?> owed(Optional<Collection> collection) {
        return collection.<Map<String, ?>>map(owed -> Map.of("amountOwed", true, "paymentId", owed.payment().toString(), "paymentDeadline", owed.deadline().toString(),
                "reminderCycle", owed.reminders(), "staffDecides", owed.staffDecide())).orElse(Map.of("amountOwed", false));
    }
}
