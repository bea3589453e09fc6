package dev.upfront.installation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** The application's classes in a jar, and an archive of what the JVM makes of them, so that it starts in half the time: for tests that start it often. */
public final class ClassArchive {

    private final Path folder;
    private final String classPath;

    /** @param folder where the jar and the archive are made */
    public ClassArchive(Path folder) {
        this.folder = folder;
        classPath = Arrays.stream(JavaCommand.deliveredClassPath().split(File.pathSeparator))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)).toString() : entry).collect(Collectors.joining(File.pathSeparator));
    }

    public String classPath() {
        return classPath;
    }

    /** The JVM's option that uses the archive; it does nothing while there is none. */
    static String use(Path folder) {
        return "-XX:SharedArchiveFile=" + folder.resolve("application.jsa");
    }

    /** Starts the application as far as its context goes, and writes down which classes that took. @param settings as of the real start; the database must be there */
    public void write(Map<String, String> settings) {
        var training = new ArrayList<>(ApplicationProcess.QUICK_START);
        training.addAll(List.of("-XX:ArchiveClassesAtExit=" + folder.resolve("application.jsa"), "-Dspring.context.exit=onRefresh"));
        try {
            var process = new ProcessBuilder(JavaCommand.of(classPath, "dev.upfront.Application", training, ApplicationProcess.arguments(0, settings))).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("archive.log").toFile()).start();
            process.waitFor();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Path jar(Path classes) {
        var jar = folder.resolve("application.jar");
        try (var files = Files.walk(classes); var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : (Iterable<Path>) files::iterator) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.isEmpty()) { // folders too: class path patterns look for them
                    out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, out);
                    }
                }
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return jar;
    }
}
