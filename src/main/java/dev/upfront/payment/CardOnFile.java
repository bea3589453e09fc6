package dev.upfront.payment;

/** A card that a client let us keep: what may be shown of it. */
public record CardOnFile(String brand, String lastFour, int expiryMonth, int expiryYear) {

    /** Such as "visa ending in 4242". */
    @Override
    public String toString() {
        return brand + " ending in " + lastFour;
    }
}
