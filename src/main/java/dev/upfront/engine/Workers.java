package dev.upfront.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All workers of the application by job type. */
@Component
public class Workers {

    /** One job type and who does its work; {@code subject} is set for open jobs: what the job waits for. */
    record Registration<C>(String jobType, Class<C> command, @Nullable Function<C, UUID> subject, Work<C> work) {
        boolean open() {
            return subject != null;
        }

        List<String> inputs() {
            return Arrays.stream(command.getRecordComponents()).map(RecordComponent::getName).toList();
        }
    }

    private final Map<String, Registration<?>> registrations = new LinkedHashMap<>();
    private final Map<String, Set<String>> messages = new LinkedHashMap<>();

    Workers(List<JobWorkers> rooms) {
        rooms.forEach(room -> room.register(this));
    }

    /**
     * Registers the worker of a job that is done when the work returns.
     *
     * @param jobType room.verbObject, as in the diagrams
     * @param command a record of the job's inputs, see {@link Work}
     */
    public <C> Workers on(String jobType, Class<C> command, Work<C> work) {
        return add(new Registration<>(jobType, command, null, work));
    }

    /**
     * Registers the worker of an open job, which a person or Stripe finishes by {@link Processes#complete}. The job's key is stored
     * before the work is asked, so a completion that comes while it is asked is not lost. The work returns {@link Outcome#waiting()},
     * or is done at once when there is nothing to wait for.
     *
     * @param subject what the job waits for: our id, by which it is completed
     */
    public <C> Workers onOpen(String jobType, Class<C> command, Function<C, UUID> subject, Work<C> work) {
        return add(new Registration<>(jobType, command, subject, work));
    }

    /**
     * Names a message that this room sends to processes; the flow check refuses a diagram that waits for one nobody sends.
     *
     * @param variables what the message carries
     */
    public Workers sends(String message, String... variables) {
        messages.put(message, Set.of(variables));
        return this;
    }

    Map<String, Set<String>> messages() {
        return Collections.unmodifiableMap(messages);
    }

    Collection<Registration<?>> registrations() {
        return Collections.unmodifiableCollection(registrations.values());
    }

    private <C> Workers add(Registration<C> registration) {
        if (!registration.command().isRecord()) {
            throw new IllegalArgumentException("The command of %s must be a record".formatted(registration.jobType()));
        }
        if (registrations.putIfAbsent(registration.jobType(), registration) != null) {
            throw new IllegalStateException("Two workers for %s".formatted(registration.jobType()));
        }
        return this;
    }
}
