package dev.upfront.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The README and the console show the diagrams as pictures, which are drawn by hand: by Camunda Modeler's export, or bpmn-js. */
class FlowPicturesTests {

    private static final Path DRAWN = Path.of("src/test/resources/flow-pictures.sha256");

    @TestFactory
    List<DynamicTest> aPictureShowsItsDiagramAsItIs() throws IOException {
        var drawn = Files.readAllLines(DRAWN);
        try (var diagrams = Files.newDirectoryStream(Path.of("bpmn"), "*.bpmn")) {
            return StreamSupport.stream(diagrams.spliterator(), false).map(diagram -> DynamicTest.dynamicTest(diagram.toString(), () -> {
                assertThat(picture(diagram)).exists();
                assertThat(drawn).as("%s changed: draw %s anew, look at it, then `sha256sum bpmn/*.bpmn > %s`", diagram, picture(diagram), DRAWN)
                        .contains(sha256(diagram) + "  " + diagram);
            })).toList();
        }
    }

    private static Path picture(Path diagram) {
        return Path.of("src/docs/flows", diagram.getFileName().toString().replace(".bpmn", ".png"));
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
