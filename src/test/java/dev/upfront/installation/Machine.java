package dev.upfront.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this machine can carry the installation, asked before anything is started. */
final class Machine {

    private static final long MEBIBYTE = 1024 * 1024;
    /** Seen: OpenSearch 0.9, broker with Operate 1.0, PostgreSQL 0.1, the application 0.5 GB. */
    static final long WITH_OPERATE = 2_500 * MEBIBYTE;
    static final long WITHOUT_OPERATE = 1_300 * MEBIBYTE;
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static void checkMemory(Settings settings) {
        checkMemory(availableMemory(), settings.operate());
    }

    static void checkPorts(Settings settings) {
        var ports = settings.ports();
        checkPort(ports.application(), "the application", "application");
        checkPort(ports.engine(), "the engine", "engine");
        checkPort(ports.database(), "PostgreSQL", "database");
        if (settings.operate()) {
            checkPort(ports.operate(), "Operate", "operate");
        }
    }

    /** @param available in bytes */
    static void checkMemory(long available, boolean operate) {
        var needed = operate ? WITH_OPERATE : WITHOUT_OPERATE;
        if (available < needed) {
            throw new CannotStart("%d MB of memory are free and %d MB are needed: close other programs%s.".formatted(available / MEBIBYTE, needed / MEBIBYTE,
                    operate ? ", or leave Operate away with -Dupfront.operate=false, which needs %d MB".formatted(WITHOUT_OPERATE / MEBIBYTE) : ""));
        }
    }

    static void checkPort(int port, String who, String property) {
        if (FreePort.isTaken(port)) {
            throw new CannotStart("Port %d, meant for %s, is taken by another program: stop that, or choose another port with -Dupfront.port.%s=."
                    .formatted(port, who, property));
        }
    }

    /** What programs can get without swapping, in bytes, by Linux's own estimate; unlimited where it can't be known. */
    private static long availableMemory() {
        try (var lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:")).map(line -> line.replaceAll("\\D", "")).mapToLong(Long::parseLong)
                    .findFirst().orElse(Long.MAX_VALUE / 1024) * 1024;
        } catch (IOException notLinux) {
            return Long.MAX_VALUE;
        }
    }
}
