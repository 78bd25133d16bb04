package io.ipcbox.lab;

/** How much of a run is shown. */
public enum Explanation {
    /** What the processes print. */
    NONE,
    /** Also each call, in a column for each process. */
    CALLS,
    /** The same, and each step takes a second. */
    SLOW
}
