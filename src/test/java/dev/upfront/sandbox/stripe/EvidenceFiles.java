package dev.upfront.sandbox.stripe;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Files that were uploaded as evidence: what they are called, their size and their hash; the content itself is not kept. */
final class EvidenceFiles {

    static final String KIND = "file";
    /** Stripe's page on file uploads: PDF, JPEG or PNG, at most 5 MB each. */
    private static final long LARGEST = 5_000_000;

    private final Books books;

    EvidenceFiles(Books books) {
        this.books = books;
    }

    void register(Routes routes) {
        routes.on("POST", "/v1/files", Set.of("purpose", "file", "file[name]", "file[type]", "file[size]", "file[sha256]"), (ids, given) -> create(given));
        routes.on("GET", "/v1/files", Routes.known(Routes.LIST, "purpose"), (ids, given) ->
                books.list(KIND, "/v1/files", given, List.of(), file -> Charges.fits(file, given, "purpose")));
        routes.on("GET", "/v1/files/{id}", Set.of(), (ids, given) -> books.get(KIND, ids.getFirst()));
    }

    private ObjectNode create(Parameters given) {
        if (!"dispute_evidence".equals(given.required("purpose"))) {
            throw Refusal.parameter(null, "purpose", "Only the purpose dispute_evidence is known here.");
        }
        if (!given.has("file[name]")) {
            throw Refusal.missing("file");
        }
        @Nullable String type = given.orNull("file[type]");
        if (type == null || given.positive("file[size]") > LARGEST) {
            throw Refusal.parameter(null, "file", "Evidence is a PDF, JPEG or PNG of at most 5 MB.");
        }
        ObjectNode file = books.add(KIND, "file");
        file.put("purpose", "dispute_evidence").put("filename", given.required("file[name]")).put("type", type).put("size", given.positive("file[size]"))
                .put("sha256", given.required("file[sha256]")).putNull("expires_at").putNull("title").putNull("url");
        return file;
    }
}
