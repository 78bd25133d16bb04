package io.ipcbox.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * The limit of a setting, parsed.
 *
 * @param holds tests a converted value
 * @param description the limit in words: completes "must be …"
 */
record SettingRule(Predicate<Object> holds, String description) {
    /** @throws IllegalArgumentException if the component's type is not supported */
    static SettingRule of(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return new SettingRule(value -> true, "true or false");
        }
        if (type.isEnum()) {
            return new SettingRule(value -> true, "one of " + String.join(", ", choices(type)));
        }
        Limit limit = Objects.requireNonNull(component.getAnnotation(Limit.class), component::toString);
        if (type == String.class) {
            return new SettingRule(value -> Pattern.matches(limit.pattern(), (String) value), limit.description());
        }
        if (type == int.class) {
            return between(limit, Integer::valueOf, "a whole number", "");
        }
        if (type == Duration.class) {
            return between(limit, DurationStyle::detectAndParse, "a time", ", such as 500ms or 2s");
        }
        if (type == DataSize.class) {
            SettingRule size = between(limit, DataSize::parse, "a size", ", such as 4MB");
            return limit.powerOfTwo() ? size.and(SettingRule::isPowerOfTwo, "a power of two") : size;
        }
        throw new IllegalArgumentException(component.toString());
    }

    private static <C extends Comparable<C>> SettingRule between(
            Limit limit, Function<String, C> parser, String kind, String example) {
        C min = parser.apply(limit.min());
        C max = parser.apply(limit.max());
        return new SettingRule(
                value -> min.compareTo(typed(value)) <= 0 && max.compareTo(typed(value)) >= 0,
                kind + " from " + limit.min() + " to " + limit.max() + example);
    }

    // The binder has converted it to the component's type.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <C> C typed(Object value) {
        return (C) value;
    }

    private SettingRule and(Predicate<Object> more, String moreDescription) {
        return new SettingRule(holds.and(more), description + ", " + moreDescription);
    }

    private static boolean isPowerOfTwo(Object size) {
        return Long.bitCount(((DataSize) size).toBytes()) == 1;
    }

    /** The values of a type that has only a few, else none. */
    static List<String> choices(Class<?> type) {
        if (type == boolean.class) {
            return List.of("true", "false");
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .toList()
                : List.of();
    }
}
