package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;
import io.ipcbox.text.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client can compute from a line. Exact for all 64-bit integers. The order of the line matters only to {@link
 * #VALUES} and, among several modes, to {@link #MODE}. Any thread may call.
 *
 * <p>A line of ten million integers takes well under a second. {@code median} and {@code mode} need memory for a copy of
 * the line, {@code values} for twice its text, the others none.
 */
public enum Statistic {
    /** {@code Mean is 372.75}. */
    MEAN,
    /** {@code Median is 289.5}. */
    MEDIAN,
    /** {@code Mode is 123}, {@code Modes are 1, 2}. */
    MODE,
    /** {@code Values are 123 123 456 789}: the line itself. */
    VALUES,
    /** {@code Count is 4}. */
    COUNT,
    /** {@code Min is 123}. */
    MIN,
    /** {@code Max is 789}. */
    MAX,
    /** {@code Sum is 1491}. */
    SUM,
    /** {@code Count is 4, min is 123, max is 789, sum is 1491, mean is 372.75, median is 289.5, mode is 123}. */
    ALL;

    private static final int SHOWN_CHARS = 40;

    /** The statistic as one line of text, without a line end. */
    public String report(IntegerLine line) {
        return switch (this) {
            case MEAN -> "Mean is " + Mean.of(line);
            case MEDIAN -> "Median is " + Median.of(line);
            case MODE -> Mode.of(line).report();
            case VALUES -> line.appendTo(new StringBuilder("Values are ")).toString();
            case COUNT -> "Count is " + line.size();
            case MIN -> "Min is " + line.stream().min().orElseThrow();
            case MAX -> "Max is " + line.stream().max().orElseThrow();
            case SUM -> "Sum is " + Sum.of(line);
            case ALL -> all(line);
        };
    }

    private static String all(IntegerLine line) {
        return Stream.of(MIN, MAX, SUM, MEAN, MEDIAN, MODE)
                .map(statistic -> statistic.report(line))
                .map(report -> report.substring(0, 1).toLowerCase(Locale.ROOT) + report.substring(1))
                .collect(Collectors.joining(", ", COUNT.report(line) + ", ", ""));
    }

    /**
     * The statistic with that name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Statistic parse(String name) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a statistic: \""
                        + Printable.escape(name, SHOWN_CHARS) + "\"; choose one of " + choices()));
    }

    private static String choices() {
        return Arrays.stream(values()).map(Statistic::toString).collect(Collectors.joining(", "));
    }

    /** The name as users type it: {@code mean}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
