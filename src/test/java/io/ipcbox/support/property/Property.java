package io.ipcbox.support.property;

import io.ipcbox.text.Printable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What must hold for any input. A failure names the seed of the failing try, its input, and the smallest input found that
 * fails in the same way; {@code -Dipcbox.property.seed=SEED} makes that try the first. Prints nothing.
 */
public final class Property {
    static final String SEED = "ipcbox.property.seed";

    private static final int TRIES = 1000;
    private static final int LONGEST_SHOWN = 2000;

    private Property() {}

    /** Asserts something about one input. */
    @FunctionalInterface
    public interface Check<T> {
        void accept(T input) throws Exception;
    }

    /** Asserts something about two inputs. */
    @FunctionalInterface
    public interface Check2<T, U> {
        void accept(T first, U second) throws Exception;
    }

    public static <T> void forAll(Generator<T> inputs, Check<T> check) {
        forAll(TRIES, inputs, check);
    }

    public static <T, U> void forAll(Generator<T> first, Generator<U> second, Check2<T, U> check) {
        forAll(TRIES, first, second, check);
    }

    public static <T, U> void forAll(int tries, Generator<T> first, Generator<U> second, Check2<T, U> check) {
        Generator<Pair<T, U>> pairs = choices -> new Pair<>(first.from(choices), second.from(choices));
        forAll(tries, pairs, pair -> check.accept(pair.first, pair.second));
    }

    public static <T> void forAll(int tries, Generator<T> inputs, Check<T> check) {
        Long given = Long.getLong(SEED);
        long seed = given == null ? new SplittableRandom().nextLong() : given;
        for (int i = 0; i < tries; i++) {
            Try<T> result = Try.of(Choices.random(seed + i), inputs, check);
            if (result.failure() != null) {
                Try<T> smallest = new Shrinking<>(result, inputs, check).smallest();
                String where = "try %d of %d fails; -D%s=%d repeats it".formatted(i + 1, tries, SEED, seed + i);
                throw new AssertionError(
                        String.join(
                                "\n",
                                where,
                                "smallest input: " + shown(smallest.input()),
                                "first input: " + shown(result.input()),
                                String.valueOf(smallest.failure())),
                        smallest.failure());
            }
        }
    }

    private static String shown(Object input) {
        // As the element of an array, because it may be one.
        String inBrackets = Arrays.deepToString(new Object[] {input});
        return Printable.escape(inBrackets.substring(1, inBrackets.length() - 1), LONGEST_SHOWN);
    }

    private record Pair<T, U>(T first, U second) {
        @Override
        public String toString() {
            return Arrays.deepToString(new Object[] {first, second});
        }
    }
}
