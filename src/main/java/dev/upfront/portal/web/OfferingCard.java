package dev.upfront.portal.web;

/**
 * An offering as the first page shows it.
 *
 * @param line such as "60 minutes · Video call"
 * @param terms such as "€40.00 when booking, €80.00 after the session"
 * @param givenBy such as "With Ada or Grace"
 */
record OfferingCard(String slug, String name, String line, String description, String price, String terms, String givenBy) {}
