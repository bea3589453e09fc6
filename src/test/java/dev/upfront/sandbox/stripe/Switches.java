package dev.upfront.sandbox.stripe;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Makes the next calls or events fail. Thread-safe. */
public final class Switches {

    private static final class Rule<F> {
        private final F fault;
        private final String where;
        private int left;

        private Rule(F fault, String where, int left) {
            this.fault = fault;
            this.where = where;
            this.left = left;
        }
    }

    private final List<Rule<Failure>> calls = new ArrayList<>();
    private final List<Rule<WebhookFault>> events = new ArrayList<>();
    private final RateLimit rate = new RateLimit();
    private final InstantSource clock;
    private volatile boolean down;
    private volatile boolean unreachable;
    private volatile Instant downUntil = Instant.MIN;

    Switches(InstantSource clock) {
        this.clock = clock;
    }

    /** The next {@code times} API calls fail, whichever they are. */
    public void failNext(int times, Failure failure) {
        failNext(times, failure, "");
    }

    /**
     * The next {@code times} API calls to an address fail.
     *
     * @param where a path's beginning such as {@code /v1/refunds}, or a method and a path's beginning such as
     *              {@code POST /v1/payment_intents}; with {@code ?starting_after} only a list's later pages; empty for any
     */
    public synchronized void failNext(int times, Failure failure, String where) {
        calls.add(new Rule<>(failure, where, times));
    }

    /** The next {@code times} events suffer the fault. {@code OUT_OF_ORDER} with 3 holds three and delivers them reversed. */
    public void webhooksNext(int times, WebhookFault fault) {
        webhooksNext(times, fault, "");
    }

    /** The same for events whose type begins with {@code type}, such as {@code checkout.session.}; empty for any. */
    public synchronized void webhooksNext(int times, WebhookFault fault, String type) {
        events.add(new Rule<>(fault, type, times));
    }

    /**
     * While down, every call and page is answered with 503 and nothing is done; held webhooks still go out. It stays down however far the
     * clock is moved; {@code false} also ends what {@link #downUntil} began.
     */
    public void down(boolean isDown) {
        down = isDown;
        downUntil = Instant.MIN;
    }

    /** The same until that moment of the stand-in's clock, then it is up by itself. */
    public void downUntil(Instant end) {
        downUntil = end;
    }

    public boolean isDown() {
        return down || clock.instant().isBefore(downUntil);
    }

    /** While unreachable, every connection to the API is closed without an answer and nothing is done. */
    public void unreachable(boolean isUnreachable) {
        unreachable = isUnreachable;
    }

    public boolean isUnreachable() {
        return unreachable;
    }

    /** Answers 429 to calls beyond so many in a second of real time; 0, as at the start, for no limit. */
    public void requestsPerSecond(int most) {
        rate.set(most);
    }

    RateLimit rate() {
        return rate;
    }

    /** Everything works again. Held events stay held until {@link StripeStandIn#releaseWebhooks()}. */
    public synchronized void reset() {
        calls.clear();
        events.clear();
        down(false);
        unreachable = false;
        rate.set(0);
    }

    /** What is still to fail, one line each, for the sandbox page. */
    public synchronized List<String> pending() {
        List<String> lines = new ArrayList<>();
        if (rate.perSecond() > 0) {
            lines.add("at most " + rate.perSecond() + " calls per second");
        }
        calls.forEach(rule -> lines.add(rule.left + " × " + rule.fault + " " + rule.where));
        events.forEach(rule -> lines.add(rule.left + " × webhook " + rule.fault + " " + rule.where));
        return lines;
    }

    /** Uses up a failure for this call, if one is set. */
    synchronized Optional<Failure> failureFor(String method, String path) {
        return takeOne(calls, method + " " + path, path);
    }

    /** Uses up a fault for this event, if one is set. */
    synchronized Optional<WebhookFault> faultFor(String eventType) {
        return takeOne(events, eventType, eventType);
    }

    /** Whether more events are to be held before those out of order are delivered. */
    synchronized boolean expectsOutOfOrder() {
        return events.stream().anyMatch(rule -> rule.fault == WebhookFault.OUT_OF_ORDER);
    }

    private static <F> Optional<F> takeOne(List<Rule<F>> rules, String full, String bare) {
        for (Iterator<Rule<F>> each = rules.iterator(); each.hasNext();) {
            Rule<F> rule = each.next();
            if (full.startsWith(rule.where) || bare.startsWith(rule.where)) {
                if (--rule.left <= 0) {
                    each.remove();
                }
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }
}
