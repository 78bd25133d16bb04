package io.ipcbox.lab;

import io.ipcbox.console.Console;
import io.ipcbox.console.StreamLines;
import io.ipcbox.console.TextLine;
import io.ipcbox.message.LineParser;
import io.ipcbox.text.Printable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers a program of the lab works on: given, read from standard input, or asked for. For one thread. */
final class Dataset {
    private static final int MOST = 10_000_000;
    private static final int MOST_BYTES = 1 << 28;
    private static final int SHOWN_CHARS = 40;
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]");
    /** A line with one integer, and the lines that follow. */
    private static final Pattern SIZE_LINE = Pattern.compile("\\s*[^,\\s]+[ \\t]*\\R");
    /** Nothing on one side of a comma, or nothing at all. */
    private static final Pattern GAP = Pattern.compile("(?:^|,)\\s*(?:,|\\z)");

    private static final String ITEM_QUESTION = "Enter the data: ";

    private final Console console;

    Dataset(Console console) {
        this.console = console;
    }

    /**
     * Understands integers between commas, spaces or line ends.
     *
     * @throws IllegalArgumentException whose message is for the user, at the first word that is none, and if there is
     *     none at all
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
     * Takes all integers of standard input, if that belongs to this program and is no terminal; without the first one
     * if the lines are the answers to the questions. Otherwise asks for a size, and then for as many numbers; several may
     * stand in one line.
     *
     * @param endMark a number after which nothing more is asked for
     * @return empty when the thread was interrupted
     * @throws LabFailure if the input ends too early; or makes no sense, and nobody is there to correct it
     */
    Optional<long[]> ask(String sizeQuestion, Optional<Long> endMark) {
        return console.hasInput()
                ? Optional.of(fromInput(text(console.input(MOST_BYTES)), endMark))
                : askOneByOne(sizeQuestion, endMark);
    }

    /** The lines of it, as everywhere, and an LF behind each. */
    private static String text(byte[] input) {
        StreamLines lines = new StreamLines(new ByteArrayInputStream(input), MOST_BYTES, false);
        StringBuilder text = new StringBuilder(input.length);
        for (Optional<TextLine> line = lines.nextLine(); line.isPresent(); line = lines.nextLine()) {
            text.append(new String(line.get().bytes(), StandardCharsets.UTF_8)).append('\n');
        }
        return text.toString();
    }

    private long[] fromInput(String text, Optional<Long> endMark) {
        try {
            long[] items = parse(text);
            if (items.length > MOST) {
                throw new IllegalArgumentException("too many: " + items.length + " integers; at most " + MOST);
            }
            return answersQuestions(text, items, endMark) ? withoutSize(items) : items;
        } catch (IllegalArgumentException e) {
            throw new LabFailure("standard input: " + e.getMessage());
        }
    }

    /**
     * True if the first line is one integer and the others have as many as it says; or fewer, if the last one is the end
     * mark.
     */
    private static boolean answersQuestions(String text, long[] items, Optional<Long> endMark) {
        long rest = items.length - 1L;
        boolean endsEarly = endMark.isPresent() && endMark.get() == items[items.length - 1];
        return rest > 0 && SIZE_LINE.matcher(text).lookingAt() && (items[0] == rest || (items[0] > rest && endsEarly));
    }

    // It could also be an item, so it is not dropped in silence.
    private long[] withoutSize(long[] items) {
        console.error(
                "the first line of the input, " + items[0]
                        + ", was taken as the size, as if it had been asked for; to use it as an item, pass the integers with --data");
        return Arrays.copyOfRange(items, 1, items.length);
    }

    private Optional<long[]> askOneByOne(String sizeQuestion, Optional<Long> endMark) {
        Optional<long[]> size = answer(sizeQuestion, "the size", Dataset::checkedSize);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        long[] items = new long[(int) size.get()[0]];
        int count = 0;
        while (count < items.length) {
            int left = items.length - count;
            Optional<long[]> some = answer(
                    ITEM_QUESTION, "item " + (count + 1) + " of " + items.length, line -> checkedItems(line, left));
            if (some.isEmpty()) {
                return Optional.empty();
            }
            System.arraycopy(some.get(), 0, items, count, some.get().length);
            count += some.get().length;
            if (endMark.isPresent() && Arrays.stream(some.get()).anyMatch(item -> item == endMark.get())) {
                break;
            }
        }
        return Optional.of(Arrays.copyOf(items, count));
    }

    private interface Understanding {
        long[] of(String line);
    }

    /** Asks until it gets what it asked for. */
    private Optional<long[]> answer(String question, String what, Understanding understanding) {
        while (true) {
            Optional<String> line = console.ask(question).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            if (line.isEmpty() && Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            try {
                return Optional.of(understanding.of(
                        line.orElseThrow(() -> new LabFailure("the input ended before " + what + " came"))));
            } catch (IllegalArgumentException e) {
                if (!console.isInteractive()) {
                    throw new LabFailure(what + ": " + e.getMessage());
                }
                console.error(String.valueOf(e.getMessage()));
            }
        }
    }

    private static long[] checkedSize(String line) {
        long[] numbers = parse(line);
        if (numbers.length != 1) {
            throw new IllegalArgumentException("the size is one integer; the data are asked for after it");
        }
        if (numbers[0] < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + numbers[0]);
        }
        if (numbers[0] > MOST) {
            throw new IllegalArgumentException("too big: " + numbers[0] + "; at most " + MOST);
        }
        return numbers;
    }

    private static long[] checkedItems(String line, int most) {
        long[] numbers = parse(line);
        if (numbers.length > most) {
            throw new IllegalArgumentException(
                    "too many: " + numbers.length + " integers, and " + most + " still wanted");
        }
        return numbers;
    }
}
