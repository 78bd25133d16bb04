/**
 * How a line gets from the server to its clients: a {@link io.ipcbox.transport.Publisher} at the server's end, a
 * {@link io.ipcbox.transport.Subscriber} at the client's, a pair for each mechanism.
 *
 * <p>Every pair keeps the same promises: order as typed; each line exactly once while connected; a late client starts
 * with the next line; a slow client is waited for, a stuck one (no progress for the stall timeout while its backlog is
 * full) is cut off, told {@code LAGGED n}, and goes on with the live stream as soon as it takes data again.
 *
 * <p>Decision: a client that was cut off keeps its connection. Its place in the stream is then known, so the number of
 * lines it lost is exact, and nothing has to reconnect.
 */
@NullMarked
package io.ipcbox.transport;

import org.jspecify.annotations.NullMarked;
