package dev.upfront.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;
    private Part part;

    @AfterEach
    void stop() {
        part.close();
    }

    @Test
    void isReadyWhenItAnswersAndGoneWhenItIsStopped() {
        start("touch $FOLDER/ready; exec sleep 100");

        part.awaitReady(LONG);
        var pid = part.pid();
        part.stop();

        assertThat(part.isRunning()).isFalse();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void isKilledWithItsChildrenAndStartsAgain() {
        start("sleep 100 & touch $FOLDER/ready; wait");
        part.awaitReady(LONG);
        var children = ProcessHandle.of(part.pid()).orElseThrow().descendants().toList();

        part.kill();

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        part.start();
        part.awaitReady(LONG);
        assertThat(part.isRunning()).isTrue();
    }

    @Test
    void saysInOneSentenceThatItFailedAlthoughItGoesOnRunning() {
        start("echo 'ERROR it never starts: the port is taken'; exec sleep 100");

        assertThatThrownBy(() -> part.awaitReady(LONG)).isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("Thing can't start, so it was stopped: ERROR it never starts: the port is taken. Read ");
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void isNotMisledByWhatItSaidWhenItWasStartedBefore() throws IOException {
        Files.writeString(folder.resolve("thing.log"), "ERROR it never starts: that was yesterday\n");
        start("sleep 2; touch $FOLDER/ready; exec sleep 100");

        part.awaitReady(LONG);

        assertThat(part.isRunning()).isTrue();
    }

    @Test
    void saysInOneSentenceThatItEndedWhileItStarted() {
        start("echo 'the data are of another age'; exit 3");

        assertThatThrownBy(() -> part.awaitReady(LONG)).isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("Thing ended while it started: the data are of another age. Read ")
                .hasMessageEndingWith("thing.log, correct the cause and start again.");
    }

    @Test
    void stopsWhatRunsButDoesNotBecomeReady() {
        start("exec sleep 100");

        assertThatThrownBy(() -> part.awaitReady(Duration.ofSeconds(1))).isInstanceOf(CannotStart.class)
                .hasMessageContaining("Thing runs but was not ready after 1 seconds");
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void saysThatACommandDoesNotExist() {
        part = new Part("Thing", List.of(folder.resolve("nothing").toString()), Map.of(), folder.resolve("thing.log"), () -> false);

        part.start();

        assertThatThrownBy(() -> part.awaitReady(LONG)).hasMessageContaining("No such file");
    }

    private void start(String script) {
        part = new Part("Thing", List.of("/bin/sh", "-c", script), Map.of("FOLDER", folder.toString()), folder.resolve("thing.log"),
                () -> Files.exists(folder.resolve("ready")), "TERM", Pattern.compile("it never starts"));
        part.start();
    }
}
