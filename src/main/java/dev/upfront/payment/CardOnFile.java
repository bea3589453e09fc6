package dev.upfront.payment;

import dev.upfront.payment.stripe.KeptCard;

/**
 * A card that a client let us keep: what may be shown of it.
 *
 * @param brand as the card itself writes it, such as Visa
 */
public record CardOnFile(String brand, String lastFour, int expiryMonth, int expiryYear) {

    static CardOnFile of(KeptCard card) {
        return new CardOnFile(brandName(card.brand()), card.lastFour(), card.expiryMonth(), card.expiryYear());
    }

    /** Stripe's words for brands: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-brand */
    private static String brandName(String brand) {
        return switch (brand) {
            case "visa" -> "Visa";
            case "mastercard" -> "Mastercard";
            case "amex" -> "American Express";
            case "cartes_bancaires" -> "Cartes Bancaires";
            case "diners" -> "Diners Club";
            case "discover" -> "Discover";
            case "eftpos_au" -> "eftpos";
            case "jcb" -> "JCB";
            case "unionpay" -> "UnionPay";
            default -> "card";
        };
    }

    /** Such as "Visa ending in 4242". */
    @Override
    public String toString() {
        return brand + " ending in " + lastFour;
    }
}
