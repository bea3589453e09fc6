package dev.upfront.retainer.process;

import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.retainer.CardExpiries;
import dev.upfront.retainer.PlanChanged;
import dev.upfront.retainer.RetainerAgreed;
import dev.upfront.retainer.RetainerCancelled;
import dev.upfront.retainer.RetainerFlow;
import dev.upfront.retainer.RetainerId;
import dev.upfront.retainer.RetainerPaused;
import dev.upfront.retainer.RetainerResumed;
import dev.upfront.retainer.Retainers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens to retainers by itself, told to their processes. */
@Component
class RetainerProcess {

    private static final Logger log = LoggerFactory.getLogger(RetainerProcess.class);
    private static final Duration TAKEN_UP_WITHIN = Duration.ofMinutes(1);

    private final Processes processes;
    private final Retainers retainers;
    private final RetainerFlow flow;
    private final CardExpiries expiries;

    RetainerProcess(Processes processes, Retainers retainers, RetainerFlow flow, CardExpiries expiries) {
        this.expiries = expiries;
        this.processes = processes;
        this.retainers = retainers;
        this.flow = flow;
    }

    @AfterCommit
    void on(RetainerAgreed agreed) {
        start(agreed.retainerId());
    }

    @AfterCommit
    void on(RetainerPaused paused) {
        changed(paused.retainerId(), paused.change());
    }

    @AfterCommit
    void on(RetainerResumed resumed) {
        changed(resumed.retainerId(), resumed.change());
    }

    /** One that was never started waits at its contract, and is withdrawn from there. */
    @AfterCommit
    void on(RetainerCancelled cancelled) {
        if (retainers.retainer(cancelled.retainerId()).started()) {
            changed(cancelled.retainerId(), cancelled.change());
        } else {
            tell("retainer.withdrawn", cancelled.retainerId(), cancelled.change());
        }
    }

    @AfterCommit
    void on(PlanChanged planChanged) {
        changed(planChanged.retainerId(), planChanged.change());
        var rest = planChanged.toCollect();
        if (rest != null) {
            processes.start("retainer.restOpened", rest.value(), Map.of("retainerId", planChanged.retainerId().toString(),
                    "retainerRef", retainers.retainer(planChanged.retainerId()).reference(), "periodId", rest.toString()));
        }
    }

    /** A start message meets nobody when its process is not deployed yet: whatever was not taken up asks again. */
    @Scheduled(fixedDelayString = "${upfront.retainer.ask-again-interval:20s}")
    void askAgain() {
        for (var retainer : retainers.notTakenUp(TAKEN_UP_WITHIN)) {
            log.atWarn().addKeyValue("retainerRef", retainer.reference()).log("Retainer {} was not taken up by a process within a minute: asking again. "
                    + "If this repeats, is the flow retainer deployed?", retainer.reference());
            start(retainer.id());
        }
    }

    @Scheduled(fixedDelayString = "${upfront.retainer.expire-interval:1m}")
    void expireLeftOver() {
        flow.expireLeftOver();
    }

    /** One that can't be told now is told in the next round, and keeps no other from being told. */
    @Scheduled(fixedDelayString = "${upfront.retainer.card-expiry-interval:1h}", initialDelayString = "${upfront.retainer.card-expiry-interval:1h}")
    void tellOfExpiringCards() {
        for (var payer : expiries.expiring()) {
            try {
                expiries.tell(payer);
            } catch (RuntimeException trouble) {
                log.warn("Nobody was told of a card that expires, for payer {}; the next round tries again: {}", payer, trouble.getMessage());
            }
        }
    }

    private void start(RetainerId id) {
        processes.start("retainer.agreed", id.value(), Map.of("retainerId", id.toString()));
    }

    private void changed(RetainerId id, int change) {
        tell("retainer.changed", id, change);
    }

    private void tell(String message, RetainerId id, int change) {
        processes.tell(message, id.value(), UUID.nameUUIDFromBytes((message + id + change).getBytes(StandardCharsets.UTF_8)), Map.of());
    }
}
