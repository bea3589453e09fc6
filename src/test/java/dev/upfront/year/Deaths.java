package dev.upfront.year;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorkerBuilderStep1;
import io.camunda.client.api.worker.JobWorkerBuilderStep1.JobWorkerBuilderStep2;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * Instances of the application that die while they work on a job: before they begin, while a transaction commits, when it is committed, or when all is done
 * but the engine was not told. Nothing is cleaned up and nobody is told; the engine gives the job out again when its time-out is over, as it does after a kill.
 * Which job is hit depends on the order in which threads come, so that a seed repeats how many die and how, but not which.
 */
final class Deaths implements BeanPostProcessor {

    /** When an instance dies. */
    enum Moment { BEFORE_THE_WORK, AT_A_COMMIT, AFTER_A_COMMIT, BEFORE_THE_ANSWER }

    /** Not an exception: nothing in the application may catch it and go on. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(Moment moment) {
            super("the instance died " + moment, null, false, false);
        }
    }

    private static final class Doom {
        private final Moment moment;
        private int commits;

        Doom(Moment moment, int commits) {
            this.moment = moment;
            this.commits = commits;
        }

        /** Whether this is the commit at which it dies so. */
        boolean strikes(Moment now) {
            return moment == now && --commits == 0;
        }
    }

    private final ThreadLocal<@Nullable Doom> doom = new ThreadLocal<>();
    private final SplittableRandom luck;
    private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
    private final Set<Long> dead = ConcurrentHashMap.newKeySet();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong jobs = new AtomicLong();
    private final Map<Moment, AtomicInteger> deaths = new EnumMap<>(Moment.class);
    private volatile int oneIn;

    Deaths(long seed) {
        luck = new SplittableRandom(seed);
        for (var moment : Moment.values()) {
            deaths.put(moment, new AtomicInteger());
        }
    }

    /** From now on one job in so many meets a death; 0 for none. */
    void oneIn(int jobsPerDeath) {
        oneIn = jobsPerDeath;
    }

    /** How many jobs are being worked on now. */
    int working() {
        return working.get();
    }

    /** Whether whoever had that job died with it. */
    boolean hit(long job) {
        return dead.contains(job);
    }

    boolean any() {
        return !dead.isEmpty();
    }

    /** Their time-outs are over. */
    void forget() {
        dead.clear();
    }

    @Override
    public String toString() {
        return "%d jobs, of which died %s".formatted(jobs.get(), deaths);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case CamundaClient client -> mortal(client);
            case PlatformTransactionManager transactions -> mortal(transactions);
            default -> bean;
        };
    }

    /** Lets the worker of its type work on a job that was asked for. */
    void work(CamundaClient client, ActivatedJob job) {
        working.incrementAndGet();
        Thread.ofVirtual().start(() -> {
            try {
                handlers.get(job.getType()).handle(client, job);
            } catch (Exception trouble) {
                throw new IllegalStateException(trouble);
            } finally {
                working.decrementAndGet();
            }
        });
    }

    private JobHandler mortal(String type, JobHandler handler) {
        var mortal = mortal(handler);
        handlers.put(type, mortal);
        return mortal;
    }

    private JobHandler mortal(JobHandler handler) {
        return (client, job) -> {
            working.incrementAndGet();
            jobs.incrementAndGet();
            dead.remove(job.getKey());
            doom.set(nextDoom());
            try {
                dieAt(Moment.BEFORE_THE_WORK);
                handler.handle(client, job);
            } catch (Death death) {
                dead.add(job.getKey());
            } finally {
                doom.remove();
                working.decrementAndGet();
            }
        };
    }

    private synchronized @Nullable Doom nextDoom() {
        return oneIn == 0 || luck.nextInt(oneIn) > 0 ? null : new Doom(Moment.values()[luck.nextInt(Moment.values().length)], 1 + luck.nextInt(2));
    }

    private void dieAt(Moment moment) {
        var fate = doom.get();
        if (fate != null && fate.moment == moment) {
            die(moment);
        }
    }

    private void die(Moment moment) {
        deaths.get(moment).incrementAndGet();
        throw new Death(moment);
    }

    private CamundaClient mortal(CamundaClient client) {
        return proxy(CamundaClient.class, client, (method, given) -> switch (method.getName()) {
            case "newWorker" -> mortal(client.newWorker());
            // The answers to a job, from the thread that works on it; what others complete has no doom.
            case "newCompleteCommand", "newFailCommand", "newThrowErrorCommand", "newUpdateTimeoutCommand" -> {
                dieAt(Moment.BEFORE_THE_ANSWER);
                yield method.invoke(client, given);
            }
            default -> method.invoke(client, given);
        });
    }

    private JobWorkerBuilderStep1 mortal(JobWorkerBuilderStep1 builder) {
        return type -> {
            var named = builder.jobType(type);
            return proxy(JobWorkerBuilderStep2.class, named, (method, given) -> method.getName().equals("handler")
                    ? named.handler(mortal(type, (JobHandler) given[0])) : method.invoke(named, given));
        };
    }

    private interface Call {
        Object on(Method method, Object[] given) throws IllegalAccessException, InvocationTargetException;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                return call.on(method, given);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }

    private PlatformTransactionManager mortal(PlatformTransactionManager transactions) {
        return new PlatformTransactionManager() {
            @Override
            public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
                return transactions.getTransaction(definition);
            }

            @Override
            public void commit(TransactionStatus status) {
                var fate = status.isNewTransaction() ? doom.get() : null;
                if (fate != null && fate.strikes(Moment.AT_A_COMMIT)) {
                    transactions.rollback(status);
                    die(Moment.AT_A_COMMIT);
                }
                transactions.commit(status);
                if (fate != null && fate.strikes(Moment.AFTER_A_COMMIT)) {
                    die(Moment.AFTER_A_COMMIT);
                }
            }

            @Override
            public void rollback(TransactionStatus status) {
                transactions.rollback(status);
            }
        };
    }
}
