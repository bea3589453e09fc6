package dev.upfront.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What the engine says about one job. Its gRPC interface has no question for that, so a timeout is set: only a job that is given out has one, of
 * one that stands still the engine says that its state is another, of one that is over that there is none.
 */
@Component
class JobStates {

    enum State {
        /** Given out to a worker, or kept open by one. */
        GIVEN_OUT,
        /** Waits for a retry, or is an incident. */
        STANDS_STILL,
        /** Answered, or left by its process. */
        OVER
    }

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final CamundaClient client;

    JobStates(CamundaClient client) {
        this.client = client;
    }

    /**
     * @param timeout that the job has from now on, if it is given out
     * @throws ClientException when the engine does not answer
     */
    State of(long job, Duration timeout) {
        try {
            client.newUpdateTimeoutCommand(job).timeout(timeout).requestTimeout(ANSWER_WITHIN).send().join();
            return State.GIVEN_OUT;
        } catch (ClientStatusException refused) {
            return switch (refused.getStatusCode()) {
                case Status.Code.NOT_FOUND -> State.OVER;
                case Status.Code.FAILED_PRECONDITION -> State.STANDS_STILL;
                default -> throw refused;
            };
        }
    }
}
