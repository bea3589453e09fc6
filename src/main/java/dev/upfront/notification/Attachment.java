package dev.upfront.notification;

/** A file that goes with a mail, such as a calendar entry or a signed contract. */
public record Attachment(String filename, String contentType, byte[] content) {
}
