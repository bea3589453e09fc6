package dev.upfront.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does something once the transaction has committed, on a thread of its own, at most once: for work that has a row of its own by which a
 * schedule finds what was left undone, and so needs no place in the outbox. Everything else is an event, see {@link AfterCommit}.
 */
@Component
public class RightAfterCommit {

    private static final Logger log = LoggerFactory.getLogger(RightAfterCommit.class);

    private final AsyncTaskExecutor threads;

    RightAfterCommit(AsyncTaskExecutor applicationTaskExecutor) {
        this.threads = applicationTaskExecutor;
    }

    /** @throws IllegalStateException outside of a transaction */
    public void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                threads.execute(() -> quietly(work));
            }
        });
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException trouble) {
            log.warn("Put off, its schedule does it again: {}", trouble.getMessage());
        }
    }
}
