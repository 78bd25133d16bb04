package io.ipcbox.lab;

/** How much of a run is shown. */
public enum Explanation {
    /** Only what the processes print. */
    NONE,
    /** Also their calls, in a column for each process. */
    CALLS,
    /** The same, and each step takes a second. */
    SLOW
}
