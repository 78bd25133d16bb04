package io.ipcbox.process;

import java.util.Optional;

/**
 * A line that a child prints for its parent: a text, and the lines of input that it answers. On the child's standard output
 * it is {@code 17-17}, a space, and the text. Immutable.
 *
 * @param first number of the first line of input that it answers
 * @param last the same number, unless the text stands for several lines
 */
public record NumberedLine(long first, long last, String text) {
    private static final int MOST_DIGITS = 18;

    /** Empty if the line has no numbers. */
    public static Optional<NumberedLine> parse(String line) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ', dash + 1);
        return isNumber(line, 0, dash) && isNumber(line, dash + 1, space)
                ? Optional.of(new NumberedLine(
                        Long.parseLong(line, 0, dash, 10),
                        Long.parseLong(line, dash + 1, space, 10),
                        line.substring(space + 1)))
                : Optional.empty();
    }

    private static boolean isNumber(String line, int start, int end) {
        return start < end
                && end - start <= MOST_DIGITS
                && line.chars().skip(start).limit(end - start).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** The line as the child prints it. */
    public String print() {
        return first + "-" + last + " " + text;
    }

    /** The same text with the numbers of the parent, for which line 1 of the child is the given line. */
    public NumberedLine from(long line) {
        return new NumberedLine(first + line - 1, last + line - 1, text);
    }
}
