package io.ipcbox.command;

/** Where lines come from. For one thread, which may be interrupted. */
interface LineSource {
    /** Waits for the next line. An interrupted thread gets an {@link Input.End}. */
    Input next();

    /** True if a line has come already, so that {@link #next} need not wait for it. */
    boolean hasLine();

    /** True if nobody watches: a line that fails then makes the whole run fail. */
    boolean isScript();
}
