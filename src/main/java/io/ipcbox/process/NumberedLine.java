package io.ipcbox.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that a child prints for its parent: a text, and which lines of input it answers. On the child's standard output
 * it is {@code 17-17}, a space, and the text. A child without a parent prints the text alone. Immutable.
 *
 * @param first number of the first line of input that it answers
 * @param last the same number, unless the text stands for several lines
 */
public record NumberedLine(long first, long last, String text) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18}) (.*)");

    /** Reads one; empty if it is a line without numbers. */
    public static Optional<NumberedLine> parse(String line) {
        Matcher matcher = FORM.matcher(line);
        return matcher.matches()
                ? Optional.of(new NumberedLine(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** As the child prints it. */
    public String print() {
        return first + "-" + last + " " + text;
    }

    /** The same text with other numbers: what the child calls line 1 is that line of its parent's. */
    public NumberedLine from(long line) {
        return new NumberedLine(first + line - 1, last + line - 1, text);
    }
}
