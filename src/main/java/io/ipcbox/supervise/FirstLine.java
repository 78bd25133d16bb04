package io.ipcbox.supervise;

import java.util.OptionalLong;

/** Knows which line of the server is line 1 to a client ({@link io.ipcbox.process.NumberedLine#from}). Any thread asks. */
@FunctionalInterface
public interface FirstLine {
    /**
     * Of a client that has answered something; empty if that is not known.
     *
     * @param client its name ({@link ClientSpec#name})
     * @param pid the process that runs now under this name
     */
    OptionalLong of(String client, long pid);
}
