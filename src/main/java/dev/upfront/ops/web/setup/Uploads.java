package dev.upfront.ops.web.setup;

import dev.upfront.ops.web.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** A text that can be typed into a field or sent as a file. */
final class Uploads {

    private Uploads() {
    }

    /** What was typed, with the file's text in that field when a file was chosen. */
    static Typed with(@Nullable MultipartFile file, String field, MultiValueMap<String, String> parameters) {
        var values = new LinkedMultiValueMap<>(parameters);
        if (file != null && !file.isEmpty()) {
            try {
                values.set(field, new String(file.getBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                throw new UncheckedIOException("The file did not arrive whole", broken);
            }
        }
        return Typed.in(values);
    }
}
