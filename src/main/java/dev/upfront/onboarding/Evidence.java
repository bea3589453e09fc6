package dev.upfront.onboarding;

import dev.upfront.client.ClientId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one signature; never changed afterwards. Its hash is the SHA-256 of its {@link #canonical} bytes, which cover every other
 * field and so the hash of the record before.
 *
 * @param sequence 1, 2, … in the installation's one chain
 * @param previousHash {@link #FIRST} for the first record
 * @param text the exact Markdown that was signed, placeholders filled in
 * @param drawn the drawn signature as PNG, null when the name was typed only
 * @param signedAt to the millisecond
 * @param address the signer's IP address
 * @param mailVerifiedAt when the client proved to own the mail address by opening a link sent to it; null when not (yet)
 */
public record Evidence(long sequence, String hash, String previousHash, StepId step, UUID subject, ClientId client, String contract, int contractVersion,
                       String title, String text, String textSha256, String consent, String signer, byte @Nullable [] drawn, Instant signedAt,
                       String address, String userAgent, String mail, @Nullable Instant mailVerifiedAt) {

    /** What stands for "the record before" in the first record. */
    public static final String FIRST = "0".repeat(64);

    /** Why the record is not as it was written, as a sentence; null when it is. */
    @Nullable String broken(long expectedSequence, String expectedPreviousHash) {
        if (sequence != expectedSequence) {
            return "record %d is missing: the next one is number %d".formatted(expectedSequence, sequence);
        }
        if (!previousHash.equals(expectedPreviousHash)) {
            return "it does not continue from the record before it";
        }
        if (!Sha256.of(text).equals(textSha256)) {
            return "the contract’s text is not the one that was signed";
        }
        return Sha256.of(canonical()).equals(hash) ? null : "it was changed after it was written";
    }

    Evidence hashed() {
        return new Evidence(sequence, Sha256.of(canonical()), previousHash, step, subject, client, contract, contractVersion, title, text, textSha256,
                consent, signer, drawn, signedAt, address, userAgent, mail, mailVerifiedAt);
    }

    /**
     * What is hashed: "upfront evidence 1" and a line feed, then for each field in the order below its name, a space, its length in bytes, a line
     * feed, its bytes and a line feed. Texts are UTF-8, times ISO-8601 in UTC, the drawn signature its PNG bytes; what is absent is empty. The
     * lengths see to it that no two different records have the same bytes.
     */
    byte[] canonical() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("upfront evidence 1\n".getBytes(StandardCharsets.UTF_8));
        write(bytes, "sequence", sequence);
        write(bytes, "previous-hash", previousHash);
        write(bytes, "step", step);
        write(bytes, "subject", subject);
        write(bytes, "client", client);
        write(bytes, "contract", contract);
        write(bytes, "contract-version", contractVersion);
        write(bytes, "title", title);
        write(bytes, "text", text);
        write(bytes, "text-sha256", textSha256);
        write(bytes, "consent", consent);
        write(bytes, "signer", signer);
        write(bytes, "drawn", drawn == null ? new byte[0] : drawn);
        write(bytes, "signed-at", signedAt);
        write(bytes, "address", address);
        write(bytes, "user-agent", userAgent);
        write(bytes, "mail", mail);
        write(bytes, "mail-verified-at", mailVerifiedAt);
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, String name, @Nullable Object value) {
        write(bytes, name, Objects.toString(value, "").getBytes(StandardCharsets.UTF_8));
    }

    private static void write(ByteArrayOutputStream bytes, String name, byte[] value) {
        bytes.writeBytes("%s %d\n".formatted(name, value.length).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(value);
        bytes.write('\n');
    }
}
