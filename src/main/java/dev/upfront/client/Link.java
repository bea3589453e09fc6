package dev.upfront.client;

import java.util.UUID;

/**
 * What a secret link opens.
 *
 * @param subject what it is about, such as a booking
 */
public record Link(ClientId client, UUID subject, Channel channel) {
}
