package io.ipcbox.settings;

/** What a client does while no line comes. */
public enum Waiting {
    /** Keeps a processor busy for some milliseconds, then sleeps. */
    LOW_LATENCY,
    /** Looks a few times, lets others run, then sleeps. */
    BALANCED,
    /** Sleeps at once. */
    FRUGAL
}
