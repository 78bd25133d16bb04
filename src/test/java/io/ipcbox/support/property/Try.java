package io.ipcbox.support.property;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property checked with one input.
 *
 * @param choices the numbers from which the input was built
 * @param failure null if the property held
 */
record Try<T>(T input, List<Long> choices, @Nullable Throwable failure) {
    static <T> Try<T> of(Choices choices, Generator<T> inputs, Property.Check<T> check) {
        T input = inputs.from(choices);
        try {
            check.accept(input);
            return new Try<>(input, choices.recorded(), null);
        } catch (Throwable e) {
            return new Try<>(input, choices.recorded(), e);
        }
    }

    /** Built from fewer numbers, or from as many, the first different one of which is nearer to zero. */
    boolean isSmallerThan(Try<T> other) {
        if (choices.size() != other.choices.size()) {
            return choices.size() < other.choices.size();
        }
        for (int i = 0; i < choices.size(); i++) {
            long mine = choices.get(i);
            long others = other.choices.get(i);
            if (mine != others) {
                // As an unsigned number, the magnitude of the least long is right too.
                int order = Long.compareUnsigned(Math.abs(mine), Math.abs(others));
                return order < 0 || (order == 0 && mine > 0);
            }
        }
        return false;
    }
}
