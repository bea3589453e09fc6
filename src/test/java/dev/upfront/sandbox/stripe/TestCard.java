package dev.upfront.sandbox.stripe;

import java.util.Optional;
import java.util.stream.Stream;

/** Stripe's test cards, by number or by test payment method, and what each one does. */
enum TestCard {
    VISA("4242424242424242", "pm_card_visa", "Succeeds"),
    MASTERCARD("5555555555554444", "pm_card_mastercard", "Succeeds"),
    DECLINED("4000000000000002", "pm_card_chargeDeclined", "Declined", Decline.GENERIC, false),
    INSUFFICIENT_FUNDS("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", "Insufficient funds",
            Decline.INSUFFICIENT_FUNDS, false),
    LOST("4000000000009987", "pm_card_chargeDeclinedLostCard", "Lost card", Decline.LOST, false),
    STOLEN("4000000000009979", "pm_card_chargeDeclinedStolenCard", "Stolen card", Decline.STOLEN, false),
    EXPIRED("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "Expired card", Decline.EXPIRED, false),
    INCORRECT_CVC("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "Incorrect security code",
            Decline.INCORRECT_CVC, false),
    PROCESSING_ERROR("4000000000000119", "pm_card_chargeDeclinedProcessingError", "Processing error",
            Decline.PROCESSING_ERROR, false),
    GOES_BAD("4000000000000341", "pm_card_chargeCustomerFail", "Can be kept, then every charge is declined",
            Decline.GENERIC, true),
    AUTHENTICATION_UNLESS_SET_UP("4000002500003155", "pm_card_authenticationRequiredOnSetup",
            "Needs authentication, later charges do not", Authentication.UNLESS_SET_UP),
    AUTHENTICATION_ALWAYS("4000002760003184", "pm_card_authenticationRequired", "Always needs authentication",
            Authentication.ALWAYS),
    ALREADY_SET_UP("4000003800000446", "pm_card_authenticationRequiredSetupForOffSession",
            "Needs authentication, already set up for later charges", Authentication.ALREADY_SET_UP),
    DISPUTED_FRAUDULENT("4000000000000259", "pm_card_createDispute", "Succeeds, then disputed as fraudulent",
            "fraudulent", null),
    DISPUTED_NOT_RECEIVED("4000000000002685", "pm_card_createDisputeProductNotReceived",
            "Succeeds, then disputed as not received", "product_not_received", null),
    REFUND_PENDING("4000000000007726", "pm_card_pendingRefund", "Succeeds; a refund is pending, then succeeds",
            null, "succeeded"),
    REFUND_FAILS("4000000000005126", "pm_card_refundFail", "Succeeds; a refund succeeds, then fails",
            null, "failed");

    /** When a card asks its holder to authenticate. */
    enum Authentication { NEVER, UNLESS_SET_UP, ALWAYS, ALREADY_SET_UP }

    final String number;
    final String token;
    /** What it does, in words for the hosted page. */
    final String does;
    final Decline decline;
    final boolean attachable;
    final Authentication authentication;
    final String disputeReason;
    /** The later status of a refund that does not settle at once, or null. */
    final String refundEnds;

    TestCard(String number, String token, String does) {
        this(number, token, does, null, true, Authentication.NEVER, null, null);
    }

    TestCard(String number, String token, String does, Decline decline, boolean attachable) {
        this(number, token, does, decline, attachable, Authentication.NEVER, null, null);
    }

    TestCard(String number, String token, String does, Authentication authentication) {
        this(number, token, does, null, true, authentication, null, null);
    }

    TestCard(String number, String token, String does, String disputeReason, String refundEnds) {
        this(number, token, does, null, true, Authentication.NEVER, disputeReason, refundEnds);
    }

    TestCard(String number, String token, String does, Decline decline, boolean attachable,
             Authentication authentication, String disputeReason, String refundEnds) {
        this.number = number;
        this.token = token;
        this.does = does;
        this.decline = decline;
        this.attachable = attachable;
        this.authentication = authentication;
        this.disputeReason = disputeReason;
        this.refundEnds = refundEnds;
    }

    /** The card of a number as typed, spaces and dashes ignored. */
    static Optional<TestCard> ofNumber(String typed) {
        String digits = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        return Stream.of(values()).filter(card -> card.number.equals(digits)).findFirst();
    }

    /** The card of a test payment method such as {@code pm_card_visa}; the longer {@code pm_card_visa_charge…} too. */
    static Optional<TestCard> ofToken(String token) {
        String plain = token.replace("pm_card_visa_", "pm_card_");
        return Stream.of(values()).filter(card -> card.token.equals(plain)).findFirst();
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    String brand() {
        return number.startsWith("5") ? "mastercard" : "visa";
    }

    /** Whether a charge needs its holder, given whether the card was set up for off-session use. */
    boolean needsAuthentication(boolean offSession, boolean setUp) {
        return switch (authentication) {
            case NEVER -> false;
            case ALWAYS -> true;
            case UNLESS_SET_UP -> !(offSession && setUp);
            case ALREADY_SET_UP -> !offSession;
        };
    }
}
