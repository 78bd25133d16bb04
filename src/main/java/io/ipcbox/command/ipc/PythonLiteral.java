package io.ipcbox.command.ipc;

import io.ipcbox.text.Printable;
import java.math.BigDecimal;

/** Numbers and strings as Python's {@code repr} writes them. Pure functions. */
final class PythonLiteral {
    private static final int FIRST_EXPONENT = 16;
    private static final int LAST_SMALL_EXPONENT = -4;

    private PythonLiteral() {}

    static String ofInteger(String digits) {
        return digits.equals("-0") ? "0" : digits;
    }

    /** A double with the fewest digits that identify it, and an exponent from 1e16 on and below 1e-4. */
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

    /** In single quotes, unless the text contains these and no double quotes. */
    static String ofString(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> append(c, quote, quoted);
            }
        });
        return quoted.append(quote).toString();
    }

    private static void append(int c, char quote, StringBuilder quoted) {
        if (c == quote) {
            quoted.append('\\').append(quote);
        } else if (Printable.isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
    }
}
