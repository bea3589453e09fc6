package dev.upfront.onboarding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Reads a drawn signature: a small PNG, and nothing else that a browser might be made to send. */
final class DrawnSignature {

    static final int MOST_BYTES = 200_000;
    private static final int MOST_PIXELS = 4_000;
    private static final String DATA_URL = "data:image/png;base64,";

    private DrawnSignature() {}

    /** The PNG's bytes; empty when it is none, or too large. */
    static Optional<byte[]> read(String dataUrl) {
        if (!dataUrl.startsWith(DATA_URL) || dataUrl.length() > MOST_BYTES / 3 * 4 + DATA_URL.length()) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(dataUrl.substring(DATA_URL.length()));
            return isPng(bytes) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The size is read before the pixels: a few bytes can claim to be a huge picture. */
    private static boolean isPng(byte[] bytes) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            if (!Arrays.equals(Arrays.copyOf(bytes, 8), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})) {
                return false;
            }
            reader.setInput(input);
            return reader.getWidth(0) <= MOST_PIXELS && reader.getHeight(0) <= MOST_PIXELS && reader.read(0) != null;
        } finally {
            reader.dispose();
        }
    }
}
