/**
 * The shared-memory transport: a broadcast ring in {@code /dev/shm/ipcbox-UID-CHANNEL}.
 *
 * <p>Decision: one ring for all clients instead of one queue each. A line is written once however many read it, and a
 * reader costs the server no thread.
 */
@NullMarked
package io.ipcbox.transport.shm;

import org.jspecify.annotations.NullMarked;
