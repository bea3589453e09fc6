package dev.upfront.installation;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a part wrote into its log since it was last started; what stands there from before is of no account. */
final class PartLog {

    private static final Pattern COMPLAINT = Pattern.compile("FATAL|ERROR|Exception|initdb: error");

    private final Path file;
    private long begin;

    PartLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** From here on it counts. */
    void begin() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        begin = Files.exists(file) ? Files.size(file) : 0;
    }

    boolean says(Pattern words) {
        return lines().anyMatch(line -> words.matcher(line).find());
    }

    /** The last line that complains, or else the last one. */
    String lastWords() {
        var lines = lines().toList();
        return lines.reversed().stream().filter(line -> COMPLAINT.matcher(line).find()).findFirst().orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }

    private Stream<String> lines() {
        try (var written = Files.newByteChannel(file)) {
            var text = new String(Channels.newInputStream(written.position(begin)).readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.lines().map(String::strip).filter(line -> !line.isEmpty());
        } catch (IOException unreadable) {
            return Stream.of("its log can't be read");
        }
    }
}
