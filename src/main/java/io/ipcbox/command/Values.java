package io.ipcbox.command;

import io.ipcbox.ipc.Permissions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What the values of options mean. Pure functions; a value that means nothing is a {@link TypeConversionException}. */
public final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|)");
    // Ten times as many digits as any of them has: a number is not read at the expense of its length.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,200}");
    private static final int NANO_DIGITS = 9;

    private Values() {}

    static void register(CommandLine line) {
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(Permissions.class, Values::permissions);
        line.registerConverter(int.class, text -> (int) wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        line.registerConverter(Integer.class, text -> (int) wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        line.registerConverter(long.class, text -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE));
        line.registerConverter(Long.class, text -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    static long wholeNumber(String text, long least, long most) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new TypeConversionException("not a whole number: \"" + text + "\"");
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new TypeConversionException("too large: \"" + text + "\"; at most " + most);
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0) {
            throw new TypeConversionException("too small: \"" + text + "\"; at least " + least);
        }
        return number.longValue();
    }

    static Permissions permissions(String text) {
        return converted(() -> Permissions.parse(text));
    }

    /** Seconds, or with a unit: {@code 3}, {@code 0.5}, {@code 500ms}, {@code 2m}. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "not a time: \"" + text + "\"; give seconds such as 0.5, or a unit: 500ms, 2s, 3m, 1h");
        }
        BigDecimal unitNanos = BigDecimal.valueOf(
                switch (matcher.group(2)) {
                    case "ms" -> 1_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 1_000_000_000L;
                });
        BigDecimal seconds =
                new BigDecimal(matcher.group(1)).multiply(unitNanos).movePointLeft(NANO_DIGITS);
        return Duration.ofSeconds(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue());
    }

    /** Converts; the reason of a failure is what the user reads. */
    public static <T> T converted(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
