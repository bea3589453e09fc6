package dev.upfront.dunning.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.dunning.DunningFlow;
import dev.upfront.dunning.DunningFlow.Plan;
import dev.upfront.dunning.DunningFlow.Sight;
import dev.upfront.dunning.ScheduledStep;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.PaymentId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the dunning process asks for. */
@Component
class DunningWorkers implements JobWorkers {

    record OfDebt(UUID paymentId) {
        PaymentId id() {
            return new PaymentId(paymentId);
        }
    }

    record Look(UUID paymentId, long processInstanceKey) {}

    /** @param schedule the lines that the decision table gave; null in a flow that keeps them to itself: then no other try is promised */
    record MailClient(UUID paymentId, @Nullable List<ScheduledStep> schedule) {}

    /** @param schedule the lines that the decision table gave */
    record PlanStep(UUID paymentId, List<ScheduledStep> schedule) {}

    /** @param plan the number of the plan by which the process waits */
    record Await(UUID paymentId, int plan) {}

    private final DunningFlow flow;

    DunningWorkers(DunningFlow flow) {
        this.flow = flow;
    }

    @Override
    public void register(Workers workers) {
        workers.on("dunning.lookAtDebt", Look.class, ask -> done(facts(flow.look(new PaymentId(ask.paymentId()), ask.processInstanceKey()))))
                .on("dunning.planStep", PlanStep.class, ask -> done(facts(flow.plan(new PaymentId(ask.paymentId()), ask.schedule()))))
                .onOpen("dunning.awaitMoney", Await.class, Await::paymentId,
                        ask -> flow.waits(new PaymentId(ask.paymentId()), ask.plan()) ? Outcome.waiting() : done())
                .on("dunning.retry", OfDebt.class, quietly(flow::retry))
                .on("dunning.mailClient", MailClient.class, ask -> mailClient(new PaymentId(ask.paymentId()), ask.schedule()))
                .on("dunning.alertStaff", OfDebt.class, quietly(flow::alertStaff))
                .on("dunning.suspend", OfDebt.class, quietly(flow::suspend))
                .on("dunning.giveUp", OfDebt.class, quietly(flow::giveUp));
    }

    private Outcome mailClient(PaymentId payment, @Nullable List<ScheduledStep> schedule) {
        flow.mailClient(payment, schedule == null ? List.of() : schedule);
        return done();
    }

    private static dev.upfront.engine.Work<OfDebt> quietly(Consumer<PaymentId> work) {
        return ask -> {
            work.accept(ask.id());
            return done();
        };
    }

    private static Map<String, ?> facts(Sight sight) {
        return Map.of("paymentRef", sight.payment().reference(), "subjectId", sight.payment().subject().id().toString(), "debtStatus", sight.status().name(),
                "debtKind", sight.payment().purpose().name(), "obstacle", sight.obstacle().name());
    }

    private static Map<String, ?> facts(Plan plan) {
        return Map.of("nextAction", plan.action().name(), "nextAt", plan.at().toString(), "plan", plan.number());
    }
}
