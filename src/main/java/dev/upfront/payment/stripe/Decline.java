package dev.upfront.payment.stripe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a card was declined.
 *
 * @param code Stripe's error code, such as card_declined
 * @param declineCode the issuer's code, such as insufficient_funds
 * @param adviceCode what Stripe advises, such as do_not_try_again
 */
public record Decline(String code, @Nullable String declineCode, @Nullable String adviceCode) {

    /** The card is not on the client's file at Stripe any more. */
    public static final Decline CARD_GONE = new Decline("card_gone", "card_gone", "do_not_try_again");

    /** Codes after which the networks forbid another try with the card: https://docs.stripe.com/declines/codes. */
    private static final Set<String> HARD = Set.of("lost_card", "stolen_card", "pickup_card", "restricted_card", "fraudulent",
            "stop_payment_order", "revocation_of_authorization", "revocation_of_all_authorizations", "invalid_account", "card_gone");

    /** Whether the card must never be tried again. */
    public boolean hard() {
        return "do_not_try_again".equals(adviceCode) || declineCode != null && HARD.contains(declineCode);
    }

    /** The most exact code there is. */
    public String reason() {
        return declineCode == null ? code : declineCode;
    }
}
