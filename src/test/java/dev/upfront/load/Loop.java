package dev.upfront.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Lets clients book, each a virtual thread, and counts. Every booking of a run has a number of its own. */
final class Loop {

    /**
     * What came of one loop.
     *
     * @param done bookings confirmed within the time
     * @param failed bookings that met a page that must not come
     */
    record Result(int done, int failed, double seconds, Latencies latencies) {
        double perSecond() {
            return done / seconds;
        }
    }

    private final Booker booker;
    private final AtomicInteger numbers = new AtomicInteger();

    Loop(Booker booker) {
        this.booker = booker;
    }

    /** Always so many under way: who has ended is followed by another. */
    Result closed(int inFlight, Duration time) throws InterruptedException {
        var latencies = new Latencies();
        var counts = new Counts();
        var began = System.nanoTime();
        var until = began + time.toNanos();
        var ended = new CountDownLatch(inFlight);
        for (var client = 0; client < inFlight; client++) {
            Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    book(System.nanoTime(), latencies, counts, until);
                }
                ended.countDown();
            });
        }
        ended.await();
        return new Result(counts.done.get(), counts.failed.get(), time.toNanos() / 1e9, latencies);
    }

    /** So many begin each second, however many are still under way; latency counts from the moment at which a booking was meant to begin. */
    Result open(double perSecond, Duration time) throws InterruptedException {
        var latencies = new Latencies();
        var counts = new Counts();
        var began = System.nanoTime();
        var until = began + time.toNanos();
        var all = (int) (perSecond * time.toMillis() / 1000);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < all; number++) {
                var intended = began + (long) (number * 1e9 / perSecond);
                LockSupport.parkNanos(intended - System.nanoTime());
                clients.submit(() -> book(intended, latencies, counts, Long.MAX_VALUE));
            }
        }
        return new Result(counts.done.get(), counts.failed.get(), (Math.max(until, System.nanoTime()) - began) / 1e9, latencies);
    }

    private void book(long intended, Latencies latencies, Counts counts, long until) {
        try {
            booker.book(numbers.getAndIncrement(), intended, latencies);
            if (System.nanoTime() - until <= 0) {
                counts.done.incrementAndGet();
            }
        } catch (Exception trouble) {
            if (counts.failed.incrementAndGet() <= 5) {
                System.out.println("Failed: " + trouble);
            }
        }
    }

    private static final class Counts {
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
    }
}
