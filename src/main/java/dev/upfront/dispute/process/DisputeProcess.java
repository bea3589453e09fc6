package dev.upfront.dispute.process;

import dev.upfront.dispute.DisputeDecided;
import dev.upfront.dispute.DisputeEnded;
import dev.upfront.dispute.DisputeId;
import dev.upfront.dispute.DisputeOpened;
import dev.upfront.dispute.Disputes;
import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.payment.Disputing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens to disputes by itself, told to their processes. */
@Component
class DisputeProcess {

    private static final Logger log = LoggerFactory.getLogger(DisputeProcess.class);
    /** The first look after a start reaches further, as the application may have been away. */
    private static final Duration FIRST_LOOK = Duration.ofDays(30);
    private static final Duration EACH_LOOK = Duration.ofDays(2);

    private final Processes processes;
    private final Disputes disputes;
    private final Disputing disputing;
    private final InstantSource clock;
    private Duration look = FIRST_LOOK;

    DisputeProcess(Processes processes, Disputes disputes, Disputing disputing, InstantSource clock) {
        this.processes = processes;
        this.disputes = disputes;
        this.disputing = disputing;
        this.clock = clock;
    }

    @AfterCommit
    void on(DisputeOpened opened) {
        start(opened.dispute());
    }

    @AfterCommit
    void on(DisputeDecided decided) {
        processes.complete("ops.decideDispute", decided.dispute().value(), Map.of("decision", decided.decision().name()));
    }

    @AfterCommit
    void on(DisputeEnded ended) {
        processes.complete("dispute.awaitOutcome", ended.dispute().value(), Map.of());
    }

    /** A start message meets nobody when its process is not deployed yet: whatever was not taken up asks again. */
    @Scheduled(fixedDelayString = "${upfront.dispute.ask-again-interval:20s}")
    void askAgain() {
        for (var dispute : disputes.notTakenUp()) {
            log.atWarn().addKeyValue("disputeRef", dispute.reference()).log("Dispute {} was not taken up by a process within a minute: asking again. "
                    + "If this repeats, is the flow dispute deployed?", dispute.reference());
            start(dispute.id());
        }
    }

    /** Finds disputes of which no webhook came. */
    @Scheduled(initialDelayString = "${upfront.dispute.look-interval:1h}", fixedDelayString = "${upfront.dispute.look-interval:1h}")
    void look() {
        try {
            disputing.lookSince(clock.instant().minus(look));
            look = EACH_LOOK;
        } catch (RuntimeException trouble) {
            log.warn("Stripe was not asked for new disputes; the next round does it: {}", trouble.getMessage());
        }
    }

    private void start(DisputeId id) {
        processes.start("dispute.opened", id.value(), Map.of("disputeId", id.toString()));
    }
}
