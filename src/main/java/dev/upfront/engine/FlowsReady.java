package dev.upfront.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Whether this application has deployed its flows since it started. Before that, a start message could meet nobody and be lost for a minute. */
@Component
class FlowsReady {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch ready = new CountDownLatch(1);

    void now() {
        ready.countDown();
    }

    /** @throws EngineUnavailable when they are not deployed within some seconds */
    void await(String what) {
        try {
            if (!ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EngineUnavailable(what + ", the flows are not deployed yet", null);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable(what, hurried);
        }
    }
}
