package io.ipcbox.command;

import io.ipcbox.console.TerminalText;
import io.ipcbox.ipc.Permissions;
import io.ipcbox.text.UsageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Converts the values of options. Pure functions; a value without a meaning is a {@link TypeConversionException}. */
public final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|)");
    // More digits than any number needs: a limit keeps the conversion of a long word cheap.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,200}");
    private static final int NANO_DIGITS = 9;

    private Values() {}

    static void register(CommandLine line) {
        line.registerConverter(boolean.class, Values::truth);
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(Permissions.class, Values::permissions);
        line.registerConverter(int.class, text -> (int) wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        line.registerConverter(Integer.class, text -> (int) wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        line.registerConverter(long.class, text -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE));
        line.registerConverter(Long.class, text -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TypeConversionException("takes no value: " + TerminalText.quote(text));
        };
    }

    static long wholeNumber(String text, long least, long most) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new TypeConversionException("not a whole number: " + TerminalText.quote(text));
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new TypeConversionException("too large: " + TerminalText.quote(text) + "; at most " + most);
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0) {
            throw new TypeConversionException("too small: " + TerminalText.quote(text) + "; at least " + least);
        }
        return number.longValue();
    }

    /**
     * Checks the value of an option, and returns it.
     *
     * @throws UsageException if the value is below the limit
     */
    public static long atLeast(long least, String option, long value) {
        if (value < least) {
            throw new UsageException(option + ": too small: " + value + "; at least " + least);
        }
        return value;
    }

    static Permissions permissions(String text) {
        return converted(() -> Permissions.parse(text));
    }

    /** Converts seconds, or a number with a unit: {@code 3}, {@code 0.5}, {@code 500ms}, {@code 2m}. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "not a time: " + TerminalText.quote(text) + "; give seconds, or a unit: 0.5, 500ms, 2s, 3m, 1h");
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

    /** Converts a value; the message of a failure is for the user. */
    public static <T> T converted(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
