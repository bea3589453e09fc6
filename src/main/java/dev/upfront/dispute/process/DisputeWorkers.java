package dev.upfront.dispute.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.dispute.DisputeFlow;
import dev.upfront.dispute.DisputeFlow.TakenUp;
import dev.upfront.dispute.DisputeId;
import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.payment.Payments;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the dispute process asks for. */
@Component
class DisputeWorkers implements JobWorkers {

    record TakeUp(UUID disputeId, long processInstanceKey) {}

    record Ask(UUID disputeId) {
        DisputeId id() {
            return new DisputeId(disputeId);
        }
    }

    private final DisputeFlow flow;
    private final Payments payments;
    private final URI baseAddress;

    DisputeWorkers(DisputeFlow flow, Payments payments, @Value("${upfront.base-address}") URI baseAddress) {
        this.flow = flow;
        this.payments = payments;
        this.baseAddress = baseAddress;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("dispute.opened", "disputeId")
                .on("dispute.recordMoney", TakeUp.class, ask -> done(route(flow.recordMoney(new DisputeId(ask.disputeId()), ask.processInstanceKey()))))
                .on("dispute.assembleEvidence", Ask.class, ask -> quietly(() -> flow.assembleEvidence(ask.id())))
                .on("dispute.alertStaff", Ask.class, ask -> quietly(() -> flow.alertStaff(ask.id())))
                .on("dispute.remindStaff", Ask.class, ask -> quietly(() -> flow.remindStaff(ask.id())))
                .on("dispute.decideByDefault", Ask.class, ask -> done(Map.of("decision", flow.decideByDefault(ask.id()).name())))
                .on("dispute.submitEvidence", Ask.class, ask -> quietly(() -> flow.submitEvidence(ask.id())))
                .on("dispute.acceptDispute", Ask.class, ask -> quietly(() -> flow.acceptDispute(ask.id())))
                .onOpen("dispute.awaitOutcome", Ask.class, Ask::disputeId, ask -> flow.isOver(ask.id()) ? done() : Outcome.waiting())
                .on("dispute.askStripe", Ask.class, ask -> quietly(() -> flow.askStripe(ask.id())))
                .on("dispute.bookOutcome", Ask.class, ask -> done(Map.of("outcome", flow.bookOutcome(ask.id()).name())))
                .on("dispute.mailOutcome", Ask.class, ask -> quietly(() -> flow.mailOutcome(ask.id())));
    }

    private static Outcome quietly(Runnable work) {
        work.run();
        return done();
    }

    private Map<String, ?> route(TakenUp taken) {
        var dispute = taken.dispute();
        return Map.of("disputeRef", dispute.reference(), "paymentRef", payments.payment(dispute.payment()).reference(), "disputedAmount", dispute.amount().toString(),
                "stillOpen", !dispute.status().ended(), "decideBy", taken.decideBy().toString(), "reminderCycle", taken.reminders(),
                "inConsole", baseAddress.resolve("/ops/disputes/" + dispute.id()).toString());
    }
}
