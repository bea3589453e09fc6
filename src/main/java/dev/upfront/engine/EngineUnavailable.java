package dev.upfront.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;

/** The engine did not take a command in time. Nothing is lost: what asked for it stays stored and is sent again. */
public class EngineUnavailable extends Unavailable {
    EngineUnavailable(String what, Throwable cause) {
        super("The engine did not answer: " + what, cause);
    }

    /** Whether the engine answers, but does not take this application's name and password. */
    boolean refusesSignIn() {
        return getCause() instanceof ClientStatusException refused
                && (refused.getStatusCode() == Status.Code.UNAUTHENTICATED || refused.getStatusCode() == Status.Code.PERMISSION_DENIED);
    }
}
