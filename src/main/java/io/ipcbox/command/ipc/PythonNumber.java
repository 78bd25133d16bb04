package io.ipcbox.command.ipc;

import java.math.BigDecimal;

/** A number as Python prints it. Pure functions. */
final class PythonNumber {
    private static final int FIRST_EXPONENT = 16;
    private static final int LAST_SMALL_EXPONENT = -4;

    private PythonNumber() {}

    /** As long as it is. */
    static String ofInteger(String digits) {
        return digits.equals("-0") ? "0" : digits;
    }

    /** A double: the fewest digits that mean it; an exponent from 1e16 on, and below 1e-4. */
    static String ofFloat(String number) {
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return number.startsWith("-") ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= LAST_SMALL_EXPONENT && exponent < FIRST_EXPONENT) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e%+03d".formatted(exponent);
    }
}
