package dev.upfront.onboarding;

import org.jspecify.annotations.Nullable;

/**
 * What the client sent with "Sign".
 *
 * @param name as typed
 * @param drawn a PNG as data URL ("data:image/png;base64,…"), null or blank when nothing was drawn
 * @param consented whether the consent was ticked
 * @param textSha256 fingerprint of the text the page showed, so that nobody signs another text than the one read
 * @param address the client's IP address
 */
public record Signature(String name, @Nullable String drawn, boolean consented, @Nullable String textSha256, String address, String userAgent) {

    boolean hasDrawing() {
        return drawn != null && !drawn.isBlank();
    }
}
