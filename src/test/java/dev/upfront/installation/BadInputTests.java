package dev.upfront.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a machine, a download or the data, a run ends with one sentence that says what to do, and leaves no process behind. */
class BadInputTests {

    private static final long GIBIBYTE = 1L << 30;
    private static final String VERSIONS = "Camunda 8.6.0, PostgreSQL 18";

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftBehind() {
        var ours = ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("").contains(folder.toString())).toList();
        assertThat(ours).as("processes of this test that still run").isEmpty();
    }

    @Test
    void tooLittleMemory() {
        assertSentence(() -> Machine.checkMemory(2 * GIBIBYTE, true), "2048 MB of memory are free and 2500 MB are needed: close other programs, "
                + "or leave Operate away with -Dupfront.operate=false, which needs 1300 MB.");
        assertSentence(() -> Machine.checkMemory(GIBIBYTE, false), "1024 MB of memory are free and 1300 MB are needed: close other programs.");
        Machine.checkMemory(3 * GIBIBYTE, true);
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Settings.Ports(0, 0, 0, other.getLocalPort());

            assertSentence(() -> start(ports, new CamundaDistribution(folder)), ("Port %d, meant for PostgreSQL, is taken by another program: stop that, "
                    + "or choose another port with -Dupfront.port.database=.").formatted(other.getLocalPort()));
        }
    }

    @Test
    void anAnswerThatIsNoNumber() {
        System.setProperty("upfront.patience", "long");
        try {
            assertSentence(Settings::ofSystemProperties, "-Dupfront.patience=long is no number: give a whole number, or leave it away.");
        } finally {
            System.clearProperty("upfront.patience");
        }
    }

    @Test
    void aDistributionThatWasNotFetched() {
        assertSentence(() -> CamundaDistribution.archiveIn(folder),
                "The Camunda distribution is not in %s: start with Maven's profile camunda, which fetches it.".formatted(folder));
    }

    @Test
    void aBrokenDownload() throws IOException {
        var whole = archive();
        var broken = Files.write(folder.resolve("camunda-zeebe-8.6.0.tar.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> CamundaDistribution.unpacked(broken)).isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The Camunda distribution %s is broken (".formatted(broken))
                .hasMessageEndingWith("): delete it and the folder io/camunda/camunda-zeebe of your local Maven repository, then start again, so that Maven fetches it afresh.");

        Files.write(broken, whole);
        assertThat(CamundaDistribution.unpacked(broken).home().resolve("bin/broker")).exists();
    }

    @Test
    void dataOfAnotherVersion() throws IOException {
        DataFolder.opened(folder, VERSIONS).close();

        assertSentence(() -> DataFolder.opened(folder, "Camunda 8.7.0, PostgreSQL 18"), ("The data in %s were written by %s and this is Camunda 8.7.0, PostgreSQL 18: "
                + "choose another folder with -Dupfront.data=, or delete that one with its bookings.").formatted(folder, VERSIONS));
        DataFolder.opened(folder, VERSIONS).close();
    }

    @Test
    void dataThatAnotherRunUses() throws IOException {
        try (var first = DataFolder.opened(folder, VERSIONS)) {
            assertSentence(() -> DataFolder.opened(folder, VERSIONS),
                    "Another run uses the data in %s: stop it, or choose another folder with -Dupfront.data=.".formatted(folder));
        }
    }

    @Test
    void aBrokerThatRunsButIsNotReady() throws IOException {
        var distribution = distribution("exec sleep 300");

        assertThatThrownBy(() -> start(new Settings.Ports(0, 0, 0, 0), distribution)).isInstanceOf(CannotStart.class)
                .hasMessageMatching("Camunda's broker runs but was not ready after 5 seconds, so it was stopped: read .*broker\\.log, or give it longer with -Dupfront\\.patience=10\\.");
    }

    @Test
    void aBrokerThatEndsAtOnce() throws IOException {
        var distribution = distribution("echo 'ERROR the data are damaged'; exit 1");

        assertThatThrownBy(() -> start(new Settings.Ports(0, 0, 0, 0), distribution)).isInstanceOf(CannotStart.class)
                .hasMessageMatching("Camunda's broker ended while it started: ERROR the data are damaged\\. Read .*broker\\.log, correct the cause and start again\\.");
    }

    @Test
    void aDatabaseThatRefuses() throws IOException {
        var database = new Database(folder.resolve("postgresql"), FreePort.next());
        database.start();
        database.part().awaitReady(Duration.ofSeconds(30));
        database.close();
        Files.setPosixFilePermissions(folder.resolve("postgresql/data"), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> start(new Settings.Ports(0, 0, 0, 0), distribution("exit 1"))).isInstanceOf(CannotStart.class)
                .hasMessageMatching("PostgreSQL ended while it started: .*invalid permissions\\. Read .*postgresql\\.log, correct the cause and start again\\.");
    }

    @Test
    void partsThatAKilledRunLeftBehindAreStopped() throws IOException {
        var port = FreePort.next();
        var left = new Database(folder.resolve("postgresql"), port);
        left.start();
        left.part().awaitReady(Duration.ofSeconds(30));

        assertThatThrownBy(() -> start(new Settings.Ports(0, 0, 0, port), distribution("exit 1"))).hasMessageStartingWith("Camunda's broker ended");

        assertThat(left.part().isRunning()).isFalse();
    }

    private void start(Settings.Ports ports, CamundaDistribution distribution) {
        Installation.start(new Settings(folder, false, Duration.ofSeconds(5), ports), () -> distribution, line -> { }).close();
    }

    private static void assertSentence(ThrowingCallable start, String sentence) {
        assertThatThrownBy(start).isInstanceOf(CannotStart.class).hasMessage(sentence);
    }

    /** A distribution whose broker does only that. */
    private CamundaDistribution distribution(String script) throws IOException {
        var home = Files.createDirectories(folder.resolve("camunda-zeebe-8.6.0"));
        var broker = Files.createDirectories(home.resolve("bin")).resolve("broker");
        Files.writeString(broker, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(broker, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new CamundaDistribution(home);
    }

    private static byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var content = "#!/bin/sh\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("camunda-zeebe-8.6.0/bin/broker");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
