package io.ipcbox.settings;

/** How an idle client of the ring waits. */
public enum Waiting {
    /** Keeps a processor busy for a few milliseconds, then sleeps. */
    LOW_LATENCY,
    /** Polls a few times and yields the processor in between, then sleeps. */
    BALANCED,
    /** Sleeps at once. */
    FRUGAL
}
