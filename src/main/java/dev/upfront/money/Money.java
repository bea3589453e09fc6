package dev.upfront.money;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An amount in the minor unit of its currency: cents for EUR, yen for JPY (no decimals), fils for KWD (three decimals).
 * Stripe speaks the same units (https://docs.stripe.com/currencies#zero-decimal). Amounts of different currencies never mix.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    private static final int BASIS_POINTS_OF_THE_WHOLE = 10_000;

    /** In minor units; a currency that Stripe does not list has no known limit. */
    private static final Map<String, Long> SMALLEST_CHARGES = Map.ofEntries(
            entry("AED", 200L), entry("AUD", 50L), entry("BRL", 50L), entry("CAD", 50L), entry("CHF", 50L), entry("CZK", 15_00L), entry("DKK", 250L),
            entry("EUR", 50L), entry("GBP", 30L), entry("HKD", 400L), entry("HUF", 175_00L), entry("INR", 50L), entry("JPY", 50L), entry("MXN", 10_00L),
            entry("MYR", 200L), entry("NOK", 300L), entry("NZD", 50L), entry("PLN", 200L), entry("RON", 200L), entry("SEK", 300L), entry("SGD", 50L),
            entry("THB", 10_00L), entry("USD", 50L));

    /** Digits that fit a long in any currency, and no exponent. */
    private static final Pattern TYPED = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    /** Where a currency's code meets its number; the JDK leaves out the space that CLDR wants there (https://unicode.org/reports/tr35/tr35-numbers.html#Currencies). */
    private static final Pattern LETTER_BESIDE_DIGIT = Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode.strip().toUpperCase(Locale.ROOT)));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads what a person typed in major units, with a point before the decimals: "40", "40.50".
     *
     * @throws IllegalArgumentException with a sentence for the person, if that is not an amount in that currency
     */
    public static Money parse(String typed, Currency currency) {
        try {
            if (TYPED.matcher(typed.strip()).matches()) {
                return new Money(new BigDecimal(typed.strip()).movePointRight(decimals(currency)).longValueExact(), currency);
            }
        } catch (ArithmeticException tooManyDecimals) {
            // The sentence below says how many there may be.
        }
        throw new IllegalArgumentException("\"%s\" is not an amount in %s: write it as digits %s.".formatted(typed.strip(), currency.getCurrencyCode(),
                switch (decimals(currency)) {
                    case 0 -> "without decimals, such as 40";
                    case 3 -> "with at most 3 decimals after a point, such as 40.125";
                    default -> "with at most " + decimals(currency) + " decimals after a point, such as 40.50";
                }));
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
     * A share of this amount, rounded to what a card can be charged, a half away from zero.
     *
     * @param basisPoints hundredths of a percent: 2500 is a quarter
     */
    public Money share(int basisPoints) {
        return share(basisPoints, BASIS_POINTS_OF_THE_WHOLE);
    }

    /**
     * A share of this amount, rounded to what a card can be charged, a half away from zero.
     *
     * @param part of the whole, such as the seconds that are left
     * @param whole positive, such as the seconds of the period
     */
    public Money share(long part, long whole) {
        var exact = new BigDecimal(BigInteger.valueOf(minor).multiply(BigInteger.valueOf(part)));
        var step = BigDecimal.valueOf(whole).multiply(BigDecimal.valueOf(chargeableStep()));
        return new Money(exact.divide(step, 0, RoundingMode.HALF_UP).longValueExact() * chargeableStep(), currency);
    }

    /**
     * Whether a card can be charged exactly this: card networks take amounts of three-decimal currencies in tens of the minor unit only
     * (https://docs.stripe.com/currencies#three-decimal).
     */
    public boolean isChargeable() {
        return minor % chargeableStep() == 0;
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

    /** The amount as people of that locale write it, such as "€40.00", "40,00 €" or "CHF 40.00". */
    public String format(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(decimals(currency));
        format.setMaximumFractionDigits(decimals(currency));
        return LETTER_BESIDE_DIGIT.matcher(format.format(major())).replaceAll("\u00a0");
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

    /** Whether Stripe takes a charge as small as this; refunds may be smaller (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
    public boolean isLargeEnoughToCharge() {
        return minor >= SMALLEST_CHARGES.getOrDefault(currency.getCurrencyCode(), 1L);
    }

    private long chargeableStep() {
        return currency.getDefaultFractionDigits() == 3 ? 10 : 1;
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
