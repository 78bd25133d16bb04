/**
 * Client processes: started, restarted when they crash, their output put in order, and ended with the server. {@link
 * io.ipcbox.supervise.ClientSupervisor} is the entry point.
 */
@NullMarked
package io.ipcbox.supervise;

import org.jspecify.annotations.NullMarked;
