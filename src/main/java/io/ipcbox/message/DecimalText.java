package io.ipcbox.message;

/**
 * Writes 64-bit integers as ASCII digits into an array of exactly the right size: as {@link Long#toString(long)} does,
 * without a string for each of ten million numbers.
 */
final class DecimalText {
    /** 00 01 02 … 99, without the spaces. */
    private static final byte[] PAIRS = new byte[200];

    static {
        for (int pair = 0; pair < 100; pair++) {
            PAIRS[2 * pair] = (byte) ('0' + pair / 10);
            PAIRS[2 * pair + 1] = (byte) ('0' + pair % 10);
        }
    }

    private DecimalText() {}

    /** The number of characters of that value, from 1 to 20. */
    static int length(long value) {
        // Negated if positive: the smallest value has no positive counterpart.
        long rest = value < 0 ? value : -value;
        int sign = value < 0 ? 1 : 0;
        long power = -10;
        for (int digits = 1; digits < 19; digits++) {
            if (rest > power) {
                return digits + sign;
            }
            power *= 10;
        }
        return 19 + sign;
    }

    /** Writes the value so that it ends before that index, and returns the index at which it begins. */
    static int writeBackwards(long value, byte[] target, int end) {
        long rest = value < 0 ? value : -value;
        int at = end;
        // Two digits for each division, which is the most expensive operation here.
        while (rest <= -10) {
            long hundredth = rest / 100;
            int pair = (int) (hundredth * 100 - rest) * 2;
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
            rest = hundredth;
        }
        if (rest != 0 || at == end) {
            target[--at] = (byte) ('0' - rest);
        }
        if (value < 0) {
            target[--at] = '-';
        }
        return at;
    }
}
