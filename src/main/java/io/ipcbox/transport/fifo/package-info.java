/**
 * The FIFO transport: each client makes a FIFO of its own in the channel's directory, and the server, which is told by
 * inotify, opens it for writing. {@code mkfifo} and {@code cat} by hand work too.
 *
 * <p>Decision: a FIFO each, because two readers of one would split the lines between them. A client shows its FIFO under
 * its final name only when it has the reading end open; so one that nobody reads is a dead client's, and is removed.
 */
@NullMarked
package io.ipcbox.transport.fifo;

import org.jspecify.annotations.NullMarked;
