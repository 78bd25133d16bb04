package io.ipcbox.lab;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers a program of the lab works on: given, or asked for. For one thread. */
final class Dataset {
    private static final int MOST = 10_000_000;
    private static final int SHOWN_CHARS = 40;
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final String ITEM_QUESTION = "Enter the data: ";

    private final LabConsole console;

    Dataset(LabConsole console) {
        this.console = console;
    }

    /**
     * Understands integers between commas or spaces.
     *
     * @throws IllegalArgumentException whose message is for the user, at the first word that is none
     */
    static long[] parse(String text) {
        return SEPARATOR
                .splitAsStream(text.strip())
                .filter(word -> !word.isEmpty())
                .mapToLong(Dataset::integer)
                .toArray();
    }

    private static long integer(String word) {
        String shown = "\"" + word.substring(0, Math.min(word.length(), SHOWN_CHARS)) + "\"";
        if (!INTEGER.matcher(word).matches()) {
            throw new IllegalArgumentException("not an integer: " + shown);
        }
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("too big for 64 bits: " + shown);
        }
    }

    /**
     * Asks for a size, and then for as many numbers; several may stand in one line.
     *
     * @param endMark a number after which nothing more is asked for
     * @return empty when the thread was interrupted
     * @throws LabFailure if the input ends too early; or makes no sense, and nobody is there to correct it
     */
    Optional<long[]> ask(String sizeQuestion, Optional<Long> endMark) {
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
            Optional<String> line = console.ask(question);
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
            throw new IllegalArgumentException("one integer is wanted here");
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
        if (numbers.length == 0) {
            throw new IllegalArgumentException("an integer is wanted here");
        }
        if (numbers.length > most) {
            throw new IllegalArgumentException(
                    "too many: " + numbers.length + " integers, and " + most + " still wanted");
        }
        return numbers;
    }
}
