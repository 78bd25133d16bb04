package io.ipcbox.statistic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A quotient in decimal notation: all its digits if there are at most fifteen after the point ({@code 372.75}), else
 * rounded half-even to fifteen significant digits ({@code 5.85714285714286}), but never to fewer than two after the point
 * ({@code 9223372036854775806.67}). No exponent, no trailing zeros after the point. It is not computed as a {@code
 * double}, which above 2<sup>53</sup> could not even hold the integers.
 *
 * <p>Integers are not rounded, so rounding never passes one: a mean stays between the smallest integer of its line and
 * the largest.
 */
final class ExactDecimal {
    private static final int FRACTION_DIGITS = 15;
    private static final int LEAST_FRACTION_DIGITS = 2;
    private static final long SHIFT_64_BITS = 1_000_000_000_000_000L;
    private static final long MOST_TO_SHIFT = Long.MAX_VALUE / SHIFT_64_BITS;
    private static final BigInteger SHIFT = BigInteger.TEN.pow(FRACTION_DIGITS);
    private static final MathContext ROUNDED = new MathContext(15, RoundingMode.HALF_EVEN);

    private ExactDecimal() {}

    /** @param denominator above 0 */
    static String quotient(BigInteger numerator, long denominator) {
        @Nullable
        String usual = numerator.bitLength() < Long.SIZE ? shortQuotient(numerator.longValue(), denominator) : null;
        return usual == null ? longQuotient(numerator, denominator) : usual;
    }

    /** Enough for most lines, in a fraction of the time; null if 64 bits are too few, or the quotient must be rounded. */
    private static @Nullable String shortQuotient(long numerator, long denominator) {
        long rest = Math.abs(numerator % denominator);
        if (rest == 0) {
            return Long.toString(numerator / denominator);
        }
        if (rest > MOST_TO_SHIFT || rest * SHIFT_64_BITS % denominator != 0) {
            return null;
        }
        long whole = Math.abs(numerator / denominator);
        // The 1 in front of the fraction keeps its leading zeros.
        String fraction = Long.toString(SHIFT_64_BITS + rest * SHIFT_64_BITS / denominator);
        int end = fraction.length();
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return (numerator < 0 ? "-" : "") + whole + "." + fraction.substring(1, end);
    }

    private static String longQuotient(BigInteger numerator, long denominator) {
        BigInteger divisor = BigInteger.valueOf(denominator);
        BigInteger[] shifted = numerator.multiply(SHIFT).divideAndRemainder(divisor);
        BigDecimal result = shifted[1].signum() == 0
                ? new BigDecimal(shifted[0], FRACTION_DIGITS)
                : rounded(new BigDecimal(numerator), new BigDecimal(divisor));
        return result.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal rounded(BigDecimal numerator, BigDecimal divisor) {
        BigDecimal result = numerator.divide(divisor, ROUNDED);
        // Divided again, because rounding twice may give a wrong digit.
        return result.scale() < LEAST_FRACTION_DIGITS
                ? numerator.divide(divisor, LEAST_FRACTION_DIGITS, RoundingMode.HALF_EVEN)
                : result;
    }
}
