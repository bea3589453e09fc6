package dev.upfront.client;

/** How a link reaches its client. */
public enum Channel {
    /** The browser that booked was sent there directly. */
    BROWSER,
    /** It stands in a mail: whoever opens it reads that mailbox. */
    MAIL
}
