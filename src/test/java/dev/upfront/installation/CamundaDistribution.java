package dev.upfront.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The official Camunda distribution, unpacked: broker, Operate and what they need. Maven's profiles that run the real engine put the archive
 * into {@code target/camunda}.
 *
 * @param home the folder with {@code bin/}
 */
public record CamundaDistribution(Path home) {

    private static final Path FOLDER = Path.of("target", "camunda").toAbsolutePath();
    private static final String ARCHIVE = "camunda-zeebe-*.tar.gz";

    /** The distribution that Maven fetched; unpacked at the first call. @throws CannotStart when it is missing or broken */
    public static CamundaDistribution fetched() {
        return unpacked(archiveIn(FOLDER));
    }

    /** Whether Maven fetched it for this run. */
    public static boolean isFetched() {
        try {
            archiveIn(FOLDER);
            return true;
        } catch (CannotStart missing) {
            return false;
        }
    }

    static Path archiveIn(Path folder) {
        if (Files.isDirectory(folder)) {
            try (var archives = Files.newDirectoryStream(folder, ARCHIVE)) {
                for (var archive : archives) {
                    return archive;
                }
            } catch (IOException unreadable) {
                throw new CannotStart("The folder %s can't be read (%s): correct that and start again.".formatted(folder, unreadable.getMessage()), unreadable);
            }
        }
        throw new CannotStart("The Camunda distribution is not in %s: start with Maven's profile camunda, which fetches it.".formatted(folder));
    }

    static CamundaDistribution unpacked(Path archive) {
        var name = archive.getFileName().toString().replace(".tar.gz", "");
        var folder = archive.resolveSibling(name);
        if (!Files.isDirectory(folder)) {
            try (var stream = new GZIPInputStream(Files.newInputStream(archive))) {
                Archives.unpack(stream, folder);
            } catch (IOException broken) {
                throw new CannotStart(("The Camunda distribution %s is broken (%s): delete it and the folder io/camunda/camunda-zeebe of your local "
                        + "Maven repository, then start again, so that Maven fetches it afresh.").formatted(archive, broken.getMessage()), broken);
            }
        }
        return new CamundaDistribution(folder.resolve(name));
    }

    /** @return such as 8.6.0 */
    public String version() {
        return home.getFileName().toString().replace("camunda-zeebe-", "");
    }
}
