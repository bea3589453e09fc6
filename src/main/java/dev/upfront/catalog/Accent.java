package dev.upfront.catalog;

import java.math.BigInteger;
import java.util.Locale;

/**
 * A practice's colour made readable: every text on it, and every text in it, reaches the contrast of 4.5 to 1
 * that WCAG 2.2 asks for (success criterion 1.4.3; relative luminance as defined there), in light and in dark.
 */
public record Accent(int rgb) {

    private static final int LIGHT_SURFACE = 0xeeeeea;
    private static final int DARK_SURFACE = 0x25292d;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;
    /** Light is counted in hundred-thousandths, without floating point. */
    private static final int FULL_LIGHT = 100_000;

    /** @param colour "#rrggbb" */
    public static Accent of(String colour) {
        return new Accent(Integer.parseInt(colour.substring(1), 16));
    }

    /** Black or white, whichever is easier to read on the colour. */
    public int textOn() {
        return contrast(rgb, WHITE) >= contrast(rgb, BLACK) ? WHITE : BLACK;
    }

    /** The same as #rrggbb, for a style. */
    public String textOnAsCss() {
        return css(textOn());
    }

    /** The colour as text on the pages' light surfaces: darkened no further than needed. */
    public int textOnLight() {
        return readable(LIGHT_SURFACE, BLACK);
    }

    public int textOnDark() {
        return readable(DARK_SURFACE, WHITE);
    }

    /** The style sheet that lays the colour over the visual system's tokens. */
    public String styleSheet() {
        return """
                :root { --accent: %s; --accent-strong: %s; --on-accent: %s; --accent-ink: %s; --accent-back: %s; }
                @media (prefers-color-scheme: dark) { :root { --accent: %1$s; --accent-strong: %2$s; --on-accent: %3$s; --accent-ink: %s; --accent-back: %s; } }
                """.formatted(css(rgb), css(mix(rgb, textOn() == WHITE ? BLACK : WHITE, 15)), css(textOn()),
                css(textOnLight()), css(mix(WHITE, rgb, 8)), css(textOnDark()), css(mix(0x1b1f22, rgb, 12)));
    }

    /** The contrast of two colours in hundredths: 450 is 4.5 to 1. */
    static int contrast(int one, int other) {
        var lighter = Math.max(luminance(one), luminance(other)) + FULL_LIGHT / 20;
        var darker = Math.min(luminance(one), luminance(other)) + FULL_LIGHT / 20;
        return lighter * 100 / darker;
    }

    private int readable(int surface, int towards) {
        for (var percent = 0; percent < 100; percent += 2) {
            var candidate = mix(rgb, towards, percent);
            if (contrast(candidate, surface) >= 450) {
                return candidate;
            }
        }
        return towards;
    }

    private static int mix(int colour, int other, int percent) {
        var mixed = 0;
        for (var shift = 16; shift >= 0; shift -= 8) {
            mixed |= (channel(colour, shift) * (100 - percent) + channel(other, shift) * percent) / 100 << shift;
        }
        return mixed;
    }

    private static int luminance(int colour) {
        return (2126 * light(channel(colour, 16)) + 7152 * light(channel(colour, 8)) + 722 * light(channel(colour, 0))) / 10_000;
    }

    /** ((c + 0.055) / 1.055) to the power 2.4, the fifth root of the twelfth power, found by halving; below 0.04045 it is c / 12.92. */
    private static int light(int channel) {
        if (channel <= 10) {
            return channel * FULL_LIGHT * 100 / (255 * 1292);
        }
        var base = BigInteger.valueOf(channel * 1000L + 55 * 255).pow(12).multiply(BigInteger.valueOf(FULL_LIGHT).pow(5));
        var whole = BigInteger.valueOf(1055L * 255).pow(12);
        var low = 0;
        var high = FULL_LIGHT;
        while (low < high) {
            var middle = (low + high + 1) / 2;
            if (BigInteger.valueOf(middle).pow(5).multiply(whole).compareTo(base) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static int channel(int colour, int shift) {
        return colour >> shift & 0xff;
    }

    private static String css(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
