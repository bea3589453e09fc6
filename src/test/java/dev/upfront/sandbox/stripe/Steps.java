package dev.upfront.sandbox.stripe;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thing happen to the books at a time, each after what the clock made due. */
final class Steps {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> due;

    Steps(Runnable... due) {
        this.due = List.of(due);
    }

    <T> T take(Supplier<T> step) {
        lock.lock();
        try {
            due.forEach(Runnable::run);
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    void take(Runnable step) {
        take(() -> {
            step.run();
            return null;
        });
    }
}
