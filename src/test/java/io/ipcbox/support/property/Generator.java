package io.ipcbox.support.property;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the inputs of a property. A range includes both of its ends; numbers and sizes at its edges come up often.
 *
 * @param <T> the type of the inputs
 */
@FunctionalInterface
public interface Generator<T> {
    /** A greatest length for arrays and texts where none is special. */
    int PLENTY = 255;

    /** Builds an input. */
    T from(Choices choices);

    default <U> Generator<U> map(Function<? super T, ? extends U> function) {
        return choices -> function.apply(from(choices));
    }

    default <U> Generator<U> flatMap(Function<? super T, Generator<U>> function) {
        return choices -> function.apply(from(choices)).from(choices);
    }

    static Generator<Long> longs() {
        return longs(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Generator<Long> longs(long min, long max) {
        return choices -> choices.between(min, max);
    }

    static Generator<Integer> integers(int min, int max) {
        return choices -> (int) choices.between(min, max);
    }

    /** All lengths in bytes are equally likely. */
    static Generator<BigInteger> bigIntegers(BigInteger min, BigInteger max) {
        int bytes = Math.max(min.bitLength(), max.bitLength()) / Byte.SIZE + 1;
        return bytes(1, bytes).map(value -> new BigInteger(value).max(min).min(max));
    }

    @SafeVarargs
    static <T> Generator<T> among(T... values) {
        return choices -> values[choices.index(values.length)];
    }

    /** Takes one of the generators, all equally likely. */
    @SafeVarargs
    static <T> Generator<T> oneOf(Generator<T>... generators) {
        return choices -> generators[choices.index(generators.length)].from(choices);
    }

    /** Takes one of the generators, each as often as its weight says. */
    @SafeVarargs
    static <T> Generator<T> weighted(Weighted<T>... kinds) {
        List<Generator<T>> all = new ArrayList<>();
        for (Weighted<T> kind : kinds) {
            all.addAll(Collections.nCopies(kind.weight, kind.generator));
        }
        return choices -> all.get(choices.index(all.size())).from(choices);
    }

    /** A generator and how often it is taken. */
    record Weighted<T>(int weight, Generator<T> generator) {}

    default Generator<List<T>> list(int min, int max) {
        return choices -> {
            List<T> values = new ArrayList<>();
            choices.times(min, max, () -> values.add(from(choices)));
            return values;
        };
    }

    static Generator<byte[]> bytes(int min, int max) {
        return longs(Byte.MIN_VALUE, Byte.MAX_VALUE).list(min, max).map(values -> {
            byte[] bytes = new byte[values.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = values.get(i).byteValue();
            }
            return bytes;
        });
    }

    static Generator<long[]> longArrays(int min, int max) {
        return longs().list(min, max)
                .map(values -> values.stream().mapToLong(Long::longValue).toArray());
    }

    /** Any text: code points of every plane, unpaired surrogates too. */
    static Generator<String> text() {
        return joined(integers(0, Character.MAX_CODE_POINT).map(Character::toString), 0, PLENTY);
    }

    static Generator<String> text(String characters, int min, int max) {
        return joined(among(characters.split("")), min, max);
    }

    /** One text from each of the generators, joined. */
    @SafeVarargs
    static Generator<String> sequence(Generator<String>... parts) {
        return choices -> {
            StringBuilder text = new StringBuilder();
            for (Generator<String> part : parts) {
                text.append(part.from(choices));
            }
            return text.toString();
        };
    }

    /** A number of texts from one generator, joined. */
    static Generator<String> joined(Generator<String> parts, int min, int max) {
        return parts.list(min, max).map(all -> String.join("", all));
    }
}
