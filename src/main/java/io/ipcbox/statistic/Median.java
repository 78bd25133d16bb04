package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;
import java.math.BigInteger;
import org.apache.commons.numbers.arrays.Selection;

/** The value in the middle of the sorted line; of an even number, the mean of the two in the middle. */
final class Median {
    private Median() {}

    static String of(IntegerLine line) {
        int lower = (line.size() - 1) / 2;
        int upper = line.size() / 2;
        long[] values = line.toArray();
        // Selecting takes linear time, whatever the order is.
        Selection.select(values, new int[] {lower, upper});
        return ExactDecimal.quotient(BigInteger.valueOf(values[lower]).add(BigInteger.valueOf(values[upper])), 2);
    }
}
