package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.Arrays;

/**
 * The values that appear most often. If there are several, all of them are modes, even if each appears only once; at most
 * ten are printed, in the order of their first appearance, with the number of the others.
 *
 * <p>Decision: sort a copy and measure its runs, instead of counting in a hash map. On ten million different integers,
 * radix sort takes little more than half the time of a primitive map and a third of its memory, and no choice of values
 * slows it down.
 */
final class Mode {
    private static final int MOST_PRINTED = 10;

    private final LongList first;
    private final int total;

    private Mode(LongList first, int total) {
        this.first = first;
        this.total = total;
    }

    static Mode of(IntegerLine line) {
        long[] sorted = line.toArray();
        LongArrays.radixSort(sorted);
        int total = moveModesToFront(sorted);
        return new Mode(firstToAppear(line, sorted, total), total);
    }

    /** Moves the values of the longest runs to the front, sorted, and returns how many there are. */
    private static int moveModesToFront(long[] sorted) {
        int modes = 0;
        int longest = 0;
        for (int start = 0; start < sorted.length; ) {
            int end = endOfRun(sorted, start);
            if (end - start > longest) {
                longest = end - start;
                modes = 0;
            }
            if (end - start == longest) {
                sorted[modes++] = sorted[start];
            }
            start = end;
        }
        return modes;
    }

    private static int endOfRun(long[] sorted, int start) {
        int end = start + 1;
        while (end < sorted.length && sorted[end] == sorted[start]) {
            end++;
        }
        return end;
    }

    private static LongList firstToAppear(IntegerLine line, long[] modes, int total) {
        LongList first = new LongArrayList(MOST_PRINTED);
        int printed = Math.min(total, MOST_PRINTED);
        for (int i = 0; first.size() < printed; i++) {
            long value = line.get(i);
            if (Arrays.binarySearch(modes, 0, total, value) >= 0 && !first.contains(value)) {
                first.add(value);
            }
        }
        return first;
    }

    /** {@code Mode is 123}, {@code Modes are 1, 2}, {@code Modes are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (12 more)}. */
    String report() {
        StringBuilder report = new StringBuilder(total == 1 ? "Mode is " : "Modes are ").append(first.getLong(0));
        for (int i = 1; i < first.size(); i++) {
            report.append(", ").append(first.getLong(i));
        }
        if (total > first.size()) {
            report.append(", … (").append(total - first.size()).append(" more)");
        }
        return report.toString();
    }
}
