package dev.upfront.sandbox.stripe;

import java.util.List;

/**
 * Why a card's issuer says no.
 *
 * @param code        Stripe's error code
 * @param declineCode the issuer's code, or null
 * @param adviceCode  what to do next, where Stripe gives it, or null
 */
record Decline(String code, String declineCode, String adviceCode, String message) {

    static final Decline GENERIC = new Decline("card_declined", "generic_decline", "try_again_later",
            "Your card was declined.");
    static final Decline INSUFFICIENT_FUNDS = new Decline("card_declined", "insufficient_funds", "try_again_later",
            "Your card has insufficient funds.");
    static final Decline DO_NOT_HONOR = new Decline("card_declined", "do_not_honor", "try_again_later",
            "Your card was declined.");
    static final Decline LOST = new Decline("card_declined", "lost_card", "do_not_try_again",
            "Your card was declined.");
    static final Decline STOLEN = new Decline("card_declined", "stolen_card", "do_not_try_again",
            "Your card was declined.");
    static final Decline EXPIRED = new Decline("expired_card", "expired_card", "confirm_card_data",
            "Your card has expired.");
    static final Decline INCORRECT_CVC = new Decline("incorrect_cvc", "incorrect_cvc", "confirm_card_data",
            "Your card's security code is incorrect.");
    static final Decline PROCESSING_ERROR = new Decline("processing_error", "processing_error", "try_again_later",
            "An error occurred while processing your card. Try again in a little bit.");
    static final Decline AUTHENTICATION_REQUIRED = new Decline("authentication_required", "authentication_required",
            null, "Your card was declined. This transaction requires authentication.");
    static final Decline AUTHENTICATION_FAILED = new Decline("payment_intent_authentication_failure", null, null,
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.");
    static final Decline SETUP_AUTHENTICATION_FAILED = new Decline("setup_intent_authentication_failure", null, null,
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.");

    /** The declines that can be planned for a card, by their decline code. */
    static final List<Decline> PLANNABLE = List.of(INSUFFICIENT_FUNDS, DO_NOT_HONOR, GENERIC, LOST, STOLEN, EXPIRED, PROCESSING_ERROR, AUTHENTICATION_REQUIRED);

    static Decline ofCode(String declineCode) {
        return PLANNABLE.stream().filter(decline -> decline.declineCode.equals(declineCode)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a decline code that is known here: " + declineCode));
    }
}
