package io.ipcbox.supervise;

import java.util.OptionalLong;

/** Finds the server's line that is line 1 to a client ({@link io.ipcbox.process.NumberedLine#from}). Thread-safe. */
@FunctionalInterface
public interface FirstLine {
    /**
     * The number of that line, for a client that has answered something; empty if unknown.
     *
     * @param client its name ({@link ClientSpec#name})
     * @param pid the current process of that client
     */
    OptionalLong of(String client, long pid);
}
