package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;
import java.math.BigInteger;

/** The sum of a line, which may need 95 bits: 2<sup>31</sup> integers of 64 bits. */
final class Sum {
    private Sum() {}

    static BigInteger of(IntegerLine line) {
        // The sums of fewer than 2^31 halves fit in 63 bits each, so no addition overflows.
        long high = 0;
        long low = 0;
        for (int i = 0; i < line.size(); i++) {
            high += line.get(i) >> 32;
            low += line.get(i) & 0xFFFF_FFFFL;
        }
        return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    }
}
