package io.ipcbox.transport;

import java.time.Duration;

/** What a transport is told in a test. */
public final class TestOptions {
    private static final int LONGEST_LINE = 1 << 20;

    private TestOptions() {}

    /** For a server. */
    public static TransportOptions of(ChannelDirectory directory, Duration stallTimeout) {
        return new TransportOptions("test", directory, LONGEST_LINE, TransportContract.BACKLOG_BYTES, stallTimeout);
    }

    /** For a client. */
    public static TransportOptions of(ChannelDirectory directory, int longestLine) {
        return new TransportOptions(
                "test", directory, longestLine, TransportContract.BACKLOG_BYTES, Duration.ofSeconds(1));
    }
}
