package io.ipcbox.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * What the value of a setting must be.
 *
 * @param type of the value once it is converted
 * @param holds tells whether a converted value will do
 * @param description completes "must be …", for the user
 */
record Limit<T>(Class<T> type, Predicate<T> holds, String description) {
    static Limit<String> text(Predicate<String> holds, String description) {
        return new Limit<>(String.class, holds, description);
    }

    static Limit<Integer> number(int min, int max) {
        return new Limit<>(
                Integer.class, value -> value >= min && value <= max, "a whole number from " + min + " to " + max);
    }

    static Limit<DataSize> size(String min, String max) {
        return new Limit<>(
                DataSize.class,
                value -> isBetween(value, DataSize.parse(min), DataSize.parse(max)),
                "a size from " + min + " to " + max + ", such as 4MB");
    }

    static Limit<Duration> time(String min, String max) {
        return new Limit<>(
                Duration.class,
                value -> isBetween(value, DurationStyle.detectAndParse(min), DurationStyle.detectAndParse(max)),
                "a time from " + min + " to " + max + ", such as 500ms or 2s");
    }

    static Limit<Boolean> flag() {
        return new Limit<>(Boolean.class, value -> true, "true or false");
    }

    static <E extends Enum<E>> Limit<E> oneOf(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return new Limit<>(type, value -> true, "one of " + names);
    }

    /** The same, and another condition. */
    Limit<T> and(Predicate<T> more, String moreDescription) {
        return new Limit<>(type, holds.and(more), description + ", " + moreDescription);
    }

    boolean accepts(Object value) {
        return holds.test(type.cast(value));
    }

    private static <C extends Comparable<? super C>> boolean isBetween(C value, C min, C max) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }
}
