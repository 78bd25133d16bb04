package io.ipcbox.support.property;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Looks for a smaller input that fails in the same way: leaves numbers out and moves numbers towards zero. */
final class Shrinking<T> {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int SHORT = 6;

    private final Generator<T> inputs;
    private final Property.Check<T> check;
    private final Class<? extends Throwable> kind;
    private final long began = System.nanoTime();
    private Try<T> best;

    Shrinking(Try<T> failed, Generator<T> inputs, Property.Check<T> check) {
        this.inputs = inputs;
        this.check = check;
        this.kind = Objects.requireNonNull(failed.failure()).getClass();
        this.best = failed;
    }

    Try<T> smallest() {
        Try<T> before;
        do {
            before = best;
            leaveOut();
            lower();
        } while (best.isSmallerThan(before) && !isOver());
        return best;
    }

    /** Long blocks first, one after the other; then short ones, wherever they begin, as an element of a list may be one. */
    private void leaveOut() {
        int length = best.choices().size() / 2;
        while (length > 0) {
            boolean isShort = length <= SHORT;
            leaveOut(length, isShort ? 1 : length);
            length = isShort ? length - 1 : length / 2;
        }
    }

    private void leaveOut(int length, int step) {
        for (int at = best.choices().size() - length; at >= 0; at -= step) {
            if (at + length <= best.choices().size()) {
                List<Long> row = new ArrayList<>(best.choices());
                row.subList(at, at + length).clear();
                take(row);
            }
        }
    }

    private void lower() {
        for (int at = 0; at < best.choices().size(); at++) {
            take(at, -best.choices().get(at));
            if (at == best.choices().size()) {
                return;
            }
            // By all of its distance, by half of it, by a quarter of it …
            for (long step = best.choices().get(at);
                    step != 0 && at < best.choices().size();
                    step /= 2) {
                take(at, best.choices().get(at) - step);
            }
        }
    }

    private void take(int at, long value) {
        List<Long> row = new ArrayList<>(best.choices());
        row.set(at, value);
        take(row);
    }

    private void take(List<Long> row) {
        if (isOver()) {
            return;
        }
        Try<T> result = Try.of(Choices.replaying(row), inputs, check);
        if (kind.isInstance(result.failure()) && result.isSmallerThan(best)) {
            best = result;
        }
    }

    private boolean isOver() {
        return System.nanoTime() - began > LONGEST.toNanos();
    }
}
