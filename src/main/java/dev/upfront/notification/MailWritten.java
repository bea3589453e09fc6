package dev.upfront.notification;

/** A mail's row was written; it can be sent once the transaction has committed. */
record MailWritten(long number) {
}
