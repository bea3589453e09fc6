package dev.upfront.client;

import java.time.Instant;

/**
 * Somebody asked for a link to sign in.
 *
 * @param mail as it was typed; whether it is a client's is not known yet
 */
public record SignInLinkAsked(String mail, Instant at) {
}
