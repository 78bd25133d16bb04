package io.ipcbox.lab;

import io.ipcbox.console.Console;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.TextLine;
import io.ipcbox.ipc.WaitEndedException;
import io.ipcbox.message.LineParser;
import io.ipcbox.text.Printable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The integers that a program works on: given on the command line, read from standard input, or asked for. Immutable. */
final class Dataset {
    private static final int MOST = 10_000_000;
    private static final int MOST_BYTES = 1 << 28;
    private static final int SHOWN_CHARS = 40;
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]");
    /** A line with one integer, and the lines that follow. */
    private static final Pattern SIZE_LINE = Pattern.compile("\\s*[^,\\s]+[ \\t]*\\R");
    /** Nothing on one side of a comma, or nothing at all. */
    private static final Pattern GAP = Pattern.compile("(?:^|,)\\s*(?:,|\\z)");

    private final Optional<long[]> given;
    private final String sizeQuestion;
    private final OptionalLong endMark;

    /**
     * @param given the integers as text, if the command line has them
     * @param endMark an integer after which no more are asked for
     * @throws IllegalArgumentException if the given text is not a list of integers
     */
    Dataset(Optional<String> given, String sizeQuestion, OptionalLong endMark) {
        this.given = given.map(Dataset::parse);
        this.sizeQuestion = sizeQuestion;
        this.endMark = endMark;
    }

    /**
     * Parses integers separated by commas, spaces or line ends.
     *
     * @throws IllegalArgumentException at the first word that is not an integer, and if there are none; the message is
     *     for the user
     */
    static long[] parse(String text) {
        if (GAP.matcher(text).find()) {
            throw new IllegalArgumentException("an integer is missing"
                    + (text.isBlank() ? "" : " in \"" + Printable.escape(text.strip(), SHOWN_CHARS) + "\""));
        }
        String line = SEPARATOR.matcher(text).replaceAll(" ");
        return LineParser.parse(line).orElseThrow().toArray();
    }

    /**
     * Returns the integers: those given; else all of standard input, if it belongs to this command and is not a terminal
     * (without the first, if its lines are the answers to the questions); else the answers to the questions, each of
     * which may hold several.
     *
     * @throws WaitEndedException if the thread is interrupted
     * @throws LabFailure if the input ends too early, or is not valid and cannot be corrected by a user
     */
    long[] read(Console console) {
        return given.orElseGet(() -> console.hasInput() ? fromInput(console) : askOneByOne(console));
    }

    private long[] fromInput(Console console) {
        String text = text(console.input(MOST_BYTES));
        try {
            long[] items = parse(text);
            if (items.length > MOST) {
                throw new IllegalArgumentException("too many: " + items.length + " integers; at most " + MOST);
            }
            return answersQuestions(text, items) ? withoutSize(items, console) : items;
        } catch (IllegalArgumentException e) {
            throw new LabFailure("standard input: " + e.getMessage());
        }
    }

    /** The lines of the input, each with an LF, whatever ended it. */
    private static String text(byte[] input) {
        StreamLines lines = new StreamLines(new ByteArrayInputStream(input), MOST_BYTES, false);
        StringBuilder text = new StringBuilder(input.length);
        for (Optional<TextLine> line = lines.nextLine(); line.isPresent(); line = lines.nextLine()) {
            text.append(new String(line.get().bytes(), StandardCharsets.UTF_8)).append('\n');
        }
        return text.toString();
    }

    /**
     * True if the first line is a single integer and as many follow as it says; or fewer, if the last one is the end
     * mark.
     */
    private boolean answersQuestions(String text, long[] items) {
        long rest = items.length - 1L;
        boolean endsEarly = items[0] > rest && isEnd(items[items.length - 1]);
        return rest > 0 && SIZE_LINE.matcher(text).lookingAt() && (items[0] == rest || endsEarly);
    }

    private boolean isEnd(long item) {
        return endMark.isPresent() && endMark.getAsLong() == item;
    }

    // The first integer could also be an item, so the user is told.
    private static long[] withoutSize(long[] items, Console console) {
        console.error("the first line of the input, " + items[0]
                + ", was taken as the size; to use it as an item, pass the integers with --data");
        return Arrays.copyOfRange(items, 1, items.length);
    }

    private long[] askOneByOne(Console console) {
        long[] items = new long[(int) answer(console, sizeQuestion, "the size", Dataset::size)[0]];
        int count = 0;
        boolean ended = false;
        while (count < items.length && !ended) {
            int left = items.length - count;
            String what = "item " + (count + 1) + " of " + items.length;
            long[] some = answer(console, "Enter the data: ", what, line -> upTo(left, line));
            System.arraycopy(some, 0, items, count, some.length);
            count += some.length;
            ended = Arrays.stream(some).anyMatch(this::isEnd);
        }
        return Arrays.copyOf(items, count);
    }

    /** Asks until the answer is valid. */
    private static long[] answer(Console console, String question, String what, Function<String, long[]> parser) {
        int refusals = console.refusals();
        while (true) {
            Optional<byte[]> line = console.ask(question);
            if (line.isEmpty() && Thread.currentThread().isInterrupted()) {
                throw new WaitEndedException("read", what, WaitEndedException.Reason.INTERRUPTED);
            }
            if (console.refusals() > refusals) {
                throw endInput(console, what + ": no valid answer");
            }
            try {
                return parser.apply(new String(
                        line.orElseThrow(() -> new LabFailure("the input ended before " + what)),
                        StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                if (!console.isInteractive()) {
                    throw endInput(console, what + ": " + e.getMessage());
                }
                console.error(String.valueOf(e.getMessage()));
            }
        }
    }

    private static LabFailure endInput(Console console, String reason) {
        console.endInput();
        return new LabFailure(reason + "; the rest of the input is not read");
    }

    private static long[] size(String line) {
        long[] numbers = parse(line);
        if (numbers.length != 1) {
            throw new IllegalArgumentException("the size is a single integer; the data is asked for next");
        }
        if (numbers[0] < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + numbers[0]);
        }
        if (numbers[0] > MOST) {
            throw new IllegalArgumentException("too large: " + numbers[0] + "; at most " + MOST);
        }
        return numbers;
    }

    private static long[] upTo(int most, String line) {
        long[] numbers = parse(line);
        if (numbers.length > most) {
            throw new IllegalArgumentException(
                    "too many: " + numbers.length + " integers; only " + most + " more needed");
        }
        return numbers;
    }
}
