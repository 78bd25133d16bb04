/**
 * Client processes kept alive: started, started again when they crash, their output put in order, and ended with the
 * server. {@link io.ipcbox.supervise.ClientSupervisor} is the way in.
 */
@NullMarked
package io.ipcbox.supervise;

import org.jspecify.annotations.NullMarked;
