package io.ipcbox.support.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The numbers from which one input is built. They are drawn at random or replayed from a recording; either way they are
 * recorded again, so that a modified recording gives a modified input. A shorter recording gives a shorter input, a
 * number nearer to zero a simpler one.
 */
final class Choices {
    private static final int EDGES_IN_16 = 2;
    private static final int SMALL_IN_16 = 6;

    private final SplittableRandom random;
    private final List<Long> recording;
    private final boolean replaying;
    private final List<Long> recorded = new ArrayList<>();

    private Choices(SplittableRandom random, List<Long> recording, boolean replaying) {
        this.random = random;
        this.recording = recording;
        this.replaying = replaying;
    }

    static Choices random(long seed) {
        return new Choices(new SplittableRandom(seed), List.of(), false);
    }

    /** Continues with zeros after the last number of the recording; moves each number into the range asked for. */
    static Choices replaying(List<Long> recording) {
        return new Choices(new SplittableRandom(0), recording, true);
    }

    List<Long> recorded() {
        return recorded;
    }

    /** Any number of the range, both ends included, but an edge or a small one more often than chance would have it. */
    long between(long min, long max) {
        return next(min, max, () -> {
            int kind = random.nextInt(16);
            if (kind < EDGES_IN_16) {
                return edge(min, max);
            }
            return kind < EDGES_IN_16 + SMALL_IN_16 ? small(min, max) : uniform(min, max);
        });
    }

    /** An index below {@code count}; all are equally likely. */
    int index(int count) {
        return (int) next(0, count - 1L, () -> random.nextInt(count));
    }

    /** Runs something a number of times. The recording says before each run that it follows, so any can be left out. */
    void times(int min, int max, Runnable each) {
        int wanted = replaying ? max : size(min, max);
        for (int i = 0; i < max; i++) {
            boolean more = i < wanted;
            if (i >= min && next(0, 1, () -> more ? 1 : 0) == 0) {
                return;
            }
            each.run();
        }
    }

    private int size(int min, int max) {
        return random.nextInt(16) < EDGES_IN_16 ? (int) edge(min, max) : (int) uniform(min, max);
    }

    private long next(long min, long max, LongSupplier chosen) {
        long value = chosen(min, max, chosen);
        recorded.add(value);
        return value;
    }

    private long chosen(long min, long max, LongSupplier chosen) {
        if (!replaying) {
            return chosen.getAsLong();
        }
        return Math.clamp(recorded.size() < recording.size() ? recording.get(recorded.size()) : 0, min, max);
    }

    private long edge(long min, long max) {
        long[] edges = LongStream.of(min, min + 1, -2, -1, 0, 1, 2, max - 1, max)
                .filter(value -> min <= value && value <= max)
                .toArray();
        return edges[random.nextInt(edges.length)];
    }

    /** A distance of any number of bits, all equally likely, from zero or from the end of the range nearest to it. */
    private long small(long min, long max) {
        int longest = Long.SIZE - Long.numberOfLeadingZeros(max - min);
        if (longest == 0) {
            return min;
        }
        long magnitude = random.nextLong() >>> (Long.SIZE - random.nextInt(longest) - 1);
        long start = Math.clamp(0L, min, max);
        long value = random.nextBoolean() ? start + magnitude : start - magnitude;
        return min <= value && value <= max ? value : uniform(min, max);
    }

    private long uniform(long min, long max) {
        return max == Long.MAX_VALUE
                ? (min == Long.MIN_VALUE ? random.nextLong() : random.nextLong(min - 1, max) + 1)
                : random.nextLong(min, max + 1);
    }
}
