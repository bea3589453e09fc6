package dev.upfront.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Sends commands to the engine. Back-pressure (RESOURCE_EXHAUSTED) and short outages are waited out with exponential back-off and jitter;
 * a flat, quick retry would make back-pressure worse.
 */
@Component
class Commands {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int TRIES = 8;

    /** Whether the command found what it was meant for. */
    enum Delivery { DELIVERED, NOT_FOUND }

    /** Sends a command that may find its job gone because the process moved on: that is an answer, no failure. */
    Delivery deliver(String what, FinalCommandStep<?> command) {
        try {
            send(what, command);
            return Delivery.DELIVERED;
        } catch (ClientStatusException refused) {
            if (refused.getStatusCode() == Status.Code.NOT_FOUND) {
                return Delivery.NOT_FOUND;
            }
            throw refused;
        }
    }

    /** @throws EngineUnavailable when the engine can't be reached or is too busy for all tries */
    <R> R send(String what, FinalCommandStep<R> command) {
        var pause = FIRST_PAUSE;
        for (var attempt = 1; ; attempt++) {
            try {
                return command.requestTimeout(ANSWER_WITHIN).send().join();
            } catch (ClientStatusException refused) {
                if (!passes(refused.getStatusCode())) {
                    throw refused;
                }
                if (attempt == TRIES) {
                    throw new EngineUnavailable(what, refused);
                }
            }
            var jitter = ThreadLocalRandom.current().nextLong(pause.toNanos() / 2 + 1);
            LockSupport.parkNanos(pause.toNanos() / 2 + jitter);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static boolean passes(Status.Code code) {
        return switch (code) {
            case RESOURCE_EXHAUSTED, UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED -> true;
            case UNAUTHENTICATED, PERMISSION_DENIED -> true; // a wrong password is mended on one side or the other; nothing is lost meanwhile
            default -> false;
        };
    }
}
