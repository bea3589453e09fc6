package dev.upfront.sandbox.stripe;

/**
 * A file that was uploaded as evidence, read-only.
 *
 * @param size   in bytes
 * @param sha256 of its content, in lower-case hexadecimal digits
 */
public record RecordedFile(String id, String name, String type, long size, String sha256) {
}
