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
 *
 * <p>Decision: all names of a channel are in {@code /dev/shm}, the ring as {@code ipcbox-UID-CHANNEL}, lock, port and
 * FIFOs in the directory {@code ipcbox-dir-UID-CHANNEL}; not in {@code $XDG_RUNTIME_DIR}. That variable differs between
 * a login, a cron job and {@code su}, {@code /run/user/UID} comes and goes with logins, and {@code /tmp} may be private
 * to a service or swept by age; the ring is in {@code /dev/shm} whatever these are. So a channel would be half shared:
 * now processes that share the ring share everything. With {@code ipcbox.directory} the ring's name depends on that
 * directory, for the same reason. What systemd-logind removes from {@code /dev/shm} when a user's last session ends
 * (unless {@code RemoveIPC=no}), it removes of both.
 *
 * <p>Decision: the directory is one level, so that a process that finds it missing makes it with one call, and starts
 * over if the last one to leave removed it in the meantime.
 */
@NullMarked
package io.ipcbox.transport;

import org.jspecify.annotations.NullMarked;
