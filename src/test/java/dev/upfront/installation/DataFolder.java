package dev.upfront.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/** Where an installation keeps its data between runs. One run at a time may use it, and only of the versions that wrote it. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @param versions of the programs that will write there, such as "Camunda 8.6.0, PostgreSQL 18" */
    static DataFolder opened(Path folder, String versions) {
        try {
            Files.createDirectories(folder);
            var opened = new DataFolder(folder, lock(folder));
            opened.check(versions);
            return opened;
        } catch (IOException refused) {
            throw new CannotStart("The data folder %s can't be used (%s): correct that, or choose another with -Dupfront.data=."
                    .formatted(folder, refused.getMessage()), refused);
        }
    }

    private static FileLock lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException ownedHere) {
            // said below
        }
        channel.close();
        throw new CannotStart("Another run uses the data in %s: stop it, or choose another folder with -Dupfront.data=.".formatted(folder));
    }

    private void check(String versions) throws IOException {
        var file = folder.resolve("versions");
        if (!Files.exists(file)) {
            Files.writeString(file, versions);
            return;
        }
        var written = Files.readString(file).strip();
        if (!written.equals(versions)) {
            close();
            throw new CannotStart("The data in %s were written by %s and this is %s: choose another folder with -Dupfront.data=, or delete that one with its bookings."
                    .formatted(folder, written, versions));
        }
    }

    /** Stops the parts of a run that was killed before it could: they hold the ports and the data. */
    void stopLeftovers(Consumer<String> told) {
        try (var files = Files.walk(folder, 2)) {
            files.filter(file -> file.toString().endsWith(Leftover.ENDING)).map(Leftover::new).filter(Leftover::stopIt)
                    .forEach(left -> told.accept("Stopped what a run that was killed left behind: " + left.name()));
        } catch (IOException unreadable) {
            throw new CannotStart("The data folder %s can't be read (%s): correct that and start again.".formatted(folder, unreadable.getMessage()), unreadable);
        }
    }

    Path of(String part) {
        return folder.resolve(part);
    }

    /** How far the sandbox's clock was moved in earlier runs; nobody remembers it but this file. */
    Duration clockMoved() {
        try {
            var file = folder.resolve("clock");
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException | java.time.DateTimeException unreadable) {
            throw new CannotStart("The file %s can't be read: delete the folder with its bookings, or choose another with -Dupfront.data=."
                    .formatted(folder.resolve("clock")), unreadable);
        }
    }

    void rememberClock(Duration moved) {
        try {
            var file = Files.writeString(folder.resolve("clock.new"), moved.toString());
            Files.move(file, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new java.io.UncheckedIOException("The clock stays: its file can't be written", refused);
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
