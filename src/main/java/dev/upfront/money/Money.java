package dev.upfront.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in the minor unit of its currency: cents for EUR, yen for JPY (no decimals), fils for KWD (three decimals).
 * Stripe speaks the same units (https://docs.stripe.com/currencies#zero-decimal). Amounts of different currencies never mix.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    private static final int BASIS_POINTS_OF_THE_WHOLE = 10_000;

    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode.strip().toUpperCase(Locale.ROOT)));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Reads what a person typed in major units ("40", "40.50"); refuses more decimals than the currency has. */
    public static Money parse(String major, Currency currency) {
        return new Money(new BigDecimal(major.strip()).movePointRight(decimals(currency)).longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /**
     * A share of this amount, rounded half up to the minor unit.
     *
     * @param basisPoints hundredths of a percent: 2500 is a quarter
     */
    public Money share(int basisPoints) {
        var exact = new BigDecimal(BigInteger.valueOf(minor).multiply(BigInteger.valueOf(basisPoints)));
        return new Money(exact.divide(BigDecimal.valueOf(BASIS_POINTS_OF_THE_WHOLE), 0, RoundingMode.HALF_UP).longValueExact(), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public Money atLeastZero() {
        return minor < 0 ? zero(currency) : this;
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The amount as people of that locale write it, such as "€40.00" or "40,00 €". */
    public String format(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(decimals(currency));
        format.setMaximumFractionDigits(decimals(currency));
        return format.format(major());
    }

    /** The amount in major units, such as 40.00: for machines and form fields, never for arithmetic. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minor, decimals(currency));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    /** Such as "EUR 40.00": for logs and incident messages. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + major().toPlainString();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s are of different currencies".formatted(this, other));
        }
        return other;
    }

    private static int decimals(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
