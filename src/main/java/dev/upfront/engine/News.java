package dev.upfront.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Says at once to whoever waits for a process that one of its jobs was done, so that nobody need ask the database again and again. Only a hint:
 * what another instance of the application did is not heard here, so look without news, too, now and then.
 */
@Component
public class News {

    private final Map<String, Set<Semaphore>> listeners = new ConcurrentHashMap<>();

    /** What is heard of one reference from now on; close it. */
    public final class Listening implements AutoCloseable {
        private final String reference;
        private final Semaphore heard = new Semaphore(0);

        private Listening(String reference) {
            this.reference = reference;
        }

        /** Waits for news, at most that long; what came since the last time counts. */
        public void await(Duration longest) throws InterruptedException {
            if (heard.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                heard.drainPermits();
            }
        }

        @Override
        public void close() {
            listeners.computeIfPresent(reference, (key, all) -> all.remove(heard) && all.isEmpty() ? null : all);
        }
    }

    /** @param reference what people call the thing, such as a booking's UP-7K3MQ9 */
    public Listening about(String reference) {
        var listening = new Listening(reference);
        listeners.compute(reference, (key, all) -> {
            var others = all == null ? ConcurrentHashMap.<Semaphore>newKeySet() : all;
            others.add(listening.heard);
            return others;
        });
        return listening;
    }

    /** Whether nobody listens to anything. */
    boolean isSilent() {
        return listeners.isEmpty();
    }

    void tell(String reference) {
        listeners.getOrDefault(reference, Set.of()).forEach(Semaphore::release);
    }
}
