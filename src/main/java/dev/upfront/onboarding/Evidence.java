package dev.upfront.onboarding;

import dev.upfront.client.ClientId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one signature; never changed afterwards. Each record's hash covers all its fields and the hash of the record before.
 *
 * @param sequence 1, 2, … in the installation's one chain
 * @param text the exact Markdown that was signed, placeholders filled in
 * @param drawn the drawn signature as PNG, null when the name was typed only
 * @param address the signer's IP address
 * @param mailVerifiedAt when the client proved to own the mail address by opening a link sent to it; null when not (yet)
 */
public record Evidence(long sequence, String hash, String previousHash, StepId step, UUID subject, ClientId client, String contract, int contractVersion,
                       String title, String text, String textSha256, String consent, String signer, byte @Nullable [] drawn, Instant signedAt,
                       String address, String userAgent, String mail, @Nullable Instant mailVerifiedAt) {}
