package dev.upfront.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NewsTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final News news = new News();

    @Test
    @Timeout(60)
    void wakesWhoeverListensToThatReference() throws InterruptedException {
        try (var first = news.about("UP-1"); var second = news.about("UP-1")) {
            var teller = Thread.ofVirtual().start(() -> news.tell("UP-1"));

            first.await(LONG);
            second.await(LONG);

            teller.join();
        }
    }

    @Test
    @Timeout(60)
    void whatWasToldBeforeTheWaitIsHeardOnce() throws InterruptedException {
        try (var listening = news.about("UP-1")) {
            news.tell("UP-1");
            news.tell("UP-1");

            listening.await(LONG);

            var before = System.nanoTime();
            listening.await(Duration.ofMillis(20));
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void nobodyIsRememberedWhoHasLeft() {
        news.about("UP-1").close();
        try (var staying = news.about("UP-2")) {
            news.about("UP-2").close();

            assertThat(news.isSilent()).isFalse();
        }
        assertThat(news.isSilent()).isTrue();
    }
}
