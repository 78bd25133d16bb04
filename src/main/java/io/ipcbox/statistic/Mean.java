package io.ipcbox.statistic;

import io.ipcbox.message.IntegerLine;

/** The arithmetic mean. */
final class Mean {
    private Mean() {}

    static String of(IntegerLine line) {
        return ExactDecimal.quotient(Sum.of(line), line.size());
    }
}
