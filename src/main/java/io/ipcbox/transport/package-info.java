/**
 * How a line gets from the server to its clients: a {@link io.ipcbox.transport.Publisher} at the server's end, a
 * {@link io.ipcbox.transport.Subscriber} at the client's, a pair for each mechanism.
 *
 * <p>Every pair keeps the same promises: order as typed; each line exactly once while connected; a late client starts
 * with the next line; a slow client is waited for; a stuck one (no progress for the stall timeout while its backlog is
 * full) is cut off, receives {@code LAGGED n}, and goes on with the live stream as soon as it takes data again.
 *
 * <p>Decision: a client that was cut off keeps its connection. Its place in the stream is then known, so the number of
 * lines it lost is exact, and it need not reconnect.
 *
 * <p>Decision: all names of a channel are in {@code /dev/shm}: the ring as {@code ipcbox-UID-CHANNEL}; lock, port and
 * FIFOs in the directory {@code ipcbox-dir-UID-CHANNEL}. They are not in {@code $XDG_RUNTIME_DIR}: that variable
 * differs between a login, a cron job and {@code su}, {@code /run/user/UID} comes and goes with logins, and {@code
 * /tmp} may be private to a service or swept by age. The ring is always in {@code /dev/shm}, so processes could share
 * the ring but not the rest; now processes that share the ring share everything. For the same reason the ring's name
 * depends on {@code ipcbox.directory} if that is set. When a user's last session ends, systemd-logind removes both from
 * {@code /dev/shm} (unless {@code RemoveIPC=no}).
 *
 * <p>Decision: the directory is one level, so that a process that finds it missing makes it with one call, and starts
 * over if the last process to leave removed it in the meantime.
 *
 * <p>Decision: transports take {@link io.ipcbox.settings.Settings} as they are. A record of options for each transport
 * would repeat the settings and need code to copy them.
 */
@NullMarked
package io.ipcbox.transport;

import org.jspecify.annotations.NullMarked;
