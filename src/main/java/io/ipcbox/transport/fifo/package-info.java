/**
 * The FIFO transport: each client makes a FIFO of its own in the channel's directory, and the server, notified by
 * inotify, opens it for writing. {@code mkfifo} and {@code cat} by hand work too.
 *
 * <p>Decision: one FIFO per client, because two readers of one would split the lines between them. A client gives its
 * FIFO the final name only when the reading end is open; so one without a reader belongs to a dead client, and is
 * removed.
 */
@NullMarked
package io.ipcbox.transport.fifo;

import org.jspecify.annotations.NullMarked;
