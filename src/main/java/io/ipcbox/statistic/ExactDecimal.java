package io.ipcbox.statistic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A quotient as people write it: all its digits if they end within fifteen places after the point ({@code 372.75}), else
 * rounded half-even to fifteen significant ones ({@code 5.85714285714286}). No exponent, no trailing zeros after the
 * point. In between there is no {@code double}: above 2<sup>53</sup> it could not even hold the integers.
 */
final class ExactDecimal {
    private static final int FRACTION_DIGITS = 15;
    private static final BigInteger SHIFT = BigInteger.TEN.pow(FRACTION_DIGITS);
    private static final MathContext ROUNDED = new MathContext(15, RoundingMode.HALF_EVEN);

    private ExactDecimal() {}

    /** @param denominator above 0 */
    static String quotient(BigInteger numerator, long denominator) {
        BigInteger divisor = BigInteger.valueOf(denominator);
        BigInteger[] shifted = numerator.multiply(SHIFT).divideAndRemainder(divisor);
        BigDecimal result = shifted[1].signum() == 0
                ? new BigDecimal(shifted[0], FRACTION_DIGITS)
                : new BigDecimal(numerator).divide(new BigDecimal(divisor), ROUNDED);
        return result.stripTrailingZeros().toPlainString();
    }
}
