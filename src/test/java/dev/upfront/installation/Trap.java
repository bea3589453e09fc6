package dev.upfront.installation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A point of a conversation at which a {@link Proxy} holds everything: the first conversation whose requests contain the given texts, one after
 * another, springs it. It holds until it is released.
 */
public final class Trap {

    /** Where, around the request that contains the last text. */
    public enum Moment {
        /** The request was sent and has not arrived. */
        BEFORE,
        /** It was done and the answer is on its way. */
        DONE,
        /** The answer has arrived; what follows from it is held elsewhere. */
        ANSWERED
    }

    private final List<List<String>> texts;
    private final Moment moment;
    private final Runnable whenSprung;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean goesOn = true;

    /**
     * @param texts      the requests to wait for, each by all that stands in it
     * @param whenSprung done at that instant, by the conversation itself, and before an answer is passed on
     */
    public Trap(List<List<String>> texts, Moment moment, Runnable whenSprung) {
        this.texts = texts;
        this.moment = moment;
        this.whenSprung = whenSprung;
    }

    /** @return whether a conversation came to the point in that time */
    public boolean isSprungWithin(Duration patience) throws InterruptedException {
        return sprung.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param passedOn whether what is held still gets through */
    public void release(boolean passedOn) {
        goesOn = passedOn;
        released.countDown();
    }

    Walk walk() {
        return new Walk();
    }

    /** One conversation's way to the point. */
    final class Walk {

        private int reached;
        private boolean waitsForAnswer;
        private boolean mine;

        boolean of(Trap trap) {
            return trap == Trap.this;
        }

        /** @return whether the request goes on */
        boolean asked(String request) throws InterruptedException {
            if (reached == texts.size() || !texts.get(reached).stream().allMatch(request::contains)) {
                return true;
            }
            reached++;
            if (reached < texts.size() || !taken.compareAndSet(false, true)) {
                return true;
            }
            mine = true;
            if (moment == Moment.BEFORE) {
                return hold();
            }
            waitsForAnswer = true;
            return true;
        }

        boolean answered() throws InterruptedException {
            if (waitsForAnswer && moment == Moment.DONE) {
                waitsForAnswer = false;
                return hold();
            }
            if (waitsForAnswer) {
                whenSprung.run();
            }
            return true;
        }

        void answerWasGiven() {
            if (mine && waitsForAnswer && moment == Moment.ANSWERED) {
                waitsForAnswer = false;
                sprung.countDown();
            }
        }

        private boolean hold() throws InterruptedException {
            whenSprung.run();
            sprung.countDown();
            released.await();
            return goesOn;
        }
    }
}
