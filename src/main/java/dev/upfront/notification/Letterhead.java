package dev.upfront.notification;

/**
 * Whom mails come from. One room offers it as a bean of type {@code Supplier<Letterhead>}, asked for each mail.
 *
 * @param practice the practice's name, at the head of each mail
 * @param from the sender's mail address
 * @param accentColour the button's colour, as #rrggbb
 * @param textOnAccent the colour of the word on the button, readable on it, as #rrggbb
 */
public record Letterhead(String practice, String from, String accentColour, String textOnAccent) {
}
