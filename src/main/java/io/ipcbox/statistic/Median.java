package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;
import java.math.BigInteger;
import org.apache.commons.numbers.arrays.Selection;

/** The middle value of the sorted line, or the mean of the two middle values. */
final class Median {
    private Median() {}

    static String of(IntegerLine line) {
        int lower = (line.size() - 1) / 2;
        int upper = line.size() / 2;
        long[] values = line.toArray();
        // Selection takes linear time, whatever the order.
        Selection.select(values, new int[] {lower, upper});
        return ExactDecimal.quotient(BigInteger.valueOf(values[lower]).add(BigInteger.valueOf(values[upper])), 2);
    }
}
