/**
 * The shared-memory transport: a broadcast ring in {@code /dev/shm}, named by
 * {@link io.ipcbox.transport.ChannelDirectory#ring}.
 *
 * <p>Decision: one ring for all clients instead of one queue each. A line is written once for any number of readers,
 * and a reader costs the server no thread.
 */
@NullMarked
package io.ipcbox.transport.shm;

import org.jspecify.annotations.NullMarked;
