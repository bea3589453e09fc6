package dev.upfront.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * What a client types to book; everything is as it came, so that nothing typed is lost when something is refused.
 *
 * @param requestKey made when the page was drawn: two submissions of one page are one booking
 * @param start the chosen instant as ISO text
 */
record DetailsForm(@Nullable String slug, @Nullable String requestKey, @Nullable String provider, @Nullable String start, @Nullable String zone,
                   @Nullable String name, @Nullable String mail, @Nullable String phone, boolean agreed) {}
