package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * How an offering is paid. A deposit is either an amount or a share of the price.
 *
 * @param depositAmount      more than nothing; only of a DEPOSIT, and only without a share
 * @param depositBasisPoints hundredths of a percent of the price, 1 to 10000; only of a DEPOSIT, and only without an amount
 */
public record Terms(Kind kind, @Embedded.Nullable(prefix = "deposit_") @Nullable Money depositAmount, @Nullable Integer depositBasisPoints) {

    public enum Kind {
        /** Nothing is owed. */
        FREE,
        /** The price is paid when booking. */
        FULL,
        /** A part is paid when booking, the balance after the session. */
        DEPOSIT
    }

    /**
     * Stripe takes hundredths of ISK and UGX, which have none, and whole MGA, which has decimals (https://docs.stripe.com/currencies): a charge
     * would be off by a hundred.
     */
    private static final Set<String> COUNTED_OTHERWISE = Set.of("ISK", "UGX", "MGA");

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    public Terms {
        if (kind == Kind.DEPOSIT) {
            Valid.that((depositAmount == null) != (depositBasisPoints == null), "A deposit is either an amount or a share of the price: give one of the two.");
            Valid.that(depositAmount == null || depositAmount.isPositive(), "The deposit must be more than nothing.");
            Valid.that(depositBasisPoints == null || depositBasisPoints >= 1 && depositBasisPoints <= 10_000,
                    "The deposit's share must be between 0.01 % and 100 % of the price.");
        } else {
            Valid.that(depositAmount == null && depositBasisPoints == null, "Only the terms \"deposit\" have a deposit.");
        }
    }

    public static Terms free() {
        return new Terms(Kind.FREE, null, null);
    }

    public static Terms full() {
        return new Terms(Kind.FULL, null, null);
    }

    public static Terms deposit(Money amount) {
        return new Terms(Kind.DEPOSIT, amount, null);
    }

    /** @param basisPoints hundredths of a percent of the price: 2500 is a quarter */
    public static Terms depositShare(int basisPoints) {
        return new Terms(Kind.DEPOSIT, null, basisPoints);
    }

    /** What is paid when booking; a share is rounded half up to the minor unit. */
    public Money dueAtBooking(Money price) {
        return switch (kind) {
            case FREE -> Money.zero(price.currency());
            case FULL -> price;
            case DEPOSIT -> depositAmount != null ? depositAmount : price.share(depositBasisPoints);
        };
    }

    /** What is paid after the session: the price less what was due when booking. */
    public Money balance(Money price) {
        return kind == Kind.FREE ? Money.zero(price.currency()) : price.minus(dueAtBooking(price));
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it, if these terms cannot go with that price */
    void checkAgainst(Money price) {
        Valid.that(price.minor() >= 0, "The price cannot be less than nothing.");
        Valid.that((kind == Kind.FREE) == price.isZero(), "An offering is free if its price is 0, and only then.");
        Valid.that(!COUNTED_OTHERWISE.contains(price.currency().getCurrencyCode()),
                "Prices in %s can't be charged exactly: Stripe counts that currency otherwise than banks do. Choose another currency.".formatted(price.currency()));
        Valid.that(price.isChargeable(), "Cards can't be charged this price to the last decimal: let its third decimal be 0.");
        if (depositAmount != null) {
            Valid.that(depositAmount.isChargeable(), "Cards can't be charged this deposit to the last decimal: let its third decimal be 0.");
            Valid.that(depositAmount.currency().equals(price.currency()), "The deposit must be in the currency of the price.");
            Valid.that(depositAmount.compareTo(price) <= 0, "The deposit cannot be more than the price.");
        }
        Valid.that(kind == Kind.FREE || dueAtBooking(price).isPositive(), "That share of the price rounds to nothing: raise the share or the price.");
        Valid.that(kind == Kind.FREE || dueAtBooking(price).isLargeEnoughToCharge(),
                "Cards can't be charged as little as %s: raise what is due when booking.".formatted(dueAtBooking(price)));
        Valid.that(balance(price).isZero() || balance(price).isLargeEnoughToCharge(),
                "Cards can't be charged as little as %s: lower the deposit, or take the price in full.".formatted(balance(price)));
    }
}
