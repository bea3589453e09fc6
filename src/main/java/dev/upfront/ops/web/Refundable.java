package dev.upfront.ops.web;

/**
 * What the unused sessions are of, on the page that asks whether they are refunded.
 *
 * @param address where it stands, without a slash at the end
 * @param deed what is added to the address to refund it, such as "/refund"
 * @param keep what the way back is called
 */
public record Refundable(String address, String deed, String reference, String lead, String keep) {
}
